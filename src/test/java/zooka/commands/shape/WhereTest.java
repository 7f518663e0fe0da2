package zooka.commands.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.testing.TestRun;

/** Expressions of {@code --where}: what they match, and how they are refused. */
final class WhereTest {

    private static final Clock CLOCK = Clock.fixed(TestRun.NOW, ZoneOffset.UTC);

    private static final List<Column> COLUMNS = List.of(
            Column.of("name", "NAME"),
            Column.of("lag", "LAG").number(),
            Column.of("size", "SIZE").size(),
            Column.of("latency", "LATENCY").duration(),
            Column.of("since", "SINCE").time(),
            Column.of("internal", "INTERNAL").flag(),
            Column.of("replicas", "REPLICAS").list(),
            Column.of("stat", "").object(),
            Column.of("value", "VALUE"),
            Column.of("timeoutMs", "TIMEOUT").number(),
            Column.of("zxid", "ZXID"),
            Column.textOnly("REMARK"));

    private static final Row ORDERS = row(
            "orders",
            Cell.count(7),
            new Cell.Size(3 << 20),
            new Cell.Millis(12.5),
            Cell.since(TestRun.NOW.minus(Duration.ofHours(2))),
            false,
            List.of(1, 2),
            stat(3, "604800000"),
            "{\"level\":\"ERROR\",\"user\":{\"id\":7},\"tags\":[\"a\",\"b\"]}",
            Cell.count(30_000),
            "0x5000004a2");
    private static final Row CLICKS = row(
            "clicks",
            Cell.count(0),
            new Cell.Size(10),
            new Cell.Millis(2000),
            Cell.since(TestRun.NOW.minus(Duration.ofMinutes(5))),
            true,
            List.of(2, 3),
            stat(0, "86400000"),
            "not json",
            Cell.count(100),
            "0xfff");
    private static final Row UNKNOWN = row(
            "we'ird \"1\"",
            Cell.missing(),
            new Cell.Size(0),
            new Cell.Millis(0),
            Cell.at(TestRun.NOW.minus(Duration.ofDays(40))),
            false,
            List.of(),
            stat(12, "x"),
            "12",
            Cell.missing(),
            "");

    private static Row row(
            String name,
            Cell lag,
            Cell size,
            Cell latency,
            Cell since,
            boolean internal,
            List<Integer> replicas,
            Cell stat,
            String value,
            Cell timeout,
            String zxid) {
        return Row.of(
                Cell.text(name),
                lag,
                size,
                latency,
                since,
                Cell.flag(internal),
                Cell.counts(replicas),
                stat,
                Cell.text(value),
                timeout,
                Cell.text(zxid),
                Cell.BLANK);
    }

    private static Cell stat(long version, String retention) {
        return new Cell.Group(List.of(
                Field.of("version", "version", Cell.count(version)),
                Field.of("retention.ms", "retention.ms", Cell.text(retention))));
    }

    /** The rows that an expression matches, by their first letters. */
    private static String matches(String expression) {
        Where where = Where.of(expression);
        where.check(COLUMNS);
        Predicate<Row> wanted = where.on(COLUMNS, CLOCK);
        List<String> names = new ArrayList<>();
        if (wanted.test(ORDERS)) {
            names.add("o");
        }
        if (wanted.test(CLICKS)) {
            names.add("c");
        }
        if (wanted.test(UNKNOWN)) {
            names.add("u");
        }
        return String.join("", names);
    }

    @Test
    void texts_are_compared_as_texts_and_as_numbers_where_both_are() {
        assertThat(matches("name = orders")).isEqualTo("o");
        assertThat(matches("name == 'orders'")).isEqualTo("o");
        assertThat(matches("name != orders")).isEqualTo("cu");
        assertThat(matches("name > d")).isEqualTo("ou");
        assertThat(matches("name = \"we'ird \\\"1\\\"\"")).isEqualTo("u");
        assertThat(matches("name = 'we\\'ird \"1\"'")).isEqualTo("u");
        assertThat(matches("value < 100")).isEqualTo("u");
        assertThat(matches("value = 12.0")).isEqualTo("u");
        assertThat(matches("value = '12.0'")).isEmpty();
        assertThat(matches("zxid > 0x1000")).isEqualTo("o");
        assertThat(matches("zxid = ''")).isEqualTo("u");
    }

