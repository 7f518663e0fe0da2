package zooka.commands.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zooka.commands.result.Cell.Level;

/** A change as people read it in a log: one part of a cluster, or many partitions of which the same is true. */
public sealed interface LogEntry {

    /**
     * The text in the log, old → new. Names of servers and topics are as the servers gave them.
     *
     * @param arrow the arrow between old and new
     */
    String text(String arrow);

    Level level();

    /** The number of changed objects. */
    default int count() {
        return 1;
    }

    /**
     * This change merged with a later one of the same kind, since a failover takes many states; empty if they do not
     * fit.
     */
    default Optional<LogEntry> with(LogEntry later) {
        return Optional.empty();
    }

    record BrokerOffline(int id) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "broker " + id + " offline";
        }

        @Override
        public Level level() {
            return Level.BAD;
        }
    }

    record BrokerBack(int id) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "broker " + id + " online";
        }

        @Override
        public Level level() {
            return Level.GOOD;
        }
    }

    record BrokerJoined(int id) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "broker " + id + " joined";
        }

        @Override
        public Level level() {
            return Level.GOOD;
        }
    }

    /** A broker that is registered but does not answer this client. */
    record BrokerUnreachable(int id, String trouble) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "broker " + id + ": " + trouble;
        }

        @Override
        public Level level() {
            return Level.WARN;
        }
    }

    record BrokerReachable(int id) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "broker " + id + " answers again";
        }

        @Override
        public Level level() {
            return Level.GOOD;
        }
    }

    /** Another controller, or the same broker elected again with a new epoch. */
    record ControllerMoved(OptionalInt from, OptionalInt to, OptionalInt epoch) implements LogEntry {
        @Override
        public String text(String arrow) {
            String office = "controller " + id(from) + " " + arrow + " " + id(to);
            return epoch.isPresent() && to.isPresent() ? office + ", epoch " + epoch.getAsInt() : office;
        }

        private static String id(OptionalInt id) {
            return id.isPresent() ? Integer.toString(id.getAsInt()) : "none";
        }

        @Override
        public Level level() {
            return to.isPresent() ? Level.WARN : Level.BAD;
        }
    }

    /** Another leader of the ensemble; empty for none. */
    record EnsembleLeaderMoved(String from, String to) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "ZooKeeper leader " + name(from) + " " + arrow + " " + name(to);
        }

        private static String name(String server) {
            return server.isEmpty() ? "none" : server;
        }

        @Override
        public Level level() {
            return to.isEmpty() ? Level.BAD : Level.WARN;
        }
    }

    record EnsembleServerUnreachable(String server, String trouble) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "ZooKeeper " + server + " does not answer: " + trouble;
        }

        @Override
        public Level level() {
            return Level.BAD;
        }
    }

    record EnsembleServerBack(String server, String role) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "ZooKeeper " + server + " answers again" + (role.isEmpty() ? "" : ", " + role);
        }

        @Override
        public Level level() {
            return Level.GOOD;
        }
    }

    /**
     * A voter of the KRaft quorum in another state, or that joined or left the quorum.
     *
     * @param state empty for one that left
     * @param joined whether it was not a voter before
     */
    record VoterChanged(int id, Optional<Voter.State> state, boolean joined) implements LogEntry {
        @Override
        public String text(String arrow) {
            String voter = "voter " + id;
            if (state.isEmpty()) {
                return voter + " left the quorum";
            }
            return voter + (joined ? " joined the quorum, " : " ") + state.get().word();
        }

        @Override
        public Level level() {
            return state.map(known -> known.level()).orElse(Level.PLAIN);
        }
    }

    /** The leader of a partition before and after. */
    record Way(int from, int to) {
        static final Comparator<Way> ORDER = Comparator.comparingInt(Way::from).thenComparingInt(Way::to);
    }

    /**
     * Partitions with a new leader.
     *
     * @param ways the number of partitions for each pair of old and new leader
     * @param preferred whether all of them have their preferred leader now
     */
    record LeadersMoved(String first, Map<Way, Integer> ways, boolean preferred) implements LogEntry {
        @Override
        public String text(String arrow) {
            String end = preferred ? ", as preferred" : "";
            if (count() == 1) {
                Way way = ways.keySet().iterator().next();
                return first + " leader " + way.from() + " " + arrow + " " + way.to() + end;
            }
            return ways.entrySet().stream()
                    .map(entry -> "  " + entry.getKey().from() + " " + arrow + " "
                            + entry.getKey().to() + " (" + entry.getValue() + ")")
                    .collect(Collectors.joining("", count() + " leaders moved", end));
        }

        @Override
        public int count() {
            return ways.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public Optional<LogEntry> with(LogEntry later) {
            if (!(later instanceof LeadersMoved more) || more.preferred != preferred) {
                return Optional.empty();
            }
            Map<Way, Integer> all = new TreeMap<>(Way.ORDER);
            all.putAll(ways);
            more.ways.forEach((way, count) -> all.merge(way, count, Integer::sum));
            return Optional.of(new LeadersMoved(first, all, preferred));
        }

        @Override
        public Level level() {
            return preferred ? Level.GOOD : Level.WARN;
        }
    }

    /** A partition without a leader, with the in-sync replicas while it had one. */
    record PartitionOffline(String name, List<Integer> lastInSync) implements LogEntry {
        @Override
        public String text(String arrow) {
            String offline = name + " offline";
            return switch (lastInSync.size()) {
                case 0 -> offline;
                case 1 -> offline + ": its only in-sync replica was " + lastInSync.get(0);
                default -> offline + ": its in-sync replicas were " + LogEntries.ids(lastInSync);
            };
        }

        @Override
        public Level level() {
            return Level.BAD;
        }
    }

    /** Too many offline partitions to report each of them. */
    record PartitionsOffline(List<String> names) implements LogEntry {
        @Override
        public String text(String arrow) {
            return names.size() + " partitions offline: " + String.join(" ", names);
        }

        @Override
        public Optional<LogEntry> with(LogEntry later) {
            return later instanceof PartitionsOffline more
                    ? Optional.of(new PartitionsOffline(both(names, more.names)))
                    : Optional.empty();
        }

        @Override
        public int count() {
            return names.size();
        }

        @Override
        public Level level() {
            return Level.BAD;
        }
    }

    /** Partitions that have a leader again. */
    record PartitionsOnline(List<String> names, int leader) implements LogEntry {
        @Override
        public String text(String arrow) {
            return names.size() == 1
                    ? names.get(0) + " online, led by " + leader
                    : names.size() + " partitions online, led by " + leader + ": " + String.join(" ", names);
        }

        @Override
        public Optional<LogEntry> with(LogEntry later) {
            return later instanceof PartitionsOnline more && more.leader == leader
                    ? Optional.of(new PartitionsOnline(both(names, more.names), leader))
                    : Optional.empty();
        }

        @Override
        public int count() {
            return names.size();
        }

        @Override
        public Level level() {
            return Level.GOOD;
        }
    }

    /** The in-sync replicas of one partition. */
    record InSyncChanged(String name, List<Integer> before, List<Integer> after) implements LogEntry {
        @Override
        public String text(String arrow) {
            return name + " in sync " + LogEntries.ids(before) + " " + arrow + " " + LogEntries.ids(after);
        }

        private boolean shrank() {
            return after.size() < before.size();
        }

        /** The same change, counted by broker. */
        private InSyncMoved counted() {
            Set<Integer> moved = new TreeSet<>(shrank() ? before : after);
            moved.removeAll(shrank() ? after : before);
            return new InSyncMoved(shrank(), moved.stream().collect(Collectors.toMap(id -> id, id -> 1)));
        }

        @Override
        public Optional<LogEntry> with(LogEntry later) {
            return counted().with(later);
        }

        @Override
        public Level level() {
            return shrank() ? Level.WARN : Level.GOOD;
        }
    }

    /**
     * Replicas of many partitions that fell out of sync or are in sync again.
     *
     * @param partitions the number of partitions by broker id
     */
    record InSyncMoved(boolean shrank, Map<Integer, Integer> partitions) implements LogEntry {
        @Override
        public Optional<LogEntry> with(LogEntry later) {
            LogEntry counted = later instanceof InSyncChanged one ? one.counted() : later;
            if (!(counted instanceof InSyncMoved more) || more.shrank != shrank) {
                return Optional.empty();
            }
            Map<Integer, Integer> all = new TreeMap<>(partitions);
            more.partitions.forEach((id, count) -> all.merge(id, count, Integer::sum));
            return Optional.of(new InSyncMoved(shrank, all));
        }

        @Override
        public int count() {
            return partitions.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public String text(String arrow) {
            return partitions.entrySet().stream()
                    .map(entry -> "  " + entry.getKey() + " (" + entry.getValue() + ")")
                    .collect(Collectors.joining(
                            "", count() + " replicas " + (shrank ? "out of sync" : "in sync again"), ""));
        }

        @Override
        public Level level() {
            return shrank ? Level.WARN : Level.GOOD;
        }
    }

    record TopicCreated(String topic, int partitions) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "topic " + topic + " created, " + LogEntries.partitions(partitions);
        }

        @Override
        public Level level() {
            return Level.PLAIN;
        }
    }

    record TopicDeleted(String topic) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "topic " + topic + " deleted";
        }

        @Override
        public Level level() {
            return Level.PLAIN;
        }
    }

    record PartitionsAdded(String topic, int before, int after) implements LogEntry {
        @Override
        public String text(String arrow) {
            return "topic " + topic + " partitions " + before + " " + arrow + " " + after;
        }

        @Override
        public Level level() {
            return Level.PLAIN;
        }
    }

    record Reassigned(String name, List<Integer> before, List<Integer> after) implements LogEntry {
        @Override
        public String text(String arrow) {
            return name + " replicas " + LogEntries.ids(before) + " " + arrow + " " + LogEntries.ids(after);
        }

        @Override
        public Level level() {
            return Level.PLAIN;
        }
    }

    private static List<String> both(List<String> names, List<String> more) {
        return Stream.concat(names.stream(), more.stream()).distinct().toList();
    }
}
