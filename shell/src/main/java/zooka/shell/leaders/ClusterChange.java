package zooka.shell.leaders;

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
import zooka.shell.render.Glyphs;

/** One difference between two states of a cluster; found by {@link ClusterDiff}. */
sealed interface ClusterChange {

    /** The text in the log, old → new; names of servers and topics are escaped. */
    String text(Glyphs look);

    Level level();

    /** The number of changed objects. */
    default int count() {
        return 1;
    }

    /**
     * This change merged with a later one of the same kind, since a failover takes many states; empty if they do not
     * fit.
     */
    default Optional<ClusterChange> with(ClusterChange later) {
        return Optional.empty();
    }

    record BrokerOffline(int id) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "broker " + id + " offline";
        }

        @Override
        public Level level() {
            return Level.BAD;
        }
    }

    record BrokerBack(int id) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "broker " + id + " online";
        }

        @Override
        public Level level() {
            return Level.GOOD;
        }
    }

    record BrokerJoined(int id) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "broker " + id + " joined";
        }

        @Override
        public Level level() {
            return Level.GOOD;
        }
    }

    /** A broker that is registered but does not answer this client. */
    record BrokerUnreachable(int id, String trouble) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "broker " + id + ": " + look.safe(trouble);
        }

        @Override
        public Level level() {
            return Level.WARN;
        }
    }

    record BrokerReachable(int id) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "broker " + id + " answers again";
        }

        @Override
        public Level level() {
            return Level.GOOD;
        }
    }

    /** Another controller, or the same broker elected again with a new epoch. */
    record ControllerMoved(OptionalInt from, OptionalInt to, OptionalInt epoch) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            String office = "controller " + id(from) + " " + look.arrow() + " " + id(to);
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
    record EnsembleLeaderMoved(String from, String to) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "ZooKeeper leader " + name(from, look) + " " + look.arrow() + " " + name(to, look);
        }

        private static String name(String server, Glyphs look) {
            return server.isEmpty() ? "none" : look.safe(server);
        }

        @Override
        public Level level() {
            return to.isEmpty() ? Level.BAD : Level.WARN;
        }
    }

    record EnsembleServerUnreachable(String server, String trouble) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "ZooKeeper " + look.safe(server) + " does not answer: " + look.safe(trouble);
        }

        @Override
        public Level level() {
            return Level.BAD;
        }
    }

    record EnsembleServerBack(String server, String role) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "ZooKeeper " + look.safe(server) + " answers again" + (role.isEmpty() ? "" : ", " + look.safe(role));
        }

        @Override
        public Level level() {
            return Level.GOOD;
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
    record LeadersMoved(String first, Map<Way, Integer> ways, boolean preferred) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            String end = preferred ? ", as preferred" : "";
            if (count() == 1) {
                Way way = ways.keySet().iterator().next();
                return look.safe(first) + " leader " + way.from() + " " + look.arrow() + " " + way.to() + end;
            }
            return ways.entrySet().stream()
                    .map(entry -> "  " + entry.getKey().from() + " " + look.arrow() + " "
                            + entry.getKey().to() + " (" + entry.getValue() + ")")
                    .collect(Collectors.joining("", count() + " leaders moved", end));
        }

        @Override
        public int count() {
            return ways.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public Optional<ClusterChange> with(ClusterChange later) {
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
    record PartitionOffline(String name, List<Integer> lastInSync) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            String offline = look.safe(name) + " offline";
            return switch (lastInSync.size()) {
                case 0 -> offline;
                case 1 -> offline + ": its only in-sync replica was " + lastInSync.get(0);
                default -> offline + ": its in-sync replicas were " + ClusterDiff.ids(lastInSync);
            };
        }

        @Override
        public Level level() {
            return Level.BAD;
        }
    }

    /** Too many offline partitions to report each of them. */
    record PartitionsOffline(List<String> names) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return names.size() + " partitions offline: " + look.safe(String.join(" ", names));
        }

        @Override
        public Optional<ClusterChange> with(ClusterChange later) {
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
    record PartitionsOnline(List<String> names, int leader) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return names.size() == 1
                    ? look.safe(names.get(0)) + " online, led by " + leader
                    : names.size() + " partitions online, led by " + leader + ": " + look.safe(String.join(" ", names));
        }

        @Override
        public Optional<ClusterChange> with(ClusterChange later) {
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
    record InSyncChanged(String name, List<Integer> before, List<Integer> after) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return look.safe(name) + " in sync " + ClusterDiff.ids(before) + " " + look.arrow() + " "
                    + ClusterDiff.ids(after);
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
        public Optional<ClusterChange> with(ClusterChange later) {
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
    record InSyncMoved(boolean shrank, Map<Integer, Integer> partitions) implements ClusterChange {
        @Override
        public Optional<ClusterChange> with(ClusterChange later) {
            ClusterChange counted = later instanceof InSyncChanged one ? one.counted() : later;
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
        public String text(Glyphs look) {
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

    record TopicCreated(String topic, int partitions) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "topic " + look.safe(topic) + " created, " + ClusterDiff.partitions(partitions);
        }

        @Override
        public Level level() {
            return Level.PLAIN;
        }
    }

    record TopicDeleted(String topic) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "topic " + look.safe(topic) + " deleted";
        }

        @Override
        public Level level() {
            return Level.PLAIN;
        }
    }

    record PartitionsAdded(String topic, int before, int after) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return "topic " + look.safe(topic) + " partitions " + before + " " + look.arrow() + " " + after;
        }

        @Override
        public Level level() {
            return Level.PLAIN;
        }
    }

    record Reassigned(String name, List<Integer> before, List<Integer> after) implements ClusterChange {
        @Override
        public String text(Glyphs look) {
            return look.safe(name) + " replicas " + ClusterDiff.ids(before) + " " + look.arrow() + " "
                    + ClusterDiff.ids(after);
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
