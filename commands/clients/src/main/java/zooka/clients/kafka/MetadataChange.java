package zooka.clients.kafka;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A record of a KRaft cluster's metadata log, as far as it tells of brokers, controllers, topics, partitions, configuration and
 * features. Topics are named by their id: only {@link TopicCreation} has the name. Who treats each kind differently implements
 * {@link Cases}.
 */
public sealed interface MetadataChange {

    /** One case for each kind. */
    interface Cases<R> {
        R brokerRegistration(BrokerRegistration change);

        R brokerStateChange(BrokerStateChange change);

        R brokerUnregistration(BrokerUnregistration change);

        R topicCreation(TopicCreation change);

        R topicDeletion(TopicDeletion change);

        R partitionState(PartitionState change);

        R partitionChange(PartitionChange change);

        R elrRemoval(ElrRemoval change);

        R configChange(ConfigChange change);

        R controllerElection(ControllerElection change);

        R controllerRegistration(ControllerRegistration change);

        R controllerUnregistration(ControllerUnregistration change);

        R featureLevel(FeatureLevel change);
    }

    /** Calls the case of this kind. */
    <R> R match(Cases<R> cases);

    /**
     * A broker has registered, for the first time or after a restart. It replaces an earlier registration of the same id.
     *
     * @param epoch the epoch of this registration, which later changes of it repeat
     * @param listeners in the broker's order; a client uses the one whose name its own address belongs to
     * @param fenced true as a rule: a broker is unfenced once it has caught up
     */
    record BrokerRegistration(
            int id,
            long epoch,
            List<Listener> listeners,
            Optional<String> rack,
            boolean fenced,
            boolean inControlledShutdown)
            implements MetadataChange {
        public BrokerRegistration {
            listeners = List.copyOf(listeners);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.brokerRegistration(this);
        }
    }

    /**
     * A registered broker was fenced or unfenced, or has begun a controlled shutdown.
     *
     * @param fenced empty if unchanged
     * @param inControlledShutdown empty if unchanged; it ends with the next registration
     */
    record BrokerStateChange(int id, long epoch, Optional<Boolean> fenced, Optional<Boolean> inControlledShutdown)
            implements MetadataChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.brokerStateChange(this);
        }
    }

    /** A registration was deleted. A broker that only stops stays registered, and is fenced. */
    record BrokerUnregistration(int id, long epoch) implements MetadataChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.brokerUnregistration(this);
        }
    }

    /** A topic was created; its partitions follow in the same batch or the same transaction. */
    record TopicCreation(String name, String topicId) implements MetadataChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.topicCreation(this);
        }
    }

    /** A topic was deleted, with all its partitions and its configuration. */
    record TopicDeletion(String topicId) implements MetadataChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.topicDeletion(this);
        }
    }

    /**
     * A partition was created, or its whole state is told, as in a snapshot. It replaces what was known of the partition.
     *
     * @param leader empty without a leader
     * @param partitionEpoch counts the changes of the partition
     * @param replicas in their order: the first is the preferred leader; with those that a reassignment adds or removes
     * @param recovering whether the leader was elected uncleanly and has not confirmed its log yet
     */
    record PartitionState(
            String topicId,
            int partition,
            OptionalInt leader,
            int leaderEpoch,
            int partitionEpoch,
            List<Integer> replicas,
            List<Integer> isr,
            List<Integer> adding,
            List<Integer> removing,
            List<Integer> elr,
            List<Integer> lastKnownElr,
            boolean recovering)
            implements MetadataChange {
        public PartitionState {
            replicas = List.copyOf(replicas);
            isr = List.copyOf(isr);
            adding = List.copyOf(adding);
            removing = List.copyOf(removing);
            elr = List.copyOf(elr);
            lastKnownElr = List.copyOf(lastKnownElr);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.partitionState(this);
        }
    }

    /**
     * A partition has changed; what is empty is unchanged. Epochs are not in the record, and count as Kafka itself counts them: the
     * partition epoch by one with each of these changes, and the leader epoch by one with each whose {@code leader} is not
     * {@link #UNCHANGED}, even if it names the broker that has led before, or none.
     *
     * @param leader a broker's id, {@link #NONE} for a partition that has no leader now, or {@link #UNCHANGED}
     * @param recovering true with an unclean election, false once its leader has confirmed its log
     */
    record PartitionChange(
            String topicId,
            int partition,
            int leader,
            Optional<List<Integer>> replicas,
            Optional<List<Integer>> isr,
            Optional<List<Integer>> adding,
            Optional<List<Integer>> removing,
            Optional<List<Integer>> elr,
            Optional<List<Integer>> lastKnownElr,
            Optional<Boolean> recovering)
            implements MetadataChange {

        /** The leader of a change that keeps it, and its epoch. */
        public static final int UNCHANGED = -2;

        /** The leader of a partition without one. */
        public static final int NONE = -1;

        public PartitionChange {
            replicas = replicas.map(List::copyOf);
            isr = isr.map(List::copyOf);
            adding = adding.map(List::copyOf);
            removing = removing.map(List::copyOf);
            elr = elr.map(List::copyOf);
            lastKnownElr = lastKnownElr.map(List::copyOf);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.partitionChange(this);
        }
    }

    /**
     * The eligible leader replicas of partitions, also the last known ones, are empty now: {@code min.insync.replicas} has
     * changed, or the feature was turned off.
     *
     * @param topic the name of the topic; empty for all topics
     */
    record ElrRemoval(Optional<String> topic) implements MetadataChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.elrRemoval(this);
        }
    }

    /**
     * A configuration key was set or deleted.
     *
     * @param resource of a topic, a broker (with an empty name: the default of all brokers), a group or client metrics
     * @param value empty for a key that was deleted; {@link BrokerSurvey#SECRET} for a sensitive one
     */
    record ConfigChange(Resource resource, String key, Optional<String> value) implements MetadataChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.configChange(this);
        }
    }

    /**
     * A voter was elected as the leader of the quorum and thereby as the active controller.
     *
     * @param epoch the epoch of the quorum; each election has a higher one
     * @param voters the ids of the voters
     */
    record ControllerElection(int id, int epoch, List<Integer> voters) implements MetadataChange {
        public ControllerElection {
            voters = List.copyOf(voters);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.controllerElection(this);
        }
    }

    /**
     * A controller has registered its addresses, for the first time or after a restart.
     *
     * @param listeners the node's id is in the place of the broker's
     */
    record ControllerRegistration(int id, List<Listener> listeners) implements MetadataChange {
        public ControllerRegistration {
            listeners = List.copyOf(listeners);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.controllerRegistration(this);
        }
    }

    /** The registration of a controller was deleted. */
    record ControllerUnregistration(int id) implements MetadataChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.controllerUnregistration(this);
        }
    }

    /**
     * A feature of the cluster has another level, such as {@code metadata.version}.
     *
     * @param level 0 for a feature that is not in use any more
     */
    record FeatureLevel(String name, int level) implements MetadataChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.featureLevel(this);
        }
    }
}
