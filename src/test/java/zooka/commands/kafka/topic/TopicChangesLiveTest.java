package zooka.commands.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;

/** The same on real brokers, and what only these show. */
@OnServers
@ParameterizedClass
@EnumSource(Mode.class)
final class TopicChangesLiveTest extends TopicChangesContract {

    private final Mode mode;

    TopicChangesLiveTest(Mode mode) {
        super(() -> KafkaRun.on(mode));
        this.mode = mode;
    }

    @Test
    void changes_nothing_where_changes_are_refused() {
        Run run = Program.with("-b", KafkaRun.bootstrap(mode), "--read-only", "--keep-going", "--timeout", "20s")
                .run("-e", """
                        topic create refused
                        topic alter orders -p 3
                        topic alter orders -c retention.ms=1
                        topic delete orders
                        topic purge orders
                        topic clone orders refused
                        config alter topic/orders max.message.bytes=1000000
                        """);

        assertThat(run.err().lines().filter(line -> line.startsWith("error: ")).map(line -> line.replaceAll(
                                " \\(.*", "")
                        .replaceAll("\\d[\\d,]* records", "N records")))
                .containsExactly(
                        "error: read-only: would create topic refused: 1 partition × 3",
                        "error: read-only: would change partitions of topic orders: 2 -> 3",
                        "error: read-only: would change topic/orders: retention.ms 604800000",
                        "error: read-only: would delete topic orders: 2 partitions × 2, N records",
                        "error: read-only: would delete N records of topic orders",
                        "error: read-only: would create topic refused: 2 partitions × 2, min.insync.replicas=2 segment.bytes=4194304",
                        "error: read-only: would change topic/orders: max.message.bytes 1048588");
        assertThat(run.code()).isEqualTo(5);
    }
}
