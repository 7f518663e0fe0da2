package zooka.commands.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.commands.result.Table;
import zooka.testing.ResultText;
import zooka.testing.Sample;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeProducing;
import zooka.testing.fake.FakeTopics;

class ProduceTest {

    private final FakeProducing producing = new FakeProducing();
    private final TestRun run = new TestRun(new FakeClusters()
            .with(new FakeTopics(Sample.state(ClusterState.Mode.KRAFT)))
            .with(producing));

    private String make(String... words) {
        return ResultText.table((Table) run.plan(words).make());
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
                .containsExactly(
                        "line 2: no ',' after a key; later records are not written:" + " wrote 1 record to logs");
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
                .hasMessage("line 1: no partition 7 in topic logs, which has 3");
    }

    @Test
    void what_is_lost_is_named_and_the_rest_is_written() {
        assertThat(make("produce", "logs", "one", "bad", "three")).hasLineCount(2);
        assertThat(run.missing()).containsExactly("record 2 is not written: too large");
        assertThatThrownBy(() -> make("produce", "logs", "bad")).hasMessage("too large");
        assertThatThrownBy(() -> make("produce", "logs", "one", "interrupt"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INTERRUPTED))
                .hasMessage("interrupted; wrote 1 record to logs; record 2 is not written: interrupted");
        run.takeMissing();
        assertThat(make("produce", "logs", "one", "dead", "three")).hasLineCount(1);
        assertThat(run.missing())
                .containsExactly(
                        "record 2 is not written: cannot write to topic logs: no broker",
                        "cannot write to topic logs: no broker; later records are not written:"
                                + " wrote 1 record to logs");
    }

    @Test
    void what_is_not_known_to_be_written_is_said_so_and_all_of_it_is_kept_for_json_lines(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("again.jsonl");
        StringBuilder lines = new StringBuilder("first\n");
        for (int i = 0; i < 50; i++) {
            lines.append(i % 2 == 0 ? "late\n" : "bad\n");
        }
        run.stdin(lines + "late\nlast\n");
        assertThat(make("produce", "logs", "-k", "k\u0000", "-H", "a=1", "-H", "a=2", "--unwritten", file.toString()))
                .isEqualTo("topic=logs partition=0 records=2 firstOffset=0 lastOffset=52");
        assertThat(run.takeMissing()).hasSize(4).satisfies(said -> {
            assertThat(said.get(0))
                    .startsWith("records 3, 5, 7, ")
                    .endsWith(" and others (25) are not written: too large");
            assertThat(said.get(1))
                    .startsWith("records 2, 4, 6, ")
                    .endsWith(" and others (26) are possibly not written: not acknowledged within 5 s");
            assertThat(said.get(2)).isEqualTo("logs-0 has 1 in-sync replica, below min.insync.replicas=2");
            assertThat(said.get(3))
                    .isEqualTo("saved 51 records in " + file + "; to write them again: produce logs --json-lines < "
                            + file + " (records that were written after all are then duplicated)");
        });
        assertThat(Files.readAllLines(file)).hasSize(51);
        producing.sent().clear();
        run.stdin(Files.readString(file).replaceAll("late|bad", "now"));
        make("produce", "logs", "--json-lines");
        assertThat(producing.sent()).hasSize(51).containsOnly("k\u0000=now a:1 a:2");
        producing.sent().clear();
        assertRefused(
                Failure.Kind.CONFLICT,
                "--unwritten: " + file + " already exists",
                "produce",
                "logs",
                "--unwritten",
                file.toString());
    }

