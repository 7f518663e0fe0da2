package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-metadata-quorum, kafka-features and kafka-broker-api-versions 4.x. */
final class KafkaQuorumToolsTest {

    private final StockRun stock = new StockRun(new MemoryKafka().clusters());

    @Test
    void describes_the_status_of_the_quorum() {
        assertThat(stock.out("kafka-metadata-quorum", "--bootstrap-server", "kafka:9092", "describe", "--status")
                        .lines()
                        .map(line -> line.substring(0, 24).strip()))
                .containsExactly(
                        "ClusterId:",
                        "LeaderId:",
                        "LeaderEpoch:",
                        "HighWatermark:",
                        "MaxFollowerLag:",
                        "MaxFollowerLagTimeMs:",
                        "CurrentVoters:",
                        "CurrentObservers:");
        assertThat(stock.out("kafka-metadata-quorum", "describe", "--status"))
                .contains("LeaderId:               1\n")
                .contains("CurrentVoters:          [{\"id\": 1, \"directoryId\": \"directory-of-1\", \"endpoints\":"
                        + " [\"CONTROLLER://127.0.0.1:9091\"]}, {\"id\": 2,")
                .endsWith("CurrentObservers:       []\n");
    }

    @Test
    void describes_replication_in_a_table_with_tabs() {
        assertThat(stock.out("kafka-metadata-quorum", "describe", "--replication")
                        .lines())
                .hasSize(4)
                .first()
                .satisfies(header -> assertThat(header.split("\t", -1))
                        .extracting(String::strip)
                        .containsExactly(
                                "NodeId",
                                "DirectoryId",
                                "LogEndOffset",
                                "Lag",
                                "LastFetchTimestamp",
                                "LastCaughtUpTimestamp",
                                "Status",
                                ""));
    }

    @Test
    void tells_on_request_how_long_ago_a_node_was_heard_of() {
        assertThat(stock.out("kafka-metadata-quorum", "describe", "--replication", "--human-readable")
                        .lines()
                        .skip(1))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.split("\t", -1)[4]).matches("-?\\d+ ms ago *"));
    }

    @Test
    void lists_the_requests_that_each_broker_supports() {
        assertThat(stock.out("kafka-broker-api-versions", "--bootstrap-server", "kafka:9092")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "kafka:9092"))
                .startsWith("""
                        kafka:9092 (id: 1 rack: a isFenced: false) -> (
                        \tProduce(0): 3 to 13 [usable: 13],
                        \tFetch(1): 4 to 18 [usable: 18],
                        \tListOffsets(2): UNSUPPORTED,
                        \tMetadata(3): 0 to 13 [usable: 13],
                        \tDescribeQuorum(55): 0 to 2 [usable: 2]
                        )
                        kafka:9092 (id: 2 rack: b isFenced: false) -> (
                        """);
    }

    @Test
    void describes_features() {
        assertThat(stock.out("kafka-features", "describe").lines()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .matches("Feature: \\S+ +  SupportedMinVersion: \\S+ +  SupportedMaxVersion: \\S+ +"
                        + "  FinalizedVersionLevel: \\S+ +  Epoch: \\S+"));
    }

    @Test
    void refuses_what_changes_the_quorum() {
        assertThat(stock.run("kafka-metadata-quorum", "remove-controller").code())
                .isEqualTo(2);
        assertThat(stock.run("kafka-metadata-quorum", "describe").err()).contains("exactly one view is required");
        assertThat(stock.run("kafka-metadata-quorum", "describe", "--status", "--human-readable")
                        .err())
                .contains("--human-readable requires --replication");
        assertThat(stock.run("kafka-features", "upgrade").err()).contains("kafka-features upgrade is not supported");
    }
}
