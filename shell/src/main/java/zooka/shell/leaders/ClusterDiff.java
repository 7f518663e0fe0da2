package zooka.shell.leaders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.Event;
import zooka.commands.timeline.Point;

/**
 * The events of a point of the timeline as people read them: first causes (brokers, ensemble, controller), then effects.
 *
 * @param at when they were noticed
 * @param all the changes, grouped: a change of many partitions is one
 * @param touched the partitions with another leader or other in-sync replicas, as they were before; empty for a new one
 */
record ClusterDiff(Instant at, List<ClusterChange> all, Map<String, Optional<Partition>> touched) {

    /** The most partitions of one kind that are reported one by one; more are one change with a count. */
    private static final int NAMED = 3;

    static ClusterDiff of(Point point) {
        List<ClusterChange> changes = new ArrayList<>();
        Map<String, Optional<Partition>> touched = new HashMap<>();
        Grouping grouping = new Grouping(changes, touched);
        for (Event event : point.events()) {
            event.change().match(grouping);
        }
        grouping.end();
        return new ClusterDiff(point.at(), List.copyOf(changes), Collections.unmodifiableMap(touched));
    }

    boolean isEmpty() {
        return all.isEmpty() && touched.isEmpty();
    }

    int count() {
        return all.stream().mapToInt(ClusterChange::count).sum();
    }

    /** Sorts the changes by kind: those of one part of the cluster as they come, those of partitions at the end. */
    private static final class Grouping implements Change.Cases<Boolean> {
        private final List<ClusterChange> changes;
        private final Map<String, Optional<Partition>> touched;
        private final List<ClusterChange> structure = new ArrayList<>();
        private final List<Change.OfPartition> pairs = new ArrayList<>();
        private Optional<String> ensembleLeader = Optional.empty();
        private Optional<String> ensembleLeaderBefore = Optional.empty();
        private int servers;

        private Grouping(List<ClusterChange> changes, Map<String, Optional<Partition>> touched) {
            this.changes = changes;
            this.touched = touched;
        }

        @Override
        public Boolean broker(Change.OfBroker change) {
            int id = change.after().id();
            if (change.wentOffline()) {
                return changes.add(new ClusterChange.BrokerOffline(id));
            }
            if (change.cameOnline()) {
                boolean back = change.before().isPresent();
                return changes.add(back ? new ClusterChange.BrokerBack(id) : new ClusterChange.BrokerJoined(id));
            }
            if (change.stoppedAnswering()) {
                String why = change.after().trouble().orElse("");
                return changes.add(new ClusterChange.BrokerUnreachable(id, why));
            }
            return change.answersAgain() && changes.add(new ClusterChange.BrokerReachable(id));
        }

        @Override
        public Boolean server(Change.OfServer change) {
            servers++;
            boolean answered = change.before().filter(Server::answers).isPresent();
            boolean answers = change.after().filter(Server::answers).isPresent();
            if (change.before().filter(Server::leads).isPresent()) {
                ensembleLeaderBefore = Optional.of(change.name());
            }
            if (change.after().filter(Server::leads).isPresent()) {
                ensembleLeader = Optional.of(change.name());
            }
            if (answered && change.after().isPresent() && !answers) {
                String why = change.after().flatMap(Server::trouble).orElse("");
                return changes.add(new ClusterChange.EnsembleServerUnreachable(change.name(), why));
            }
            if (change.before().isPresent() && !answered && answers) {
                String role = change.after().flatMap(Server::role).orElse("");
                return changes.add(new ClusterChange.EnsembleServerBack(change.name(), role));
            }
            return false;
        }

        @Override
        public Boolean controller(Change.OfController change) {
            servers();
            return changes.add(new ClusterChange.ControllerMoved(change.before(), change.after(), change.epoch()));
        }

        @Override
        public Boolean partition(Change.OfPartition change) {
            if (change.healthChanged()) {
                pairs.add(change);
                touched.put(change.after().name(), Optional.of(change.before()));
            }
            return change.replicasChanged()
                    && structure.add(new ClusterChange.Reassigned(
                            change.after().name(),
                            change.before().replicas(),
                            change.after().replicas()));
        }

        @Override
        public Boolean topic(Change.OfTopic change) {
            List<Partition> before = change.before().map(Topic::partitions).orElse(List.of());
            List<Partition> after = change.after().map(Topic::partitions).orElse(List.of());
            for (Partition partition : after) {
                if (change.before()
                        .flatMap(topic -> topic.partition(partition.partition()))
                        .isEmpty()) {
                    touched.put(partition.name(), Optional.empty());
                }
            }
            if (change.before().isEmpty()) {
                return structure.add(
                        new ClusterChange.TopicCreated(change.after().get().name(), after.size()));
            }
            String name = change.before().get().name();
            if (change.after().isEmpty()) {
                return structure.add(new ClusterChange.TopicDeleted(name));
            }
            return before.size() != after.size()
                    && structure.add(new ClusterChange.PartitionsAdded(name, before.size(), after.size()));
        }

