package zooka.commands.kafka.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeZnodes;

class ZooKeeperMetadataTest {

    private static final Instant THEN = TestRun.NOW.minusSeconds(60);

    private final FakeZnodes znodes = new FakeZnodes();
    private final ZooKeeperMetadata state = new ZooKeeperMetadata(znodes);

    @BeforeEach
    void aClusterOfTwo() {
        znodes.put("/brokers/ids/1", """
                {"listener_security_protocol_map":{"IN":"SSL","OUT":"PLAINTEXT"},"endpoints":["IN://kafka-1.pods:9093",\
                "OUT://node-1:30092"],"rack":"a","jmx_port":-1,"port":-1,"host":null,"version":9,"timestamp":"17","new":{}}""", THEN)
                .put(
                        "/brokers/ids/3",
                        "{\"jmx_port\":-1,\"host\":\"kafka-3\",\"port\":9092,\"version\":1,\"timestamp\":\"17\"}",
                        THEN)
                .put(
                        "/controller",
                        "{\"version\":2,\"brokerid\":3,\"timestamp\":\"17\",\"kraftControllerEpoch\":-1}",
                        THEN)
                .put("/controller_epoch", "14", THEN)
                .put("/cluster/id", "{\"version\":\"1\",\"id\":\"abc\"}", THEN)
                .put("/config/brokers/<default>", "{\"version\":1,\"config\":{\"min.insync.replicas\":\"1\"}}", THEN)
                .put("/config/topics/orders", "{\"version\":1,\"config\":{\"min.insync.replicas\":\"2\"}}", THEN)
                .put(
                        "/brokers/topics/orders",
                        "{\"partitions\":{\"1\":[1,3],\"0\":[2,3]},\"topic_id\":\"xyz\",\"version\":3}",
                        THEN)
                .put(
                        "/brokers/topics/orders/partitions/0/state",
                        "{\"controller_epoch\":14,\"leader\":-1,\"version\":1,\"leader_epoch\":4,\"isr\":[2]}",
                        THEN.plusSeconds(50))
                .put(
                        "/brokers/topics/orders/partitions/1/state",
                        "{\"controller_epoch\":1,\"leader\":3,\"version\":1,\"leader_epoch\":2,\"isr\":[3,1]}",
                        THEN);
    }

    private static Partition led(int number, OptionalInt leader, int epoch, List<Integer> replicas, List<Integer> isr) {
        return new Partition(
                "orders",
                number,
                leader,
                OptionalInt.of(epoch),
                replicas,
                isr,
                Optional.empty(),
                replicas.contains(2) ? List.of(2) : List.of(),
                Optional.of(number == 0 ? THEN.plusSeconds(50) : THEN));
    }

    @Test
    void reads_the_whole_cluster() {
        state.readAll();

        assertThat(state.state(TestRun.NOW))
                .isEqualTo(new ClusterState(
                        TestRun.NOW,
                        Optional.of("abc"),
                        ClusterState.Mode.ZOOKEEPER,
                        OptionalInt.of(3),
                        OptionalInt.of(14),
                        List.of(
                                new Broker(1, "node-1", 30092, Optional.of("a"), true),
                                Broker.unregistered(2),
                                new Broker(3, "kafka-3", 9092, Optional.empty(), true)),
                        List.of(new Topic(
                                "orders",
                                Optional.of("xyz"),
                                false,
                                OptionalInt.of(2),
                                List.of(
                                        led(0, OptionalInt.empty(), 4, List.of(2, 3), List.of(2)),
                                        led(1, OptionalInt.of(3), 2, List.of(1, 3), List.of(3, 1)))))));
    }

    @Test
    void broken_znodes_do_not_spoil_the_others() {
        znodes.put("/brokers/ids/1", "{\"host\":", THEN)
                .put("/brokers/ids/zzz", "{}", THEN)
                .put("/controller", "", THEN)
                .put("/controller_epoch", "many", THEN)
                .put("/brokers/topics/broken", "[1]", THEN)
                .put("/brokers/topics/orders/partitions/0/state", "null", THEN);

        state.readAll();

        ClusterState read = state.state(TestRun.NOW);
        assertThat(read.controller()).isEmpty();
        assertThat(read.controllerEpoch()).isEmpty();
        assertThat(read.brokers())
                .containsExactly(
                        new Broker(1, "", -1, Optional.empty(), true),
                        Broker.unregistered(2),
                        new Broker(3, "kafka-3", 9092, Optional.empty(), true));
        assertThat(read.topics()).extracting(Topic::name).containsExactly("orders");
        assertThat(read.partitions())
                .extracting(Partition::leader)
                .containsExactly(OptionalInt.empty(), OptionalInt.of(3));
    }

