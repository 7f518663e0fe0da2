package zooka.commands.timeline;

import java.util.ArrayList;
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

/** The events of a point of the timeline as people read them: first causes (brokers, ensemble, controller), then effects. */
public final class LogEntries {

    /** The most partitions of one kind that are reported one by one; more are one change with a count. */
    private static final int NAMED = 3;

    private LogEntries() {}

    /** The entries, grouped: a change of many partitions is one. */
    public static List<LogEntry> of(Point point) {
        List<LogEntry> entries = new ArrayList<>();
        Grouping grouping = new Grouping(entries);
        for (Event event : point.events()) {
            event.change().match(grouping);
        }
        grouping.end();
        return List.copyOf(entries);
    }

    /** Sorts the changes by kind: those of one part of the cluster as they come, those of partitions at the end. */
    private static final class Grouping implements Change.Cases<Boolean> {
        private final List<LogEntry> changes;
        private final List<LogEntry> structure = new ArrayList<>();
        private final List<Change.OfPartition> pairs = new ArrayList<>();
        private Optional<String> ensembleLeader = Optional.empty();
        private Optional<String> ensembleLeaderBefore = Optional.empty();
        private int servers;

        private Grouping(List<LogEntry> changes) {
            this.changes = changes;
        }

        @Override
        public Boolean broker(Change.OfBroker change) {
            int id = change.after().id();
            if (change.wentOffline()) {
                return changes.add(new LogEntry.BrokerOffline(id));
            }
            if (change.cameOnline()) {
                boolean back = change.before().isPresent();
                return changes.add(back ? new LogEntry.BrokerBack(id) : new LogEntry.BrokerJoined(id));
            }
            if (change.stoppedAnswering()) {
                String why = change.after().trouble().orElse("");
                return changes.add(new LogEntry.BrokerUnreachable(id, why));
            }
            return change.answersAgain() && changes.add(new LogEntry.BrokerReachable(id));
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
                return changes.add(new LogEntry.EnsembleServerUnreachable(change.name(), why));
            }
            if (change.before().isPresent() && !answered && answers) {
                String role = change.after().flatMap(Server::role).orElse("");
                return changes.add(new LogEntry.EnsembleServerBack(change.name(), role));
            }
            return false;
        }

        @Override
        public Boolean voter(Change.OfVoter change) {
            return changes.add(new LogEntry.VoterChanged(
                    change.id(),
                    change.after().map(Voter::state),
                    change.before().isEmpty()));
        }

        @Override
        public Boolean controller(Change.OfController change) {
            servers();
            return changes.add(new LogEntry.ControllerMoved(change.before(), change.after(), change.epoch()));
        }

        @Override
        public Boolean partition(Change.OfPartition change) {
            if (change.healthChanged()) {
                pairs.add(change);
            }
            return change.replicasChanged()
                    && structure.add(new LogEntry.Reassigned(
                            change.after().name(),
                            change.before().replicas(),
                            change.after().replicas()));
        }

        @Override
        public Boolean topic(Change.OfTopic change) {
            List<Partition> before = change.before().map(Topic::partitions).orElse(List.of());
            List<Partition> after = change.after().map(Topic::partitions).orElse(List.of());
            if (change.before().isEmpty()) {
                return structure.add(
                        new LogEntry.TopicCreated(change.after().get().name(), after.size()));
            }
            String name = change.before().get().name();
            if (change.after().isEmpty()) {
                return structure.add(new LogEntry.TopicDeleted(name));
            }
            return before.size() != after.size()
                    && structure.add(new LogEntry.PartitionsAdded(name, before.size(), after.size()));
        }

        /** Reports another leader of the ensemble, after its servers. */
        private void servers() {
            if (servers > 0 && !ensembleLeaderBefore.equals(ensembleLeader)) {
                changes.add(
                        new LogEntry.EnsembleLeaderMoved(ensembleLeaderBefore.orElse(""), ensembleLeader.orElse("")));
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

    private static void leaders(List<Change.OfPartition> pairs, List<LogEntry> changes) {
        List<Change.OfPartition> moved =
                pairs.stream().filter(Change.OfPartition::moved).toList();
        if (moved.isEmpty()) {
            return;
        }
        Map<LogEntry.Way, Integer> ways = new TreeMap<>(LogEntry.Way.ORDER);
        for (Change.OfPartition pair : moved) {
            LogEntry.Way way = new LogEntry.Way(
                    pair.before().leader().getAsInt(), pair.after().leader().getAsInt());
            ways.merge(way, 1, Integer::sum);
        }
        boolean preferred = moved.stream().allMatch(pair -> pair.after().preferredLeads());
        changes.add(new LogEntry.LeadersMoved(moved.get(0).after().name(), ways, preferred));
    }

    private static void offline(List<Change.OfPartition> pairs, List<LogEntry> changes) {
        List<Change.OfPartition> offline =
                pairs.stream().filter(Change.OfPartition::wentOffline).toList();
        if (offline.size() > NAMED) {
            changes.add(new LogEntry.PartitionsOffline(names(offline)));
        } else {
            offline.forEach(pair -> changes.add(new LogEntry.PartitionOffline(
                    pair.after().name(), pair.before().isr())));
        }
    }

    private static void online(List<Change.OfPartition> pairs, List<LogEntry> changes) {
        Map<Integer, List<Change.OfPartition>> online = pairs.stream()
                .filter(Change.OfPartition::cameOnline)
                .collect(Collectors.groupingBy(
                        pair -> pair.after().leader().getAsInt(), TreeMap::new, Collectors.toList()));
        online.forEach((leader, some) -> changes.add(new LogEntry.PartitionsOnline(names(some), leader)));
    }

    private static void inSync(List<Change.OfPartition> pairs, boolean shrank, List<LogEntry> changes) {
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
            changes.add(new LogEntry.InSyncMoved(shrank, partitions));
        } else {
            some.forEach(pair -> changes.add(new LogEntry.InSyncChanged(
                    pair.after().name(), pair.before().isr(), pair.after().isr())));
        }
    }

    private static List<String> names(List<Change.OfPartition> pairs) {
        return pairs.stream().map(pair -> pair.after().name()).toList();
    }

    /** Broker ids in a row; {@code none} for none. */
    public static String ids(List<Integer> ids) {
        return ids.isEmpty() ? "none" : ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** A number of partitions. */
    public static String partitions(int count) {
        return count + (count == 1 ? " partition" : " partitions");
    }
}