        /** Reports another leader of the ensemble, after its servers. */
        private void servers() {
            if (servers > 0 && !ensembleLeaderBefore.equals(ensembleLeader)) {
                changes.add(new ClusterChange.EnsembleLeaderMoved(
                        ensembleLeaderBefore.orElse(""), ensembleLeader.orElse("")));
            }
            servers = 0;
        }

        private void end() {
            servers();
            leaders(pairs, changes);
            offline(pairs, changes);
            online(pairs, changes);
            inSync(pairs, true, changes);
            inSync(pairs, false, changes);
            changes.addAll(structure);
        }
    }

    /** The in-sync replicas that only one of the two states of a partition has. */
    private static Set<Integer> lost(Change.OfPartition pair, boolean shrank) {
        Set<Integer> ids =
                new HashSet<>(shrank ? pair.before().isr() : pair.after().isr());
        ids.removeAll(shrank ? pair.after().isr() : pair.before().isr());
        return ids;
    }

    /** Compares in-sync replicas as sets, since Kafka does not order them. */
    static boolean sameMembers(List<Integer> one, List<Integer> other) {
        return one.equals(other) || (one.size() == other.size() && new HashSet<>(one).containsAll(other));
    }

    private static void leaders(List<Change.OfPartition> pairs, List<ClusterChange> changes) {
        List<Change.OfPartition> moved =
                pairs.stream().filter(Change.OfPartition::moved).toList();
        if (moved.isEmpty()) {
            return;
        }
        Map<ClusterChange.Way, Integer> ways = new TreeMap<>(ClusterChange.Way.ORDER);
        for (Change.OfPartition pair : moved) {
            ClusterChange.Way way = new ClusterChange.Way(
                    pair.before().leader().getAsInt(), pair.after().leader().getAsInt());
            ways.merge(way, 1, Integer::sum);
        }
        boolean preferred = moved.stream().allMatch(pair -> pair.after().preferredLeads());
        changes.add(new ClusterChange.LeadersMoved(moved.get(0).after().name(), ways, preferred));
    }

    private static void offline(List<Change.OfPartition> pairs, List<ClusterChange> changes) {
        List<Change.OfPartition> offline =
                pairs.stream().filter(Change.OfPartition::wentOffline).toList();
        if (offline.size() > NAMED) {
            changes.add(new ClusterChange.PartitionsOffline(names(offline)));
        } else {
            offline.forEach(pair -> changes.add(new ClusterChange.PartitionOffline(
                    pair.after().name(), pair.before().isr())));
        }
    }

    private static void online(List<Change.OfPartition> pairs, List<ClusterChange> changes) {
        Map<Integer, List<Change.OfPartition>> online = pairs.stream()
                .filter(Change.OfPartition::cameOnline)
                .collect(Collectors.groupingBy(
                        pair -> pair.after().leader().getAsInt(), TreeMap::new, Collectors.toList()));
        online.forEach((leader, some) -> changes.add(new ClusterChange.PartitionsOnline(names(some), leader)));
    }

    private static void inSync(List<Change.OfPartition> pairs, boolean shrank, List<ClusterChange> changes) {
        Map<Integer, Integer> partitions = new TreeMap<>();
        List<Change.OfPartition> some = new ArrayList<>();
        for (Change.OfPartition pair : pairs) {
            Set<Integer> ids = lost(pair, shrank);
            // Replicas that were both lost and gained are reported once, as lost.
            if (!ids.isEmpty() && (shrank || lost(pair, true).isEmpty())) {
                some.add(pair);
                ids.forEach(id -> partitions.merge(id, 1, Integer::sum));
            }
        }
        if (some.size() > NAMED) {
            changes.add(new ClusterChange.InSyncMoved(shrank, partitions));
        } else {
            some.forEach(pair -> changes.add(new ClusterChange.InSyncChanged(
                    pair.after().name(), pair.before().isr(), pair.after().isr())));
        }
    }

    private static List<String> names(List<Change.OfPartition> pairs) {
        return pairs.stream().map(pair -> pair.after().name()).toList();
    }

    static String ids(List<Integer> ids) {
        return ids.isEmpty() ? "none" : ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    static String partitions(int count) {
        return count + (count == 1 ? " partition" : " partitions");
    }
}