    /** Read in pieces, so that not all of their bytes are in memory at once. */
    @Test
    void many_topics_and_partitions_are_read_as_few_are() {
        int topics = 2_001;
        int partitions = 10_001;
        for (int i = 0; i < topics; i++) {
            znodes.put("/brokers/topics/small-" + i, "{\"partitions\":{\"0\":[1]}}", THEN)
                    .put("/brokers/topics/small-" + i + "/partitions/0/state", leads(i), THEN);
        }
        znodes.put(
                "/brokers/topics/large",
                IntStream.range(0, partitions)
                        .mapToObj(i -> "\"" + i + "\":[1]")
                        .collect(Collectors.joining(",", "{\"partitions\":{", "}}")),
                THEN);
        for (int i = 0; i < partitions; i++) {
            znodes.put("/brokers/topics/large/partitions/" + i + "/state", leads(i), THEN);
        }
        ZooKeeperMetadata state = new ZooKeeperMetadata(znodes);

        state.readAll();

        for (int i = 0; i < topics; i++) {
            assertThat(state.partition("small-" + i, 0).orElseThrow().leaderEpoch())
                    .hasValue(i);
        }
        assertThat(state.topic("large").orElseThrow().partitions())
                .hasSize(partitions)
                .allMatch(one -> one.leaderEpoch().getAsInt() == one.partition());
    }

    private static String leads(int epoch) {
        return "{\"leader\":1,\"leader_epoch\":" + epoch + ",\"isr\":[1]}";
    }

    @Test
    void a_topic_that_is_being_deleted_is_left_out() {
        znodes.put("/admin/delete_topics/orders", "", THEN);

        state.readAll();

        assertThat(state.state(TestRun.NOW).topics()).isEmpty();
    }

    @Test
    void a_lost_broker_keeps_its_name_and_rack() {
        state.readAll();
        znodes.remove("/brokers/ids/1", TestRun.NOW);

        assertThat(state.reread(Set.of("/brokers/ids/1")).isEmpty()).isFalse();

        assertThat(state.state(TestRun.NOW).brokers().get(0))
                .isEqualTo(new Broker(1, "node-1", 30092, Optional.of("a"), false));
        assertThat(state.state(TestRun.NOW).partitions().get(1).offlineReplicas())
                .containsExactly(1);
    }

    @Test
    void rereads_no_more_than_what_changed() {
        state.readAll();
        String path = "/brokers/topics/orders/partitions/1/state";
        znodes.put(path, "{\"leader\":1,\"leader_epoch\":3,\"isr\":[1]}", TestRun.NOW);
        znodes.reads();

        assertThat(state.reread(Set.of(path, "/brokers/seqid")).isEmpty()).isFalse();

        assertThat(znodes.reads()).containsExactly(path);
        assertThat(state.state(TestRun.NOW).partitions().get(1).leader()).hasValue(1);
        assertThat(state.reread(Set.of("/brokers/seqid")).isEmpty()).isTrue();
    }

    @Test
    void sees_topics_come_and_go() {
        state.readAll();
        znodes.put("/brokers/topics/new", "{\"partitions\":{\"0\":[3]}}", TestRun.NOW);
        znodes.remove("/brokers/topics/orders", TestRun.NOW);

        state.reread(Set.of("/brokers/topics/new", "/brokers/topics/orders"));

        assertThat(state.state(TestRun.NOW).topics()).extracting(Topic::name).containsExactly("new");
    }

    @Test
    void finds_where_the_brokers_are() {
        assertThat(ZooKeeperMetadata.bootstrap(znodes)).isEqualTo("node-1:30092,kafka-3:9092");
        assertThatThrownBy(() -> ZooKeeperMetadata.bootstrap(new FakeZnodes()))
                .isInstanceOf(Failure.class)
                .hasMessage("no broker is registered in ZooKeeper, under /brokers/ids");
    }
}
