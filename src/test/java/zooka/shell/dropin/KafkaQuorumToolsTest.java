package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-metadata-quorum and kafka-features 4.x. */
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
        assertThat(stock.out("kafka-metadata-quorum", "describe", "--status")).contains("LeaderId:               1\n");
    }

    @Test
    void describes_replication_in_a_table_with_tabs() {
        assertThat(stock.out("kafka-metadata-quorum", "describe", "--replication").lines())
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
    void describes_features() {
        assertThat(stock.out("kafka-features", "describe").lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("Feature: \\S+ +  SupportedMinVersion: \\S+ +  SupportedMaxVersion: \\S+ +"
                                + "  FinalizedVersionLevel: \\S+ +  Epoch: \\S+"));
    }

    @Test
    void refuses_what_changes_the_quorum() {
        assertThat(stock.run("kafka-metadata-quorum", "remove-controller").code()).isEqualTo(2);
        assertThat(stock.run("kafka-metadata-quorum", "describe").err()).contains("exactly one view is required");
        assertThat(stock.run("kafka-features", "upgrade").err()).contains("kafka-features upgrade is not supported");
    }
}
