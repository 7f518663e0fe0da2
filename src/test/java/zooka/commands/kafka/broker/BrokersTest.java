package zooka.commands.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;

/** What is told of brokers, their space and the quorum, on real servers. */
@OnServers
@Timeout(300)
class BrokersTest {

    private static void fails(Kind kind, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void describes_brokers(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
            String one = kafka.fields("broker describe 1");

            assertThat(one)
                    .matches(
                            "id=1 host=127\\.0\\.0\\.1 port=\\d+ rack=a controller=\\w+ leaders=\\d+ replicas=\\d+ state=online"
                                    + " preferredLeaders=\\d+ release=\\S+ roles=\\S+ listeners=\\[PLAINTEXT://127\\.0\\.0\\.1:\\d+\\]"
                                    + " registered=\\S+ logDirs=\\[/.*/kafka-1/data,/.*/kafka-1/data-2\\] logSize=\\d+B");
            assertThat(one)
                    .contains(
                            mode == Mode.ZOOKEEPER
                                    ? "release=3.9 roles=[broker] "
                                    : "release=4.4 roles=[broker,controller] ");
            assertThat(kafka.told("broker describe 1 2").lines()).hasSize(2);
            fails(
                    Kind.NOT_FOUND,
                    "no broker 9 is registered, and no replica is assigned to it",
                    () -> kafka.query("broker describe 9"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shows_what_takes_the_space_of_log_directories(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
            assertThat(kafka.told("broker log-dirs 2"))
                    .matches("broker=2 logDir=/.*/kafka-2/data replicas=\\d+ future=0 size=\\d+B totalBytes=\\d+B"
                            + " usableBytes=\\d+B error=-\nbroker=2 logDir=/.*/kafka-2/data-2 .*");
            assertThat(kafka.told("broker log-dirs --by partition --topic orders")
                            .replaceAll("logDir=\\S+ size=\\d+B offsetLag=\\d+ ", ""))
                    .isEqualTo("""
                            topic=orders partition=0 broker=1 future=false
                            topic=orders partition=0 broker=2 future=false
                            topic=orders partition=1 broker=2 future=false
                            topic=orders partition=1 broker=3 future=false""");
            assertThat(kafka.told("broker log-dirs --by topic --topic ord* --topic clicks"))
                    .matches(
                            "topic=clicks partitions=6 replicas=18 size=\\d+B\ntopic=orders partitions=2 replicas=4 size=\\d+B");
            assertThat(kafka.told("broker log-dirs --by broker 3 1"))
                    .matches("(?s)broker=1 logDirs=2 offlineLogDirs=0 replicas=\\d+ size=\\d+B\nbroker=3 .*");
            fails(Kind.NOT_FOUND, "no broker 9 is registered", () -> kafka.query("broker log-dirs 9"));
            fails(
                    Kind.USAGE,
                    "invalid --by 'disk' (broker, dir, topic or partition)",
                    () -> kafka.query("broker log-dirs --by disk"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shows_which_requests_and_features_there_are(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
            String versions = kafka.told("broker versions 1 2");
            String features = kafka.told("feature list");

            if (mode == Mode.ZOOKEEPER) {
                assertThat(versions)
                        .contains("broker=1 release=3.9 name=Fetch key=1 min=0 max=17 usable=17")
                        .contains("broker=2 release=3.9 name=LeaderAndIsr key=4 min=0 max=7 usable=-");
                assertThat(features).isEmpty();
            } else {
                assertThat(versions)
                        .contains("broker=1 release=4.4 name=DescribeQuorum key=55 min=0 max=2 usable=2")
                        .contains("broker=2 release=4.4 ");
                assertThat(features)
                        .containsPattern("feature=metadata.version supportedMinVersion=7 supportedMaxVersion=33"
                                + " finalizedVersionLevel=33 release=4.4-IV2 epoch=\\d+");
            }
            fails(Kind.NOT_FOUND, "no broker 9 is registered", () -> kafka.query("broker versions 9"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shows_the_quorum_where_there_is_one(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
            if (mode == Mode.ZOOKEEPER) {
                String none = "this cluster uses ZooKeeper and has no KRaft quorum";
                fails(Kind.FAILED, none, () -> kafka.query("quorum status"));
                fails(Kind.FAILED, none, () -> kafka.query("quorum replication"));
                return;
            }
            assertThat(kafka.fields("quorum status"))
                    .matches("clusterId=\\S+ leaderId=[123] leaderEpoch=\\d+ highWatermark=\\d+ maxFollowerLag=\\d+"
                            + " maxFollowerLagTimeMs=-?\\d+ currentVoters=\\[1,2,3\\] currentObservers=\\[\\]");
            assertThat(kafka.told("quorum replication").lines())
                    .hasSize(3)
                    .allMatch(line -> line.matches("nodeId=[123] directoryId=\\S+ logEndOffset=\\d+ lag=-?\\d+"
                            + " lastFetchTimestamp=20\\S+ lastCaughtUpTimestamp=20\\S+ status=(Leader|Follower)"))
                    .filteredOn(line -> line.endsWith("Leader"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shows_how_leaders_and_replicas_are_spread(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
            assertThat(kafka.told("broker balance orders").replaceAll(" leaders=\\d+ leaderSkew=-?\\d+\\??", ""))
                    .isEqualTo("""
                            id=1 rack=a preferredLeaders=1 replicas=1 replicaSkew=-25?
                            id=2 rack=b preferredLeaders=1 replicas=2 replicaSkew=50?
                            id=3 rack=c preferredLeaders=0 replicas=1 replicaSkew=-25?""");
            assertThat(kafka.told("broker balance --by rack orders")).contains("rack=b brokers=[2] leaders=");
            fails(Kind.USAGE, "invalid --by 'disk' (broker or rack)", () -> kafka.query("broker balance --by disk"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void tells_where_logs_begin_and_end(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
            assertThat(kafka.told("topic offsets ord*:1- --at 2020-01-01 --max-timestamp"))
                    .matches(
                            "topic=orders partition=1 earliest=0 latest=\\d+ count=\\d+ atTime=(0|-) maxTimestamp=(\\d+|-)");
            assertThat(kafka.told("topic offsets orders:0-1 clicks --partition 0")
                            .lines())
                    .hasSize(2);
            fails(Kind.NOT_FOUND, "no partition 7 in topic orders", () -> kafka.query("topic offsets orders:7"));
            fails(Kind.NOT_FOUND, "no topic nosuch", () -> kafka.query("topic offsets nosuch"));
            fails(
                    Kind.USAGE,
                    "invalid partition selection 'orders:x' (example: orders:0,3-5)",
                    () -> kafka.query("topic offsets orders:x"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void finds_a_topic_by_its_id(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
            String byName = kafka.fields("topic describe orders");
            String id = byName.replaceAll(".* id=(\\S+) .*", "$1");

            assertThat(kafka.fields("topic describe --by-id " + id)).isEqualTo(byName);
            fails(Kind.NOT_FOUND, "no topic with id orders", () -> kafka.query("topic describe --by-id orders"));
            assertThat(kafka.told("topics --exclude-internal"))
                    .contains("topic=orders")
                    .doesNotContain("topic=__");
            assertThat(kafka.told("topics")).contains("topic=__consumer_offsets");
        }
    }

    /** A broker that is stopped is named and costs the others nothing; what is to move onto it is being reassigned. */
    @ParameterizedTest
    @EnumSource(value = Mode.class, names = "ZOOKEEPER")
    void a_stopped_broker_is_named(Mode mode) throws Exception {
        try (Sandbox sandbox = Sandboxes.fresh(mode, Options.bare(1, 3));
                KafkaRun kafka = KafkaRun.on(sandbox, Duration.ofSeconds(3))) {
            int stopped = kafka.bystander();
            int other = stopped == 3 ? 2 : 3;
            kafka.change("topic create moving --assign " + other);
            KafkaRun.until("moving", () -> !kafka.told("topics moving").isEmpty());
            try (Admin admin =
                    // It may ask the broker that is stopped, and must not wait for that one for long.
                    Admin.create(Map.of(
                            "bootstrap.servers", sandbox.bootstrap().orElseThrow(), "request.timeout.ms", 3_000))) {
                admin.describeCluster().nodes().get(60, TimeUnit.SECONDS); // so that the rest takes no time
                sandbox.pause("kafka-" + stopped);
                admin.alterPartitionReassignments(Map.of(
                                new TopicPartition("moving", 0),
                                Optional.of(new NewPartitionReassignment(List.of(stopped, other)))))
                        .all()
                        .get(60, TimeUnit.SECONDS);
            }
            KafkaRun.until("being reassigned", () -> kafka.told("partition list --reassigning")
                    .contains(" addingReplicas=[" + stopped + "]"));
            assertThat(kafka.told("partition list --reassigning"))
                    .contains(
                            "topic=moving partition=0 ",
                            " underReplicated=false addingReplicas=[" + stopped + "] removingReplicas=[]");
            assertThat(kafka.told("partition list --under-replicated moving")).isEmpty();
            kafka.run().takeMissing();

            KafkaRun.until("the stopped broker to be offline", () -> kafka.told("brokers")
                    .contains("state=offline!"));
            assertThat(kafka.fields("broker describe " + stopped)).contains(" release=- ", " logSize=-");

            sandbox.resume("kafka-" + stopped);
            KafkaRun.until("the stopped broker to be online", () -> !kafka.told("brokers")
                    .contains("!"));
            KafkaRun.until(
                    "moved", () -> kafka.told("partition list --reassigning").isEmpty());
            sandbox.pause("kafka-" + stopped);
            kafka.run().takeMissing();
            assertThat(kafka.told("broker versions"))
                    .contains("broker=" + other + " ")
                    .doesNotContain("broker=" + stopped);
            assertThat(kafka.run().takeMissing()).containsExactly("broker " + stopped + ": connected, but no answer");
            sandbox.resume("kafka-" + stopped);
        }
    }
}
