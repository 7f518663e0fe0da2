package zooka.commands.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.End;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.RecordReader.Query;
import zooka.clients.kafka.RecordReader.Start;
import zooka.testing.ResultText;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeRecords;

class TailTest {

    private final FakeRecords records = new FakeRecords(
            List.of(
                    message(0, 10, 60, "a", "one"),
                    message(1, 11, 50, "b", "two", new Header("trace", bytes("t1")), new Header("trace", bytes("t2"))),
                    message(0, 12, 40, "c", "three", new Header("none", Optional.empty()))),
            List.of("orders-2 has no leader"));
    private final TestRun run = new TestRun(new FakeClusters().with(records));

    private static Message message(int partition, long offset, long age, String key, String value, Header... headers) {
        return new Message(
                "orders",
                partition,
                offset,
                Optional.of(TestRun.NOW.minusSeconds(age)),
                bytes(key),
                bytes(value),
                List.of(headers));
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shows_the_last_records_and_names_what_is_left_out() {
        assertThat(ResultText.flow(run.follow("tail", "orders", "-n", "2"))).isEqualTo("""
                topic=orders time=2026-03-01T14:01:13Z partition=1 offset=11 key='b' value='two' headers={trace=['t1','t2']}
                topic=orders time=2026-03-01T14:01:23Z partition=0 offset=12 key='c' value='three' headers={none=-}""");
        assertThat(run.missing()).containsExactly("orders-2 has no leader");
        assertThat(records.closes()).isEqualTo(1);
    }

    @Test
    void greps_keys_values_and_headers() {
        assertThat(offsets("--grep", "^t[wh]")).containsExactly(11L, 12L);
        assertThat(offsets("--grep", "^a$")).containsExactly(10L);
        assertThat(offsets("--grep", "none")).containsExactly(12L);
        assertThat(offsets("--grep", "t2")).containsExactly(11L);
    }

    @Test
    void filters_by_key_value_and_header_and_by_what_they_are_not() {
        assertThat(offsets("--key", "[ab]")).containsExactly(10L, 11L);
        assertThat(offsets("--key", "[ab]", "--value", "two")).containsExactly(11L);
        assertThat(offsets("--header", "trace")).containsExactly(11L);
        assertThat(offsets("--header", "trace=^t2$")).containsExactly(11L);
        assertThat(offsets("--header", "trace=t3")).isEmpty();
        assertThat(offsets("--header", "none=.*")).isEmpty();
        assertThat(offsets("-v", "--key", "[ab]")).containsExactly(12L);
        assertThatThrownBy(() -> offsets("-v")).hasMessage("-v requires a pattern");
    }

    @Test
    void prints_in_a_form_of_the_users_own() {
        assertThat(new String(
                        run.document("tail", "orders", "--format", "%t/%p@%o %k=%s %h %K %S%%\\n\\x41\\t"),
                        StandardCharsets.UTF_8))
                .isEqualTo("orders/0@10 a=one  1 3%\nA\t"
                        + "orders/1@11 b=two trace=t1,trace=t2 1 3%\nA\t"
                        + "orders/0@12 c=three none= 1 5%\nA\t");
        assertThatThrownBy(() -> run.document("tail", "orders", "--format", "%q"))
                .hasMessage("--format: unknown field %q");
    }

    @Test
    void headers_between_others_of_their_name_keep_their_order() {
        TestRun mixed = new TestRun(new FakeClusters()
                .with(new FakeRecords(
                        List.of(message(
                                0,
                                1,
                                9,
                                "k",
                                "v",
                                new Header("a", bytes("1")),
                                new Header("b", bytes("2")),
                                new Header("a", bytes("3")))),
                        List.of())));
        assertThat(ResultText.flow(mixed.follow("tail", "orders")))
                .endsWith("headers=[{name=a value='1'},{name=b value='2'},{name=a value='3'}]");
    }

    @Test
    void values_that_are_json_are_given_as_such_when_that_is_asked_for() {
        TestRun json = new TestRun(
                new FakeClusters().with(new FakeRecords(List.of(message(0, 1, 9, "17", "{\"a\":1}")), List.of())));
        assertThat(ResultText.flow(json.follow("tail", "orders", "--json-values")))
                .contains("value={\"a\":1} ");
        assertThat(ResultText.flow(json.follow("tail", "orders"))).contains("value='{\"a\":1}' ");
    }

    @Test
    void begins_and_ends_where_it_is_told() {
        assertThat(offsets("--from", "beginning", "-n", "2")).containsExactly(10L, 11L);
        assertThat(offsets("--from", "11")).containsExactly(11L, 12L);
        assertThat(offsets("--from", "55s", "--to", "45s")).containsExactly(11L);
        assertThat(offsets("--from", "2026-03-01T14:01:20Z")).containsExactly(12L);
        assertThat(offsets("--to", "11")).containsExactly(10L, 11L);
        assertThat(offsets("--count", "1")).containsExactly(10L);
        assertThat(offsets("--count", "1", "--grep", "three")).containsExactly(12L);
        assertThat(offsets("--partition", "0,5")).containsExactly(10L, 12L);
    }

    @Test
    void asks_for_no_more_than_it_needs() {
        offsets();
        offsets("-f", "--from", "end");
        offsets("--from", "2026-03-01", "--partition", "1");
        offsets("--from", "-7", "--committed");
        offsets("-f", "--idle", "3s");

        assertThat(records.asked())
                .containsExactly(
                        new Query("orders", Set.of(), new Start.Last(10), new End.Present(), false),
                        new Query("orders", Set.of(), new Start.End(), new End.Never(Optional.empty()), false),
                        new Query(
                                "orders",
                                Set.of(1),
                                new Start.Time(Instant.parse("2026-03-01T00:00:00Z")),
                                new End.Present(),
                                false),
                        new Query("orders", Set.of(), new Start.Back(7), new End.Present(), true),
                        new Query(
                                "orders",
                                Set.of(),
                                new Start.Last(10),
                                new End.Never(Optional.of(Duration.ofSeconds(3))),
                                false));
    }

    @Test
    void refuses_what_it_does_not_understand() {
        assertThatThrownBy(() -> offsets("--from", "yesterday"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessage("invalid time 'yesterday'");
        assertThatThrownBy(() -> offsets("--grep", "(")).hasMessage("--grep: Unclosed group in '('");
        assertThatThrownBy(() -> offsets("-f", "--to", "5")).hasMessage("-f and --to cannot be combined");
        assertThatThrownBy(() -> offsets("--idle", "5s")).hasMessage("--idle requires -f");
        assertThatThrownBy(() -> offsets("--registry", "nowhere")).hasMessage("invalid schema registry URL 'nowhere'");
        assertThat(records.asked()).isEmpty();
    }

    private List<Long> offsets(String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "tail";
        words[1] = "orders";
        System.arraycopy(options, 0, words, 2, options.length);
        return ResultText.flow(run.follow(words))
                .lines()
                .map(line -> Long.valueOf(line.replaceFirst(".* offset=(\\d+) .*", "$1")))
                .toList();
    }
}