    @Test
    void regular_expressions_match_any_part_of_any_cell() {
        assertThat(matches("name =~ ^o")).isEqualTo("o");
        assertThat(matches("name =~ \"^(orders|clicks)$\"")).isEqualTo("oc");
        assertThat(matches("name !~ r")).isEqualTo("c");
        assertThat(matches("value =~ '\\d+'")).isEqualTo("ou");
        assertThat(matches("lag =~ ^7$")).isEqualTo("o");
        assertThat(matches("replicas =~ 3")).isEqualTo("c");
        assertThat(matches("since =~ ^2026-01")).isEqualTo("u");
        assertThat(matches("name =~ '\\''")).isEqualTo("u");
    }

    @Test
    void numbers_sizes_and_durations_are_compared_by_their_value() {
        assertThat(matches("lag > 0")).isEqualTo("o");
        assertThat(matches("lag>=0")).isEqualTo("oc");
        assertThat(matches("lag = 0x7")).isEqualTo("o");
        assertThat(matches("lag > -1 and lag < 1")).isEqualTo("c");
        assertThat(matches("lag <= 7B")).isEqualTo("oc");
        assertThat(matches("size >= 3MiB")).isEqualTo("o");
        assertThat(matches("size > 3MB")).isEqualTo("o");
        assertThat(matches("size > 3.2MB")).isEmpty();
        assertThat(matches("size = 10")).isEqualTo("c");
        assertThat(matches("latency < 1s")).isEqualTo("ou");
        assertThat(matches("latency = 2000")).isEqualTo("c");
        assertThat(matches("latency = 12.5")).isEqualTo("o");
        assertThat(matches("timeoutMs > 5s")).isEqualTo("o");
        assertThat(matches("timeoutMs = 100")).isEqualTo("c");
    }

    @Test
    void a_moment_is_compared_by_its_age_or_with_a_moment() {
        assertThat(matches("since < 1h")).isEqualTo("c");
        assertThat(matches("since > 1h")).isEqualTo("ou");
        assertThat(matches("since > 30d")).isEqualTo("u");
        assertThat(matches("since > 2026-03-01T13:00:00Z")).isEqualTo("c");
        assertThat(matches("since < 2026-03-01")).isEqualTo("u");
        assertThat(matches("since = 2026-03-01T12:02:03Z")).isEqualTo("o");
    }

    @Test
    void flags_stand_alone_or_are_compared() {
        assertThat(matches("internal")).isEqualTo("c");
        assertThat(matches("not internal")).isEqualTo("ou");
        assertThat(matches("internal = false")).isEqualTo("ou");
        assertThat(matches("internal != FALSE")).isEqualTo("c");
    }

    @Test
    void what_is_unknown_is_null_and_matches_no_comparison() {
        assertThat(matches("lag = null")).isEqualTo("u");
        assertThat(matches("lag != null")).isEqualTo("oc");
        assertThat(matches("lag >= 0 or lag < 0")).isEqualTo("oc");
        assertThat(matches("lag != 7")).isEqualTo("cu");
        assertThat(matches("replicas = null")).isEqualTo("u");
        assertThat(matches("name = 'null'")).isEmpty();
    }

    @Test
    void a_list_matches_by_any_of_its_elements() {
        assertThat(matches("replicas = 2")).isEqualTo("oc");
        assertThat(matches("replicas = 3")).isEqualTo("c");
        assertThat(matches("replicas != 3")).isEqualTo("ou");
        assertThat(matches("replicas > 2")).isEqualTo("c");
    }

    @Test
    void parts_are_named_by_dots_in_objects_and_in_json() {
        assertThat(matches("stat.version > 2")).isEqualTo("ou");
        assertThat(matches("stat.retention.ms >= 86400000")).isEqualTo("oc");
        assertThat(matches("stat.nosuch = null")).isEqualTo("ocu");
        assertThat(matches("value.level = ERROR")).isEqualTo("o");
        assertThat(matches("value.user.id = 7")).isEqualTo("o");
        assertThat(matches("value.tags = b")).isEqualTo("o");
    }