    @Test
    void where_nothing_is_known_to_be_written_the_failure_says_why_and_where_the_records_are(@TempDir Path folder) {
        Path file = folder.resolve("again.jsonl");
        run.stdin("late\nlate\n");
        assertThatThrownBy(() ->
                        make("produce", "logs", "--time", "2026-01-02", "-p", "1", "--unwritten", file.toString()))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
                    assertThat(failure.hint().orElseThrow())
                            .contains("produce logs --json-lines --keep-time --keep-partition < " + file);
                })
                .hasMessage("not acknowledged within 5 s: logs-0 has 1 in-sync replica, below min.insync.replicas=2;"
                        + " none of 2 records was acknowledged");
        assertThat(file).hasContent("""
                {"time":"2026-01-02T00:00:00Z","partition":1,"key":null,"value":"late","headers":[]}
                {"time":"2026-01-02T00:00:00Z","partition":1,"key":null,"value":"late","headers":[]}
                """);
    }

    @Test
    void after_too_many_losses_no_line_is_read_that_is_not_kept(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("again.jsonl");
        run.stdin("good\n" + "bad\n".repeat(1_000) + "unread\n");
        make("produce", "logs", "--unwritten", file.toString());
        assertThat(run.missing())
                .startsWith("stopped after record 1,001: too many failures; later records are not read")
                .contains("records 2-1,001 (1,000) are not written: too large");
        assertThat(Files.readAllLines(file)).hasSize(1_000);
        assertThat(producing.sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'value':'x','tme':'2026-01-02T03:04:05Z'} | unknown key 'tme' (known: topic, time, partition, offset,",
                "{'Key':'k','value':'x'} | unknown key 'Key'",
                "{'value':'x','header':{'a':'1'}} | unknown key 'header'",
                "{'value':'x','headers':[{'name':'a','val':'1'}]} | unknown key 'val' of a header",
                "{'value':'x','headers':[{'value':'1'}]} | missing name of a header",
                "{'value':'x','headers':['a']} | a header must be an object",
                "{'value':'x','headers':'a=1'} | headers must be a JSON object",
                "{'value':'x','value':'y'} | Duplicate field 'value'",
                "{'key':'k'} | missing 'value' (null for a tombstone)",
                "{'value':'\\ud83d'} | unpaired surrogate in a string",
                "{'value':'x','time':'1969-12-31T23:59:59.999Z'} | invalid time '1969-12-31T23:59:59.999Z': before 1970",
                "{'value':'x','time':'+999999999-01-01T00:00:00Z'} | invalid time '+999999999",
                "{'value':'x','time':'today'} | invalid time 'today'"
            })
    void a_line_with_anything_that_would_be_dropped_is_an_error_and_nothing_of_it_is_written(
            String line, String message) {
        run.stdin(("{'value':'before','time':null}\n" + line).replace('\'', '"'));
        make("produce", "logs", "--json-lines", "--keep-time");
        assertThat(run.missing()).hasSize(1);
        assertThat(run.missing().get(0).replace('"', '\'')).startsWith("line 2: " + message);
        assertThat(producing.sent()).containsExactly("null=before");
    }

    @Test
    void a_line_that_is_no_utf8_is_an_error() {
        run.stdin(new byte[] {'{', '"', 'v', 'a', 'l', 'u', 'e', '"', ':', '"', (byte) 0xff, '"', '}'});
        assertRefusedOnMaking("line 1: invalid UTF-8");
    }

    private void assertRefusedOnMaking(String message) {
        assertThatThrownBy(() -> make("produce", "logs", "--json-lines"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessage(message);
        assertThat(producing.sent()).isEmpty();
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
        assertRefused(Failure.Kind.USAGE, "--tombstone requires a key", "produce", "logs", "--tombstone");
        assertRefused(Failure.Kind.USAGE, "invalid --acks '2' (all, 1 or 0)", "produce", "logs", "--acks", "2", "x");
        assertRefused(Failure.Kind.USAGE, "invalid header 'a'", "produce", "logs", "-H", "a", "x");
    }

    private void assertRefused(Failure.Kind kind, String message, String... words) {
        assertThatThrownBy(() -> run.plan(words))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessage(message);
        assertThat(producing.sent()).isEmpty();
    }
}
