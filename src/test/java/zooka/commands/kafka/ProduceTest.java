package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.commands.Failure;
import zooka.commands.kafka.client.ClusterState;
import zooka.commands.result.Result;
import zooka.testing.FakeClusters;
import zooka.testing.FakeProducing;
import zooka.testing.FakeTopics;
import zooka.testing.TestRun;
import zooka.testing.Told;

class ProduceTest {

    private final FakeProducing producing = new FakeProducing();
    private final TestRun run = new TestRun(new FakeClusters()
            .with(new FakeTopics(Sample.state(ClusterState.Mode.KRAFT)))
            .with(producing));

    private String make(String... words) {
        return Told.table((Result.Table) run.plan(words).make());
    }

    @Test
    void each_value_is_a_record(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("value"), new byte[] {0, (byte) 0xff});
        assertThat(make("produce", "logs", "one", "@" + file, "@@two", "-k", "k", "-H", "a=1", "-H", "a=2", "-p", "2"))
                .isEqualTo("""
                        topic=logs partition=2 offset=0 time=2026-03-01T14:02:03Z
                        topic=logs partition=2 offset=1 time=2026-03-01T14:02:03Z
                        topic=logs partition=2 offset=2 time=2026-03-01T14:02:03Z""");
        assertThat(producing.sent()).containsExactly("2 k=one a:1 a:2", "2 k=\u0000\u00ff a:1 a:2", "2 k=@two a:1 a:2");
    }

    @Test
    void a_tombstone_is_a_key_without_a_value() {
        make("produce", "logs", "--tombstone", "-k", "gone", "--time", "2026-01-02");
        assertThat(producing.sent()).containsExactly("2026-01-02T00:00:00Z gone=null");
    }

    @Test
    void each_line_is_a_record() {
        run.stdin("a,1\n\nlast");
        assertThat(make("produce", "logs", "-k", "k"))
                .isEqualTo("topic=logs partition=0 records=3 firstOffset=0 lastOffset=2");
        assertThat(producing.sent()).containsExactly("k=a,1", "k=", "k=last");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_line() {
        run.stdin("\uFEFF{\"key\":\"k\",\"value\":\"v\"}\n{\"value\":\"w\"}\n");
        make("produce", "logs", "--json-lines");
        run.stdin("\uFEFFa,1\n");
        make("produce", "logs", "--key-separator", ",");
        assertThat(producing.sent()).containsExactly("k=v", "null=w", "a=1");
    }

    @Test
    void keys_stand_before_a_separator() {
        run.stdin("a,1\nb,,x\nNULL,c\r\nd,NULL");
        assertThat(make("produce", "logs", "--key-separator", ",", "--null", "NULL"))
                .isEqualTo("topic=logs partition=0 records=4 firstOffset=0 lastOffset=3");
        assertThat(producing.sent()).containsExactly("a=1", "b=,x", "null=c\r", "d=null");
    }

    @Test
    void a_line_that_is_no_record_ends_it_and_is_named() {
        run.stdin("a,1\nb2\nc,3\n");
        assertThat(make("produce", "logs", "--key-separator", ","))
                .isEqualTo("topic=logs partition=0 records=1 firstOffset=0 lastOffset=0");
        assertThat(run.missing())
                .containsExactly("line 2: there is no ',' behind a key; nothing from there on is written:"
                        + " wrote 1 record to logs");
        run.stdin("{\"value\":");
        assertThatThrownBy(() -> make("produce", "logs", "--json-lines"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageStartingWith("line 1: ");
    }

    @Test
    void json_lines_say_all_of_a_record() {
        run.stdin("""
                {"topic":"other","time":"2026-01-02T03:04:05.006Z","partition":2,"offset":9,"key":"k","value":"v","headers":{"a":["1",null],"b":{"base64":"/w=="}}}
                {"key":{"base64":"AP8="},"value":null,"headers":[{"name":"a","value":"1"},{"name":"b","value":"2"},{"name":"a","value":"3"}]}
                {"value":{"n": 1.10}}
                {"value":12}
                {"value":""}
                """.getBytes(StandardCharsets.UTF_8));
        make("produce", "logs", "--json-lines", "--keep-time", "--keep-partition");
        assertThat(producing.sent())
                .containsExactly(
                        "2 2026-01-02T03:04:05.006Z k=v a:1 a:null b:\u00ff",
                        "\u0000\u00ff=null a:1 b:2 a:3",
                        "null={\"n\": 1.10}",
                        "null=12",
                        "null=");
        run.stdin("{\"value\":\"x\",\"partition\":7}");
        assertThatThrownBy(() -> make("produce", "logs", "--json-lines", "--keep-partition"))
                .hasMessage("line 1: there is no partition 7 in topic logs, which has 3");
    }

    @Test
    void what_is_lost_is_named_and_the_rest_is_written() {
        assertThat(make("produce", "logs", "one", "bad", "three")).hasLineCount(2);
        assertThat(run.missing()).containsExactly("record 2: too large");
        assertThatThrownBy(() -> make("produce", "logs", "bad")).hasMessage("too large");
        assertThatThrownBy(() -> make("produce", "logs", "one", "interrupt"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INTERRUPTED))
                .hasMessage("interrupted; wrote 1 record to logs");
        run.takeMissing();
        assertThat(make("produce", "logs", "one", "dead", "three")).hasLineCount(1);
        assertThat(run.missing())
                .containsExactly("cannot write to topic logs: no broker; nothing from there on is written:"
                        + " wrote 1 record to logs");
    }

    @Test
    void the_plan_reads_nothing_and_sends_nothing() {
        assertThat(run.plan("produce", "logs", "a", "b").preview().summary())
                .isEqualTo("write 2 records to logs, which has 3 partitions");
        assertThat(run.stdin("x\n").plan("produce", "logs", "-p", "1").preview().summary())
                .isEqualTo("write each line of stdin as a record to logs-1");
        assertThat(producing.sent()).isEmpty();
    }

    @Test
    void refuses_what_it_does_not_understand() {
        assertRefused(Failure.Kind.NOT_FOUND, "no topic nosuch", "produce", "nosuch", "x");
        assertRefused(
                Failure.Kind.NOT_FOUND, "no partition 7 in topic logs, which has 3", "produce", "logs", "-p", "7", "x");
        assertRefused(Failure.Kind.UNREACHABLE, "orders-0 has no leader", "produce", "orders", "-p", "0", "x");
        assertRefused(
                Failure.Kind.USAGE, "a tombstone without a key deletes nothing", "produce", "logs", "--tombstone");
        assertRefused(Failure.Kind.USAGE, "--acks 2 is none of all, 1 and 0", "produce", "logs", "--acks", "2", "x");
        assertRefused(Failure.Kind.USAGE, "'a' is no header", "produce", "logs", "-H", "a", "x");
    }

    private void assertRefused(Failure.Kind kind, String message, String... words) {
        assertThatThrownBy(() -> run.plan(words))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessage(message);
        assertThat(producing.sent()).isEmpty();
    }
}
