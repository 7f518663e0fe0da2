package zooka.shell.leaders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.leaders.LeaderMap;

/**
 * The differences between two states: first causes (brokers, ensemble, controller), then effects.
 *
 * @param at the time of the later state
 * @param all the changes, grouped: a change of many partitions is one
 * @param touched the partitions with another leader or other in-sync replicas, as they were before; empty for a new one
 */
record ClusterDiff(Instant at, List<ClusterChange> all, Map<String, Optional<Partition>> touched) {

    /** The most partitions of one kind that are reported one by one; more are one change with a count. */
    private static final int NAMED = 3;

    static ClusterDiff between(LeaderMap before, LeaderMap after, Instant now) {
        List<ClusterChange> changes = new ArrayList<>();
        brokers(before.cluster(), after.cluster(), changes);
        ensemble(before, after, changes);
        controller(before.cluster(), after.cluster(), changes);
        Map<String, Optional<Partition>> touched = new HashMap<>();
        topics(before.cluster(), after.cluster(), changes, touched);
        return new ClusterDiff(now, List.copyOf(changes), Collections.unmodifiableMap(touched));
    }

    boolean isEmpty() {
        return all.isEmpty() && touched.isEmpty();
    }

    int count() {
        return all.stream().mapToInt(ClusterChange::count).sum();
    }

    private static void brokers(ClusterState before, ClusterState after, List<ClusterChange> changes) {
        Set<Integer> known = new HashSet<>();
        Set<Integer> online = new HashSet<>();
        for (Broker broker : before.brokers()) {
            known.add(broker.id());
            if (broker.online()) {
                online.add(broker.id());
            }
        }
        Set<Integer> onlineNow = new HashSet<>();
        for (Broker broker : after.brokers()) {
            if (broker.online()) {
                onlineNow.add(broker.id());
            }
        }
        online.stream()
                .filter(id -> !onlineNow.contains(id))
                .sorted()
                .forEach(id -> changes.add(new ClusterChange.BrokerOffline(id)));
        onlineNow.stream()
                .filter(id -> !online.contains(id))
                .sorted()
                .forEach(id -> changes.add(
                        known.contains(id) ? new ClusterChange.BrokerBack(id) : new ClusterChange.BrokerJoined(id)));
        Map<Integer, String> unreachable = before.unreachable();
        Map<Integer, String> unreachableNow = after.unreachable();
        // Offline partitions, and those online again, are reported with that change.
        onlineNow.stream().filter(online::contains).sorted().forEach(id -> {
            if (!unreachable.containsKey(id) && unreachableNow.containsKey(id)) {
                changes.add(new ClusterChange.BrokerUnreachable(id, unreachableNow.get(id)));
            } else if (unreachable.containsKey(id) && !unreachableNow.containsKey(id)) {
                changes.add(new ClusterChange.BrokerReachable(id));
            }
        });
    }

    private static void ensemble(LeaderMap before, LeaderMap after, List<ClusterChange> changes) {
        Map<String, Server> known = new HashMap<>();
        before.ensemble().forEach(server -> known.put(server.address(), server));
        for (Server server : after.ensemble()) {
            Server old = known.get(server.address());
            String name = Ensembles.name(server, after.ensemble());
            if (old != null && old.answers() && !server.answers()) {
                changes.add(new ClusterChange.EnsembleServerUnreachable(
                        name, server.trouble().orElse("")));
            } else if (old != null && !old.answers() && server.answers()) {
                changes.add(
                        new ClusterChange.EnsembleServerBack(name, server.role().orElse("")));
            }
        }
        String from = Ensembles.leader(before.ensemble());
        String to = Ensembles.leader(after.ensemble());
        if (!from.equals(to)
                && !before.ensemble().isEmpty()
                && !after.ensemble().isEmpty()) {
            changes.add(new ClusterChange.EnsembleLeaderMoved(from, to));
        }
    }

    private static void controller(ClusterState before, ClusterState after, List<ClusterChange> changes) {
        boolean epochRose = before.controllerEpoch().isPresent()
                && after.controllerEpoch().isPresent()
                && !before.controllerEpoch().equals(after.controllerEpoch());
        if (!before.controller().equals(after.controller()) || epochRose) {
            changes.add(new ClusterChange.ControllerMoved(
                    before.controller(), after.controller(), after.controllerEpoch()));
        }
    }

