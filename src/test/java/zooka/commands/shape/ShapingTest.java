package zooka.commands.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.testing.ResultText;
import zooka.testing.TestRun;

/** Results in, results out: rows, their order and number, columns. */
final class ShapingTest {

    private static final Clock CLOCK = Clock.fixed(TestRun.NOW, ZoneOffset.UTC);

    private static final List<Column> COLUMNS = List.of(
            Column.of("name", "NAME"),
            Column.of("lag", "LAG").number(),
            Column.jsonOnly("dataLength").number(),
            Column.textOnly("REMARK"),
            Column.textOnly("DATA LENGTH"));

    private static final Table TABLE = new Table(
            COLUMNS, List.of(row("b", 7, 1), row("a", -1, 20), row("c", 7, 300), row("d", 10, 4000)), "nothing there");

    /** A negative lag is an unknown one. */
    private static Row row(String name, int lag, int length) {
        return Row.of(
                Cell.text(name),
                lag < 0 ? Cell.missing() : Cell.count(lag),
                Cell.count(length),
                Cell.text("r" + name),
                Cell.text(length + " B"));
    }

    private static Shaping shaping(String columns, String sort, String where, Long limit) {
        return Shaping.of(columns, sort, where, limit, false).orElseThrow();
    }

    private static Table table(String columns, String sort, String where, Long limit) {
        return (Table) shaping(columns, sort, where, limit).apply(TABLE, CLOCK);
    }

    private static String names(Table table) {
        StringBuilder names = new StringBuilder();
        int name = table.columns().stream().map(Column::key).toList().indexOf("name");
        table.rows().forEach(row -> names.append(MachineText.of(row.cells().get(name))));
        return names.toString();
    }

    private static List<String> titles(Table table) {
        return table.columns().stream()
                .map(column -> column.key() + ":" + column.title())
                .toList();
    }

    @Test
    void nothing_that_is_given_is_no_shaping() {
        assertThat(Shaping.of(null, null, null, null, false)).isEmpty();
        assertThat(Shaping.NONE.apply(TABLE, CLOCK)).isEqualTo(TABLE);
    }

    @Test
    void rows_are_chosen_then_sorted_then_limited() {
        assertThat(names(table(null, null, "lag = 7", null))).isEqualTo("bc");
        assertThat(names(table(null, "name", null, null))).isEqualTo("abcd");
        assertThat(names(table(null, "-name", "lag > 0", 2L))).isEqualTo("dc");
        assertThat(names(table(null, null, null, 0L))).isEmpty();
    }

    @Test
    void equal_rows_keep_their_order_and_unknown_values_are_last() {
        assertThat(names(table(null, "lag", null, null))).isEqualTo("bcda");
        assertThat(names(table(null, "-lag", null, null))).isEqualTo("dbca");
        assertThat(names(table(null, "-lag,-name", null, null))).isEqualTo("dcba");
        assertThat(names(table(null, "lag", null, 3L))).isEqualTo("bcd");
        assertThat(names(table(null, "-lag", null, 1L))).isEqualTo("d");
    }

    @Test
    void columns_are_those_that_are_named_in_this_order() {
        assertThat(titles(table("lag,name", null, null, null))).containsExactly("lag:LAG", "name:NAME");
        assertThat(titles(table("dataLength", null, null, null))).containsExactly("dataLength:DATA LENGTH");
    }

    @Test
    void columns_are_added_and_removed() {
        assertThat(titles(table("-lag", null, null, null)))
                .containsExactly("name:NAME", "dataLength:", ":REMARK", ":DATA LENGTH");
        assertThat(titles(table("-dataLength", null, null, null))).containsExactly("name:NAME", "lag:LAG", ":REMARK");
        // People see it in a column of their own already.
        assertThat(titles(table("+dataLength", null, null, null)))
                .containsExactly("name:NAME", "lag:LAG", "dataLength:", ":REMARK", ":DATA LENGTH");
        Table plain = new Table(COLUMNS.subList(0, 3), List.of(), "");
        assertThat(titles((Table) shaping("+dataLength,-name", null, null, null).apply(plain, CLOCK)))
                .containsExactly("lag:LAG", "dataLength:DATA LENGTH");
        assertThatThrownBy(() -> shaping("-name,-lag", null, null, null).apply(plain, CLOCK))
                .hasMessage("--columns leaves no column");
    }

