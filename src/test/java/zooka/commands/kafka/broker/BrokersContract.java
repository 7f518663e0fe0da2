package zooka.commands.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.commands.action.Action;
import zooka.commands.result.Table;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.ResultText;
import zooka.testing.TestRun;

/** What is told of brokers, their space and the quorum; on brokers of any kind. */
@Timeout(300)
abstract class BrokersContract {

    private final Mode mode;
    private final Supplier<KafkaRun> brokers;

    /** @param mode of these brokers */
    BrokersContract(Mode mode, Supplier<KafkaRun> brokers) {
        this.mode = mode;
        this.brokers = brokers;
    }

    private static void fails(Kind kind, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessage(message);
    }

    @Test
    void describes_brokers() {
        try (KafkaRun kafka = brokers.get()) {
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

    @Test
    void watched_brokers_tell_more() {
        try (KafkaRun kafka = brokers.get()) {
            Action.Live live = ((Action.Query) TestRun.action("brokers"))
                    .live(Duration.ofSeconds(1))
                    .orElseThrow();
            Table table = (Table) live.snapshot(kafka.run().context());

            assertThat(ResultText.table(table).lines())
                    .hasSize(3)
                    .allMatch(line -> line.matches("id=[123] host=127\\.0\\.0\\.1 port=\\d+ rack=[abc] controller=\\w+"
                            + " leaders=\\d+ replicas=\\d+ state=online preferredLeaders=\\d+ leaderSkew=-?\\d+"
                            + " logSize=\\d+B sizeSkew=(-?\\d+|-) usableBytes=\\d+B failedLogDirs=0"
                            + " release=" + (mode == Mode.ZOOKEEPER ? "3.9" : "4.4")
                            + " logDirs=\\[/.*data,/.*data-2\\] unreachable=-"));
            assertThat(kafka.run().missing()).isEmpty();
        }
    }

    @Test
    void shows_what_takes_the_space_of_log_directories() {
        try (KafkaRun kafka = brokers.get()) {
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

    @Test
    void shows_which_requests_and_features_there_are() {
        try (KafkaRun kafka = brokers.get()) {
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
            assertThat(kafka.told("broker versions 1 --all").lines())
                    .containsAll(versions.lines()
                            .filter(line -> line.startsWith("broker=1 "))
                            .toList());
            fails(Kind.NOT_FOUND, "no broker 9 is registered", () -> kafka.query("broker versions 9"));
        }
    }

    @Test
    void shows_the_quorum_where_there_is_one() {
        try (KafkaRun kafka = brokers.get()) {
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
                            + " lastFetchTimestamp=20\\S+ lastCaughtUpTimestamp=20\\S+ status=(Leader|Follower)"
                            + " endpoints=\\[\\w+://\\S+:\\d+\\]"))
                    .filteredOn(line -> line.contains("status=Leader"))
                    .hasSize(1);
        }
    }

    @Test
    void shows_how_leaders_and_replicas_are_spread() {
        try (KafkaRun kafka = brokers.get()) {
            assertThat(kafka.told("broker balance orders").replaceAll(" leaders=\\d+ leaderSkew=-?\\d+\\??", ""))
                    .isEqualTo("""
                            id=1 rack=a preferredLeaders=1 replicas=1 replicaSkew=-25?
                            id=2 rack=b preferredLeaders=1 replicas=2 replicaSkew=50?
                            id=3 rack=c preferredLeaders=0 replicas=1 replicaSkew=-25?""");
            assertThat(kafka.told("broker balance --by rack orders")).contains("rack=b brokers=[2] leaders=");
            fails(Kind.USAGE, "invalid --by 'disk' (broker or rack)", () -> kafka.query("broker balance --by disk"));
        }
    }

    @Test
    void tells_where_logs_begin_and_end() {
        try (KafkaRun kafka = brokers.get()) {
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

    @Test
    void finds_a_topic_by_its_id() {
        try (KafkaRun kafka = brokers.get()) {
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
}
