package zooka.shell.leaders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Health;

/**
 * A leader map and the values derived from it, computed once for each state and not for each frame.
 *
 * @param topics by name
 * @param partitions of all topics, by topic and number
 * @param brokers by id
 * @param offline the ids of the brokers that are offline
 */
record Overview(
        LeaderMap map,
        List<TopicLine> topics,
        List<PartitionLine> partitions,
        List<BrokerLine> brokers,
        Set<Integer> offline,
        Tally tally) {

    /**
     * A topic with its state.
     *
     * @param inSync the in-sync replicas of its worst partition
     * @param replicas the number of replicas of that partition
     * @param level the level of its worst partition
     * @param since the time of the last change of one of its partitions
     */
    record TopicLine(Topic topic, int inSync, int replicas, Level level, Optional<Instant> since) {}

    record PartitionLine(Topic topic, Partition partition, String name, Level level) {}

    record BrokerLine(Broker broker, int leaders, int replicas) {}

    /** The number of partitions, and of unhealthy ones by kind. */
    record Tally(int partitions, int offline, int belowMinimum, int underReplicated, int notPreferred) {}

    static Overview of(LeaderMap map) {
        List<Topic> sorted = new ArrayList<>(map.cluster().topics());
        sorted.sort(Comparator.comparing(Topic::name));
        List<TopicLine> topics = new ArrayList<>(sorted.size());
        List<PartitionLine> partitions = new ArrayList<>();
        Map<Integer, int[]> shares = new HashMap<>();
        int offline = 0;
        int belowMinimum = 0;
        int underReplicated = 0;
        int notPreferred = 0;
        for (Topic topic : sorted) {
            topics.add(line(topic));
            for (Partition partition : topic.partitions()) {
                partitions.add(
                        new PartitionLine(topic, partition, partition.name(), PartitionTable.level(topic, partition)));
                partition.leader().ifPresent(id -> share(shares, id)[0]++);
                partition.replicas().forEach(id -> share(shares, id)[1]++);
                offline += partition.offline() ? 1 : 0;
                belowMinimum += !partition.offline() && topic.underMinInSync(partition) ? 1 : 0;
                underReplicated += partition.underReplicated() ? 1 : 0;
                notPreferred += partition.offline() || partition.preferredLeads() ? 0 : 1;
            }
        }
        List<BrokerLine> brokers = brokers(map, shares);
        Set<Integer> down = new HashSet<>();
        for (BrokerLine line : brokers) {
            if (!line.broker().online()) {
                down.add(line.broker().id());
            }
        }
        return new Overview(
                map,
                List.copyOf(topics),
                List.copyOf(partitions),
                brokers,
                Set.copyOf(down),
                new Tally(partitions.size(), offline, belowMinimum, underReplicated, notPreferred));
    }

    private static int[] share(Map<Integer, int[]> shares, int id) {
        return shares.computeIfAbsent(id, any -> new int[2]);
    }

    private static TopicLine line(Topic topic) {
        int inSync = 0;
        int replicas = 0;
        int missing = -1;
        Level level = Level.PLAIN;
        Instant newest = null;
        for (Partition partition : topic.partitions()) {
            // ZooKeeper keeps the last in-sync replica of an offline partition, although it does not serve.
            int serving = partition.inSync().size();
            int out = partition.replicas().size() - serving;
            if (out > missing) {
                missing = out;
                inSync = serving;
                replicas = partition.replicas().size();
            }
            level = worse(level, PartitionTable.level(topic, partition));
            Instant since = partition.since().orElse(null);
            if (since != null && (newest == null || since.isAfter(newest))) {
                newest = since;
            }
        }
        return new TopicLine(topic, inSync, replicas, level, Optional.ofNullable(newest));
    }

    private static List<BrokerLine> brokers(LeaderMap map, Map<Integer, int[]> shares) {
        Map<Integer, Broker> byId = new TreeMap<>();
        map.cluster().brokers().forEach(broker -> byId.put(broker.id(), broker));
        // A source may list only the brokers that are online; a replica on any other is offline.
        shares.keySet().forEach(id -> byId.computeIfAbsent(id, Broker::unregistered));
        return byId.values().stream()
                .map(broker -> {
                    int[] share = shares.getOrDefault(broker.id(), new int[2]);
                    return new BrokerLine(broker, share[0], share[1]);
                })
                .toList();
    }

    static Level worse(Level one, Level other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The digits of the longest broker id. */
    int idColumns() {
        return brokers.stream()
                .mapToInt(line -> Integer.toString(line.broker().id()).length())
                .max()
                .orElse(1);
    }

    int online() {
        return brokers.size() - offline.size();
    }

    /** The health of the cluster, equal to that in {@code status}. */
    Health health() {
        if (tally.offline() > 0
                || tally.belowMinimum() > 0
                || map.cluster().controller().isEmpty()
                || ensembleSplit()) {
            return Health.UNHEALTHY;
        }
        boolean unreachable = map.ensemble().stream().anyMatch(server -> !server.answers())
                || map.cluster().brokers().stream()
                        .anyMatch(broker -> broker.trouble().isPresent());
        return tally.underReplicated() > 0 || !offline.isEmpty() || unreachable ? Health.DEGRADED : Health.HEALTHY;
    }

    private boolean ensembleSplit() {
        return !map.ensemble().isEmpty() && map.ensemble().stream().noneMatch(server -> server.leads());
    }
}