    @Test
    void a_table_says_whether_it_was_empty_before() {
        assertThat(table(null, null, "lag > 100", null).empty()).isEqualTo("no matching rows");
        Table empty = new Table(COLUMNS, List.of(), "nothing there");
        assertThat(((Table) shaping(null, null, "lag > 100", null).apply(empty, CLOCK)).empty())
                .isEqualTo("nothing there");
    }

    @Test
    void names_side_by_side_stay_so_while_they_are_alone() {
        Table names = new Table(COLUMNS.subList(0, 1), List.of(), Shape.NAMES, "");
        assertThat(((Table) shaping(null, "name", null, null).apply(names, CLOCK)).shape())
                .isEqualTo(Shape.NAMES);
        Table both = new Table(List.of(COLUMNS.get(0), COLUMNS.get(2)), List.of(), Shape.NAMES, "");
        assertThat(((Table) shaping("+dataLength", null, null, null).apply(both, CLOCK)).shape())
                .isEqualTo(Shape.TABLE);
    }

    @Test
    void a_count_is_one_number() {
        Shaping count = Shaping.of(null, null, "lag = 7", null, true).orElseThrow();
        Payload number = (Payload) count.apply(TABLE, CLOCK);
        assertThat(new String(number.bytes().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("2");
        assertThat(ResultText.fields(number.fields())).isEqualTo("count=2");
    }

    /** A source that tells how far it was asked, and whether it was left properly. */
    private static final class Numbers implements Flow.Source {
        private final int most;
        private int given;
        private boolean closed;

        Numbers(int most) {
            this.most = most;
        }

        @Override
        public void forEach(java.util.function.Consumer<Row> rows) {
            try {
                for (int i = 0; i < most; i++) {
                    given++;
                    rows.accept(Row.of(Cell.text("n" + i), Cell.count(i % 10)));
                }
            } finally {
                closed = true;
            }
        }
    }

    private static Flow flow(Flow.Source source, Pace pace) {
        return new Flow(COLUMNS.subList(0, 2), source, Shape.TABLE, pace, "name");
    }

    @Test
    void a_limit_ends_the_source_of_a_flow_which_closes_what_it_has_open() {
        Numbers numbers = new Numbers(Integer.MAX_VALUE);
        Flow flow = (Flow) shaping(null, null, "lag = 9", 2L).apply(flow(numbers, Pace.LIVE), CLOCK);
        assertThat(numbers.given).isZero();
        assertThat(ResultText.flow(flow)).isEqualTo("name=n9 lag=9\nname=n19 lag=9");
        assertThat(numbers.given).isEqualTo(20);
        assertThat(numbers.closed).isTrue();
        Numbers none = new Numbers(3);
        assertThat(ResultText.flow((Flow) shaping(null, null, null, 0L).apply(flow(none, Pace.LIST), CLOCK)))
                .isEmpty();
        assertThat(none.given).isZero();
    }

    @Test
    void a_limit_within_a_limit_ends_the_inner_one_only() {
        Flow inner = (Flow) shaping(null, null, null, 5L).apply(flow(new Numbers(100), Pace.LIST), CLOCK);
        Flow outer = (Flow) shaping(null, null, null, 2L).apply(inner, CLOCK);
        assertThat(ResultText.flow(outer)).isEqualTo("name=n0 lag=0\nname=n1 lag=1");
    }

    @Test
    void a_flow_is_sorted_with_the_first_rows_in_memory() {
        Numbers many = new Numbers(300_000);
        Flow first = (Flow) shaping("name", "-lag,name", null, 2L).apply(flow(many, Pace.LIST), CLOCK);
        assertThat(ResultText.flow(first)).isEqualTo("name=n100009\nname=n100019");
        assertThat(first.content()).isEqualTo("name");
    }

    @Test
    void a_flow_that_is_too_long_to_sort_says_so() {
        Numbers many = new Numbers(300_000);
        Flow sorted = (Flow) shaping(null, "lag", null, null).apply(flow(many, Pace.LIST), CLOCK);
        assertThatThrownBy(() -> sorted.source().forEach(row -> {})).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED);
            assertThat(failure.getMessage()).startsWith("--sort: too many rows to sort: 100,001 rows of about ");
        });
        assertThat(many.closed).isTrue();
        SortedRows small = new SortedRows(Order.of("name"), Order.of("name").keys(COLUMNS), Long.MAX_VALUE, 10_000);
        assertThatThrownBy(() -> IntStream.range(0, 100).forEach(i -> small.add(row("n".repeat(100), i, i))))
                .hasMessageContaining("too many rows to sort");
    }

    @Test
    void a_flow_without_an_end_is_not_sorted() {
        assertThatThrownBy(() -> shaping(null, "lag", null, null).apply(flow(new Numbers(1), Pace.LIVE), CLOCK))
                .hasMessage("--sort is not supported for rows that are shown as they come");
    }

    @Test
    void the_content_of_a_flow_is_lost_with_its_column() {
        Flow shaped = (Flow) shaping("lag", null, null, null).apply(flow(new Numbers(1), Pace.STREAM), CLOCK);
        assertThat(shaped.content()).isEmpty();
        assertThat(shaped.pace()).isEqualTo(Pace.STREAM);
    }

    private static Result.Details thing(String topic, int partitions) {
        Table table = new Table(
                List.of(Column.of("leader", "LEADER")), List.of(Row.of(Cell.id(partitions))), "no partitions");
        return new Result.Details(
                List.of(
                        Field.of("topic", "topic", Cell.text(topic)),
                        Field.of("minInSync", "min in sync", Cell.count(partitions)),
                        Field.of("", "note", Cell.text("x"))),
                Optional.of(table),
                "partitions");
    }

    @Test
    void several_things_are_rows_with_their_fields() {
        Result.DetailsList several = new Result.DetailsList(() -> List.of(thing("a", 1), thing("b", 2)), TABLE);
        Table shaped =
                (Table) shaping(null, "-topic", "partitions.leader > 0", null).apply(several, CLOCK);
        assertThat(titles(shaped)).containsExactly("topic:TOPIC", "minInSync:MIN IN SYNC", "partitions:");
        assertThat(ResultText.table(shaped))
                .isEqualTo("topic=b minInSync=2 partitions=[{leader=2}]\ntopic=a minInSync=1 partitions=[{leader=1}]");
        Table none =
                (Table) shaping(null, null, "topic = x", null).apply(new Result.DetailsList(List::of, TABLE), CLOCK);
        assertThat(none.rows()).isEmpty();
    }

    @Test
    void one_thing_has_fields_and_no_rows() {
        Result.Details chosen = (Result.Details)
                shaping("minInSync,partitions.leader", null, null, null).apply(thing("a", 1), CLOCK);
        assertThat(ResultText.fields(chosen.fields())).isEqualTo("minInSync=1 partitions.leader=[1]");
        Result.Details whole =
                (Result.Details) shaping("-minInSync", null, null, null).apply(thing("a", 1), CLOCK);
        assertThat(ResultText.fields(whole.fields())).isEqualTo("topic=a =x");
        assertThat(whole.table()).isPresent();
        assertThatThrownBy(() -> shaping(null, null, "topic = a", null).apply(thing("a", 1), CLOCK))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
    }

    @Test
    void what_has_no_rows_and_fields_is_refused() {
        for (Result result :
                List.of(new Result.Document(out -> {}), new Result.Tree(branches -> {}), new Result.Texts(List.of()))) {
            assertThatThrownBy(() -> shaping("a", null, null, null).apply(result, CLOCK))
                    .hasMessage("--columns is not supported: the output has no columns");
        }
    }

    @Test
    void values_that_cannot_be_read_are_refused() {
        List<String> refused = new ArrayList<>();
        for (String[] given : new String[][] {{"a,,b", null}, {"+", null}, {null, "a,"}, {null, "-"}}) {
            assertThatThrownBy(() -> shaping(given[0], given[1], null, null))
                    .isInstanceOfSatisfying(Failure.class, failure -> refused.add(failure.getMessage()));
        }
        assertThat(refused)
                .containsExactly(
                        "--columns: invalid columns 'a,,b'",
                        "--columns: invalid columns '+'",
                        "--sort: invalid order 'a,'",
                        "--sort: invalid order '-'");
        assertThatThrownBy(() -> shaping(null, null, null, -1L)).hasMessage("--limit must not be negative");
        assertThatThrownBy(() -> Shaping.of("a", null, null, null, true))
                .hasMessage("--count and --columns cannot be combined");
    }
}