    @Test
    void and_binds_more_than_or_and_not_more_than_both() {
        assertThat(matches("name = orders or name = clicks and lag > 0")).isEqualTo("o");
        assertThat(matches("(name = orders or name = clicks) and lag > 0")).isEqualTo("o");
        assertThat(matches("name = clicks or name = orders and lag = 99")).isEqualTo("c");
        assertThat(matches("not name = orders and lag = 0")).isEqualTo("c");
        assertThat(matches("not (name = orders or lag = 0)")).isEqualTo("u");
        assertThat(matches("NOT not internal AND ((lag=0))")).isEqualTo("c");
    }

    private static String refusal(String expression) {
        String[] message = {""};
        assertThatThrownBy(() -> matches(expression)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
            message[0] = failure.getMessage();
        });
        return message[0];
    }

    @Test
    void mistakes_are_refused_with_their_place() {
        assertThat(refusal("")).isEqualTo("--where is empty");
        assertThat(refusal("lag >")).isEqualTo("--where: expected a value after >, at the end of 'lag >'");
        assertThat(refusal("lag > and name"))
                .isEqualTo("--where: expected a value after > instead of and, at character 7 of 'lag > and name'");
        assertThat(refusal("lag 7"))
                .isEqualTo("--where: expected one of = != < <= > >= =~ !~ instead of 7, at character 5 of 'lag 7'");
        assertThat(refusal("(lag > 0")).isEqualTo("--where: expected ), at the end of '(lag > 0'");
        assertThat(refusal("lag > 0)"))
                .isEqualTo(
                        "--where: expected no more than the opened parentheses instead of ), at character 8 of 'lag > 0)'");
        assertThat(refusal("lag > 0 name = a"))
                .isEqualTo("--where: expected and or or instead of name, at character 9 of 'lag > 0 name = a'");
        assertThat(refusal("> 7")).isEqualTo("--where: expected a column instead of >, at character 1 of '> 7'");
        assertThat(refusal("lag ~ 7")).startsWith("--where: ");
        assertThat(refusal("lag >~ 7")).isEqualTo("--where: unknown operator >~, at character 5 of 'lag >~ 7'");
        assertThat(refusal("name = 'x")).isEqualTo("--where: unclosed ', at character 8 of 'name = 'x'");
        assertThat(refusal("name =~ '('"))
                .isEqualTo("--where: invalid regular expression '(': unclosed group, at character 9 of 'name =~ '(''");
        assertThat(refusal("lag > null"))
                .isEqualTo("--where: null can only be compared by = and !=, at character 7 of 'lag > null'");
        assertThat(refusal("(".repeat(101) + "lag" + ")".repeat(101))).contains("more than 100 levels");
    }

    @Test
    void values_of_another_type_are_refused() {
        assertThat(refusal("lag > abc"))
                .isEqualTo("--where: lag is a number and cannot be compared by > with 'abc',"
                        + " at character 7 of 'lag > abc'");
        assertThat(refusal("lag > 10k")).contains("cannot be compared by > with '10k'");
        assertThat(refusal("size = big")).contains("size is a size");
        assertThat(refusal("latency < soon")).contains("latency is a duration");
        assertThat(refusal("since > yesterday")).contains("since is a time");
        assertThat(refusal("internal > true")).contains("internal is a boolean");
        assertThat(refusal("lag")).contains("lag is a number and cannot be compared by = with 'true'");
    }

    @Test
    void an_unknown_column_is_refused_with_those_that_there_are() {
        assertThatThrownBy(() -> matches("lagg > 0")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.getMessage()).isEqualTo("--where: no column 'lagg'");
            assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint)
                    .startsWith("did you mean lag? columns: name, lag, size,")
                    .doesNotContain("REMARK"));
        });
        assertThat(refusal("name = a or nosuch.version = 1")).isEqualTo("--where: no column 'nosuch.version'");
    }
}
