package zooka.commands.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;

/** One part of a cluster before and after. */
public sealed interface Change {

    <R> R match(Cases<R> cases);

    /** One case per kind, so that a new kind does not compile until every consumer handles it. */
    interface Cases<R> {
        R broker(OfBroker change);

        R server(OfServer change);

        R voter(OfVoter change);

        R controller(OfController change);

        R partition(OfPartition change);

        R topic(OfTopic change);
    }

    /**
     * A broker that went offline, came online, stopped answering this client or answers again.
     *
     * @param before empty for a broker that was not known
     */
    record OfBroker(Optional<Broker> before, Broker after) implements Change {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.broker(this);
        }

        private boolean wasOnline() {
            return before.filter(Broker::online).isPresent();
        }

        public boolean wentOffline() {
            return wasOnline() && !after.online();
        }

        public boolean cameOnline() {
            return !wasOnline() && after.online();
        }

        /** Whether it stopped answering this client while it stays registered. */
        public boolean stoppedAnswering() {
            return wasOnline()
                    && after.online()
                    && trouble().isEmpty()
                    && after.trouble().isPresent();
        }

        public boolean answersAgain() {
            return wasOnline()
                    && after.online()
                    && trouble().isPresent()
                    && after.trouble().isEmpty();
        }

        private Optional<String> trouble() {
            return before.flatMap(Broker::trouble);
        }
    }

    /**
     * A ZooKeeper server with another role, or that stopped answering, or answers again.
     *
     * @param name the short name of the server among the others: {@code zk-2}
     * @param before empty for a server that was not known
     * @param after empty for a server that left the ensemble
     */
    record OfServer(String name, Optional<Server> before, Optional<Server> after) implements Change {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.server(this);
        }
    }

    /**
     * A voter of the KRaft quorum that does not fetch or lags, or is caught up again, or joined or left the quorum.
     *
     * @param before empty for a voter that joined
     * @param after empty for a voter that left
     */
    record OfVoter(Optional<Voter> before, Optional<Voter> after) implements Change {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.voter(this);
        }

        public int id() {
            return after.or(() -> before).orElseThrow().id();
        }
    }

    /** Another controller, or the same one elected again with a new epoch; empty for none. */
    record OfController(OptionalInt before, OptionalInt after, OptionalInt epochBefore, OptionalInt epoch)
            implements Change {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.controller(this);
        }

        /** Whether a controller was elected: another one, or the same one again. */
        public boolean elected() {
            return after.isPresent() && (!before.equals(after) || epochRose());
        }

        private boolean epochRose() {
            return epochBefore.isPresent() && epoch.isPresent() && !epochBefore.equals(epoch);
        }
    }

    /** A partition with another leader, other replicas or other in-sync replicas. */
    record OfPartition(Partition before, Partition after) implements Change {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.partition(this);
        }

        /** Whether one leader followed another, without a state between in which nobody led. */
        public boolean moved() {
            return before.leader().isPresent()
                    && after.leader().isPresent()
                    && !before.leader().equals(after.leader());
        }

        public boolean wentOffline() {
            return !before.offline() && after.offline();
        }

        public boolean cameOnline() {
            return before.offline() && !after.offline();
        }

        /** Whether a leader was elected: the epoch rose. The controller raises it without another leader, too. */
        public boolean epochRose() {
            return before.leaderEpoch().isPresent()
                    && after.leaderEpoch().isPresent()
                    && after.leaderEpoch().getAsInt() > before.leaderEpoch().getAsInt();
        }

        /** Whether the in-sync replicas are others; Kafka does not order them. */
        public boolean inSyncChanged() {
            List<Integer> one = before.isr();
            List<Integer> other = after.isr();
            return !one.equals(other) && !(one.size() == other.size() && new HashSet<>(one).containsAll(other));
        }

        /** Whether leader or in-sync replicas are others. */
        public boolean healthChanged() {
            return !before.leader().equals(after.leader()) || inSyncChanged();
        }

        public boolean replicasChanged() {
            return !before.replicas().equals(after.replicas());
        }

        public boolean reassignmentBegan() {
            return !before.reassigning() && after.reassigning();
        }

        public boolean reassignmentEnded() {
            return before.reassigning() && !after.reassigning();
        }

        /** Whether it differs in anything but the time of its last state. */
        boolean matters() {
            return healthChanged()
                    || replicasChanged()
                    || !before.leaderEpoch().equals(after.leaderEpoch())
                    || !before.adding().equals(after.adding())
                    || !before.removing().equals(after.removing());
        }
    }

    /**
     * A topic that was created, deleted, has more partitions or another {@code min.insync.replicas}.
     *
     * @param before empty for a new topic
     * @param after empty for a deleted topic
     */
    record OfTopic(Optional<Topic> before, Optional<Topic> after) implements Change {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.topic(this);
        }
    }
}
