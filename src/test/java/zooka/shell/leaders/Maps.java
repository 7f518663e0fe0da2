package zooka.shell.leaders;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.timeline.Voter;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Size;

/** Leader maps to test with: three brokers, three ZooKeeper servers, a few topics. */
public final class Maps {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);
    static final Glyphs ASCII = new Glyphs(true, true, ZoneOffset.UTC);
    static final Size SMALL = new Size(80, 24);

    private Maps() {}

    /** All is well. */
    public static Reading well() {
        List<Topic> topics = List.of(
                topic("app-logs", 12, 3),
                topic("audit.log", 4, 3),
                topic("clicks", 6, 3),
                topic("metrics", 72, 3),
                new Topic(
                        "orders",
                        Optional.of("IWWqpDbpRR-x7AK4IbXVmA"),
                        false,
                        OptionalInt.of(1),
                        List.of(partition("orders", 0, 2, List.of(2)), partition("orders", 1, 3, List.of(3, 2)))));
        return map(NOON, List.of(1, 2, 3), topics);
    }

    /** All is well, but for a broker that gives no answer. */
    static Reading silent(int broker, String why) {
        Reading well = well();
        return new Reading(well.name(), well.cluster().withUnreachable(Map.of(broker, why)), well.ensemble());
    }

    /** Broker 2 has been lost, the others lead what it led, as far as they can. */
    public static Reading withoutBroker2(Instant at) {
        List<Topic> topics = well().cluster().topics().stream()
                .map(topic -> new Topic(
                        topic.name(),
                        topic.id(),
                        topic.internal(),
                        topic.minInSync(),
                        topic.partitions().stream()
                                .map(partition -> without2(partition, at))
                                .toList()))
                .toList();
        return map(at, List.of(1, 3), topics);
    }

    private static Partition without2(Partition partition, Instant at) {
        List<Integer> inSync = partition.isr().stream().filter(id -> id != 2).toList();
        boolean offline = inSync.isEmpty();
        OptionalInt leader = offline ? OptionalInt.empty() : OptionalInt.of(inSync.get(0));
        return new Partition(
                partition.topic(),
                partition.partition(),
                leader,
                partition.leader().equals(leader) ? partition.leaderEpoch() : OptionalInt.of(4),
                partition.replicas(),
                offline ? partition.isr() : inSync,
                Optional.empty(),
                List.of(2),
                Optional.of(at));
    }

    static Reading map(Instant at, List<Integer> alive, List<Topic> topics) {
        List<Broker> brokers = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            String rack = Character.toString('a' + id - 1);
            brokers.add(
                    alive.contains(id)
                            ? new Broker(id, "kafka-" + id, 9092, Optional.of(rack), true)
                            : Broker.unregistered(id));
        }
        ClusterState cluster = new ClusterState(
                at,
                Optional.empty(),
                ClusterState.Mode.ZOOKEEPER,
                OptionalInt.of(1),
                OptionalInt.of(14),
                brokers,
                topics);
        return new Reading("sandbox", cluster, ensemble(2));
    }

    static List<Server> ensemble(int leader) {
        List<Server> servers = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            servers.add(server("zk-" + id + ".zk-headless:2181", id == leader ? "leader" : "follower"));
        }
        return servers;
    }

    static Server server(String address, String role) {
        return new Server(
                address,
                Optional.of(role),
                Optional.of("3.9.5"),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** A topic whose partitions are spread evenly, each led by its preferred leader. */
    public static Topic topic(String name, int partitions, int replication) {
        List<Partition> list = new ArrayList<>();
        for (int number = 0; number < partitions; number++) {
            List<Integer> replicas = new ArrayList<>();
            for (int replica = 0; replica < replication; replica++) {
                replicas.add((number + replica) % 3 + 1);
            }
            list.add(partition(name, number, replicas.get(0), replicas));
        }
        return new Topic(name, Optional.of("IWWqpDbpRR-x7AK4IbXVmA"), false, OptionalInt.of(2), list);
    }

    /** The same topic by another name. */
    static Topic renamed(Topic topic, String name) {
        return new Topic(
                name,
                topic.id(),
                topic.internal(),
                topic.minInSync(),
                topic.partitions().stream()
                        .map(one -> new Partition(
                                name,
                                one.partition(),
                                one.leader(),
                                one.leaderEpoch(),
                                one.replicas(),
                                one.isr(),
                                Optional.empty(),
                                one.offlineReplicas(),
                                one.since()))
                        .toList());
    }

    static Topic topic(String name, Partition... partitions) {
        return new Topic(name, Optional.empty(), false, OptionalInt.of(1), Arrays.asList(partitions));
    }

    static Partition partition(String topic, int number, int leader, List<Integer> replicas) {
        return partition(topic, number, leader, replicas, replicas);
    }

    static Partition partition(String topic, int number, int leader, List<Integer> replicas, List<Integer> inSync) {
        return new Partition(
                topic,
                number,
                leader < 0 ? OptionalInt.empty() : OptionalInt.of(leader),
                OptionalInt.of(3),
                replicas,
                inSync,
                Optional.empty(),
                List.of(),
                Optional.of(NOON.minus(Duration.ofHours(2))));
    }

    /** The same map with something else about its cluster. */
    static Reading with(Reading map, UnaryOperator<ClusterState> change) {
        return new Reading(map.name(), change.apply(map.cluster()), map.ensemble());
    }

    public static Reading withTopics(Reading map, Topic... topics) {
        return with(
                map,
                cluster -> new ClusterState(
                        cluster.asOf(),
                        cluster.clusterId(),
                        cluster.mode(),
                        cluster.controller(),
                        cluster.controllerEpoch(),
                        cluster.brokers(),
                        Arrays.asList(topics)));
    }

    static Reading withController(Reading map, OptionalInt controller, int epoch) {
        return with(
                map,
                cluster -> new ClusterState(
                        cluster.asOf(),
                        cluster.clusterId(),
                        cluster.mode(),
                        controller,
                        OptionalInt.of(epoch),
                        cluster.brokers(),
                        cluster.topics()));
    }

    /** The same in KRaft, with three voters, of which one may be in another state. */
    public static Reading kraft(Reading map, int voter, Voter.State state) {
        List<Voter> voters = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            voters.add(new Voter(
                    id,
                    id == voter ? state : Voter.State.ONLINE,
                    Optional.of(map.cluster().asOf())));
        }
        ClusterState cluster = map.cluster();
        return new Reading(
                map.name(),
                new ClusterState(
                        cluster.asOf(),
                        cluster.clusterId(),
                        ClusterState.Mode.KRAFT,
                        cluster.controller(),
                        cluster.controllerEpoch(),
                        cluster.brokers(),
                        cluster.topics()),
                List.of(),
                voters);
    }

    static Reading withEnsemble(Reading map, List<Server> ensemble) {
        return new Reading(map.name(), map.cluster(), ensemble);
    }
}