    private static void topics(
            ClusterState before,
            ClusterState after,
            List<ClusterChange> changes,
            Map<String, Optional<Partition>> touched) {
        Map<String, Topic> known = new HashMap<>();
        before.topics().forEach(topic -> known.put(topic.name(), topic));
        List<Pair> pairs = new ArrayList<>();
        List<ClusterChange> structure = new ArrayList<>();
        for (Topic topic : after.topics()) {
            Topic old = known.remove(topic.name());
            if (old == null) {
                structure.add(new ClusterChange.TopicCreated(
                        topic.name(), topic.partitions().size()));
                topic.partitions().forEach(partition -> touched.put(partition.name(), Optional.empty()));
            } else if (!old.equals(topic)) {
                compare(old, topic, pairs, structure, touched);
            }
        }
        known.values().stream()
                .sorted(Comparator.comparing(Topic::name))
                .forEach(topic -> structure.add(new ClusterChange.TopicDeleted(topic.name())));
        pairs.forEach(pair -> touched.put(pair.after().name(), Optional.of(pair.before())));
        leaders(pairs, changes);
        offline(pairs, changes);
        online(pairs, changes);
        inSync(pairs, true, changes);
        inSync(pairs, false, changes);
        changes.addAll(structure);
    }

    /** One partition before and after, with another leader or other in-sync replicas. */
    private record Pair(Partition before, Partition after) {
        boolean moved() {
            return before.leader().isPresent()
                    && after.leader().isPresent()
                    && !before.leader().equals(after.leader());
        }

        /** The in-sync replicas that only one of the two states has. */
        Set<Integer> lost(boolean shrank) {
            Set<Integer> ids = new HashSet<>(shrank ? before.isr() : after.isr());
            ids.removeAll(shrank ? after.isr() : before.isr());
            return ids;
        }
    }

    private static void compare(
            Topic before,
            Topic after,
            List<Pair> pairs,
            List<ClusterChange> structure,
            Map<String, Optional<Partition>> touched) {
        Map<Integer, Partition> known = new HashMap<>();
        before.partitions().forEach(partition -> known.put(partition.partition(), partition));
        for (Partition partition : after.partitions()) {
            Partition old = known.get(partition.partition());
            if (old == null) {
                touched.put(partition.name(), Optional.empty());
                continue;
            }
            if (!old.leader().equals(partition.leader()) || !sameMembers(old.isr(), partition.isr())) {
                pairs.add(new Pair(old, partition));
            }
            if (!old.replicas().equals(partition.replicas())) {
                structure.add(new ClusterChange.Reassigned(partition.name(), old.replicas(), partition.replicas()));
            }
        }
        if (before.partitions().size() != after.partitions().size()) {
            structure.add(new ClusterChange.PartitionsAdded(
                    after.name(), before.partitions().size(), after.partitions().size()));
        }
    }

    /** Compares in-sync replicas as sets, since Kafka does not order them. */
    static boolean sameMembers(List<Integer> one, List<Integer> other) {
        return one.equals(other) || (one.size() == other.size() && new HashSet<>(one).containsAll(other));
    }

    private static void leaders(List<Pair> pairs, List<ClusterChange> changes) {
        List<Pair> moved = pairs.stream().filter(Pair::moved).toList();
        if (moved.isEmpty()) {
            return;
        }
        Map<ClusterChange.Way, Integer> ways = new TreeMap<>(ClusterChange.Way.ORDER);
        for (Pair pair : moved) {
            ClusterChange.Way way = new ClusterChange.Way(
                    pair.before().leader().getAsInt(), pair.after().leader().getAsInt());
            ways.merge(way, 1, Integer::sum);
        }
        boolean preferred = moved.stream().allMatch(pair -> pair.after().preferredLeads());
        changes.add(new ClusterChange.LeadersMoved(moved.get(0).after().name(), ways, preferred));
    }

    private static void offline(List<Pair> pairs, List<ClusterChange> changes) {
        List<Pair> offline = pairs.stream()
                .filter(pair -> !pair.before().offline() && pair.after().offline())
                .toList();
        if (offline.size() > NAMED) {
            changes.add(new ClusterChange.PartitionsOffline(names(offline)));
        } else {
            offline.forEach(pair -> changes.add(new ClusterChange.PartitionOffline(
                    pair.after().name(), pair.before().isr())));
        }
    }

    private static void online(List<Pair> pairs, List<ClusterChange> changes) {
        Map<Integer, List<Pair>> online = pairs.stream()
                .filter(pair -> pair.before().offline() && !pair.after().offline())
                .collect(Collectors.groupingBy(
                        pair -> pair.after().leader().getAsInt(), TreeMap::new, Collectors.toList()));
        online.forEach((leader, some) -> changes.add(new ClusterChange.PartitionsOnline(names(some), leader)));
    }

    private static void inSync(List<Pair> pairs, boolean shrank, List<ClusterChange> changes) {
        Map<Integer, Integer> partitions = new TreeMap<>();
        List<Pair> some = new ArrayList<>();
        for (Pair pair : pairs) {
            Set<Integer> ids = pair.lost(shrank);
            // Replicas that were both lost and gained are reported once, as lost.
            if (!ids.isEmpty() && (shrank || pair.lost(true).isEmpty())) {
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

    private static List<String> names(List<Pair> pairs) {
        return pairs.stream().map(pair -> pair.after().name()).toList();
    }

    static String ids(List<Integer> ids) {
        return ids.isEmpty() ? "none" : ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    static String partitions(int count) {
        return count + (count == 1 ? " partition" : " partitions");
    }
}
