package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zooka.commands.Failure;
import zooka.commands.kafka.client.Records.Header;
import zooka.commands.kafka.client.Records.Message;
import zooka.commands.kafka.client.Records.Query;
import zooka.commands.kafka.client.Records.Start;
import zooka.testing.FakeClusters;
import zooka.testing.FakeRecords;
import zooka.testing.TestRun;
import zooka.testing.Told;

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
                "orders", partition, offset, TestRun.NOW.minusSeconds(age), bytes(key), bytes(value), List.of(headers));
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shows_the_last_records_and_names_what_is_left_out() {
        assertThat(Told.flow(run.follow("tail", "orders", "-n", "2"))).isEqualTo("""
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
    void begins_and_ends_where_it_is_told() {
        assertThat(offsets("--from", "beginning", "-n", "2")).containsExactly(10L, 11L);
        assertThat(offsets("--from", "11")).containsExactly(11L, 12L);
        assertThat(offsets("--from", "55s", "--to", "45s")).containsExactly(11L);
        assertThat(offsets("--from", "2026-03-01T14:01:20Z")).containsExactly(12L);
        assertThat(offsets("--partition", "0,5")).containsExactly(10L, 12L);
    }

    @Test
    void asks_for_no_more_than_it_needs() {
        offsets();
        offsets("-f", "--from", "end");
        offsets("--from", "2026-03-01", "--partition", "1");

        assertThat(records.asked())
                .containsExactly(
                        new Query("orders", Set.of(), new Start.Last(10), false, Optional.empty()),
                        new Query("orders", Set.of(), new Start.End(), true, Optional.empty()),
                        new Query(
                                "orders",
                                Set.of(1),
                                new Start.Time(Instant.parse("2026-03-01T00:00:00Z")),
                                false,
                                Optional.empty()));
    }

    @Test
    void refuses_what_it_does_not_understand() {
        assertThatThrownBy(() -> offsets("--from", "yesterday"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessage("'yesterday' is no time");
        assertThatThrownBy(() -> offsets("--grep", "(")).hasMessage("--grep: Unclosed group in '('");
        assertThat(records.asked()).isEmpty();
    }

    private List<Long> offsets(String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "tail";
        words[1] = "orders";
        System.arraycopy(options, 0, words, 2, options.length);
        return Told.flow(run.follow(words))
                .lines()
                .map(line -> Long.valueOf(line.replaceFirst(".* offset=(\\d+) .*", "$1")))
                .toList();
    }
}
