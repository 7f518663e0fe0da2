package zooka.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.PartitionName;
import zooka.commands.action.Catalog;
import zooka.commands.action.CommandHelp;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** No answer loses a column or a value without a word, whatever the width of the terminal. */
final class WholeAnswersTest {

    private static final int NARROWEST = 20;
    private static final int WIDEST = 400;

    private static final String NAME = "payments.settlement-requests.europe-west-4.v2";
    private static final String WIDE = "名前と住所と電話番号の一覧";

    /** A cell of each kind. */
    private static final List<Cell> CELLS = List.of(
            Cell.text("stable", Level.GOOD),
            Cell.text(NAME),
            Cell.text(WIDE, Level.WARN),
            Cell.text("start the broker that was the only one in sync, and elect leaders for " + NAME),
            Cell.count(1_234_567_890_123L, Level.BAD),
            Cell.id(2_147_483_647),
            new Cell.Size(1_258_291),
            new Cell.Millis(46.25),
            Cell.since(TestRun.NOW.minusSeconds(240)),
            Cell.at(TestRun.NOW),
            Cell.flag(true),
            new Cell.Bytes(
                    ("{\"name\": \"" + NAME + "\", \"owner\": \"" + WIDE + "\"}").getBytes(StandardCharsets.UTF_8)),
            new Cell.Json("[1.0, \"" + NAME + "\"]"),
            Cell.counts(IntStream.range(1, 40).boxed().toList()),
            new Cell.Many(List.of(Cell.text(NAME), Cell.text("orders-0"), Cell.text(WIDE))),
            new Cell.Group(List.of(Field.of("trace", "trace", Cell.text(NAME)))),
            Cell.missing());

    private static List<List<Column>> columns() {
        List<List<Column>> all = new ArrayList<>();
        for (Catalog.Entry entry : Catalog.entries()) {
            List<Column> columns = CommandHelp.of(entry).columns();
            if (columns.stream().anyMatch(column -> !column.title().isEmpty())) {
                all.add(columns);
            }
        }
        assertThat(all).hasSizeGreaterThan(40);
        return all;
    }

    /** Rows whose columns have one kind of cell each, another one for another seed. */
    private static List<Row> rows(List<Column> columns, int seed) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Cell cell = CELLS.get((seed + i) % CELLS.size());
                cells.add(row == 1 ? Cell.missing() : cell);
            }
            rows.add(new Row(cells));
        }
        return rows;
    }

    private static String rendered(Result result, Screen screen) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output print = Output.to(out, "the test");
        Renderer.of(Format.TABLE, print, print, screen).render(result);
        print.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void each_column_and_value_of_each_query_is_shown_or_named_at_every_width() {
        List<List<Column>> all = columns();
        for (int width = NARROWEST; width <= WIDEST; width++) {
            for (int i = 0; i < all.size(); i++) {
                List<Column> columns = all.get(i);
                Screen screen = new Screen(true, width, false, false, TestRun.NOW);
                List<Row> rows = rows(columns, width + i);
                Shape shape = columns.stream().anyMatch(Column::below) ? Shape.BLOCKS : Shape.TABLE;
                Table table = new Table(columns, rows, shape, "").graded("thing");
                whole(columns, rows, screen, rendered(table, screen), shape == Shape.BLOCKS);
                Screen.Layout layout = width % 2 == 0 ? Screen.Layout.LINES : Screen.Layout.BLOCKS;
                whole(columns, rows, screen, rendered(new Table(columns, rows, ""), screen.with(layout)), false);
                Flow flow = new Flow(
                        columns, sink -> rows.forEach(sink), Shape.TABLE, width % 2 == 0 ? Pace.LIVE : Pace.LIST);
                whole(columns, rows, screen, rendered(flow, screen), false);
            }
        }
    }

    private static void whole(List<Column> columns, List<Row> rows, Screen screen, String shown, boolean untitled) {
        String where = columns + " at " + screen.columns() + "\n" + shown;
        for (String line : shown.lines().toList()) {
            if (Width.of(line) > screen.columns()) {
                throw new AssertionError("a line of " + Width.of(line) + " columns: " + where);
            }
        }
        CellText text = CellText.forPeople(screen);
        String squeezed = squeezed(shown);
        int remark = squeezed.indexOf("notshown:");
        String leftOut = remark < 0 ? "" : squeezed.substring(remark);
        for (int i = 0; i < columns.size(); i++) {
            String title = squeezed(columns.get(i).title());
            if (title.isEmpty()) {
                continue;
            }
            // A block has no line for what is not known, and its first line has no titles.
            int column = i;
            boolean unknown = rows.stream().allMatch(row -> row.cells().get(column) instanceof Cell.Missing);
            if (!squeezed.contains(title)
                    && !(untitled && (unknown || !columns.get(i).below()))) {
                throw new AssertionError("no " + title + ": " + where);
            }
            for (Row row : rows) {
                Cell cell = row.cells().get(i);
                String value = squeezed(cell.match(text));
                if (!squeezed.contains(value)
                        && !leftOut.contains(title)
                        && !shortened(cell, value, squeezed)
                        && !wrapped(cell, cell.match(text), shown, screen.columns())) {
                    throw new AssertionError("'" + value + "' is missing: " + where);
                }
            }
        }
    }

    private static boolean shortened(Cell cell, String value, String shown) {
        if (!CellText.shortenable(cell)) {
            return false;
        }
        for (int length = 1; length < value.length(); length++) {
            if (shown.contains(value.substring(0, length) + "…")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the value is in a cell of several lines. */
    private static boolean wrapped(Cell cell, String value, String shown, int columns) {
        return CellText.breakable(cell)
                && IntStream.rangeClosed(1, columns)
                        .anyMatch(width -> Width.folded(value, width).stream().allMatch(shown::contains));
    }

    private static String squeezed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    private static final List<Column> COLUMNS =
            List.of(Column.of("group", "GROUP"), Column.of("lag", "LAG"), Column.of("host", "HOST"));

    private static Row row(String group, long lag, String host) {
        return Row.of(Cell.text(group), Cell.count(lag), Cell.text(host));
    }

    private static Screen wide(int columns) {
        return new Screen(true, columns, false, false, TestRun.NOW);
    }

    @Test
    void long_names_are_shortened_in_the_middle_the_widest_first() {
        Table table = new Table(COLUMNS, List.of(row(NAME, 7, "kafka-1.kafka"), row("a", 8, "b")), "");
        assertThat(rendered(table, wide(50)))
                .isEqualTo(String.format(
                        "%-30s  LAG  HOST%n%-30s    7  kafka-1.kafka%n%-30s    8  b%n",
                        "GROUP", "payments.…sts.europe-west-4.v2", "a"));
    }

    @Test
    void rows_that_do_not_fit_become_blocks_also_after_the_first_rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(row("g" + i, i, "h"));
        }
        rows.add(row("last", 1_000_000_000_000L, "kafka-1"));
        Flow flow = new Flow(COLUMNS, sink -> rows.forEach(sink), Shape.TABLE, Pace.LIST);
        assertThat(rendered(flow, wide(20)))
                .startsWith("GROUP  LAG  HOST\ng0       0  h\n")
                .endsWith("""
                g999   999  h

                GROUP  last
                LAG
                  1,000,000,000,000
                HOST   kafka-1
                """);
    }

    @Test
    void columns_that_are_left_out_are_named() {
        Table table = new Table(COLUMNS, List.of(row("orders", 1_000_000_000, "kafka-1")), "").counted("group");
        assertThat(rendered(table, wide(24).with(Screen.Layout.LINES)))
                .isEqualTo(String.format("GROUP   %13s%norders  1,000,000,000%n", "LAG") + """
                        not shown: HOST (use -o
                        list, or set expanded
                        on)
                        1 group
                        """);
    }

    @Test
    void data_that_is_shortened_says_how_to_see_all() {
        List<Column> columns = List.of(Column.of("offset", "OFFSET"), Column.of("value", "VALUE"));
        Row row = Row.of(Cell.count(7), new Cell.Bytes("v".repeat(90).getBytes(StandardCharsets.UTF_8)));
        for (Pace pace : List.of(Pace.LIVE, Pace.STREAM)) {
            Flow flow = new Flow(columns, sink -> sink.accept(row), Shape.TABLE, pace, "value");
            assertThat(rendered(flow, wide(60))).isEqualTo("""
                    OFFSET  VALUE
                         7  %s…
                    shortened: VALUE (use -o list to see all)
                    """.formatted("v".repeat(51)));
        }
    }

    @Test
    void a_list_has_all_values_in_full_also_in_a_pipe() {
        Table table =
                new Table(COLUMNS, List.of(row(NAME.repeat(5), 12_000, "h"), row("b", 8, "")), "").counted("group");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output print = Output.to(out, "the test");
        Renderer.of(Format.LIST, print, print, Screen.pipe(TestRun.NOW)).render(table);
        print.flush();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("GROUP  " + NAME.repeat(5) + "\nLAG    12000\nHOST   h\n\nGROUP  b\nLAG    8\nHOST\n");
    }

    @Test
    void the_last_line_counts_rows_and_problems() {
        List<Column> columns = List.of(Column.of("topic", "TOPIC"), Column.of("offline", "OFFLINE"));
        List<Row> rows = List.of(
                Row.of(Cell.text("a"), Cell.count(0, Level.DIM)),
                Row.of(Cell.text("b"), Cell.count(1, Level.BAD)),
                Row.of(Cell.text("c", Level.WARN), Cell.count(0, Level.DIM)));
        Table table = new Table(columns, rows, "no topics").graded("topic");
        assertThat(rendered(table, wide(60))).endsWith("\n3 topics, 1 unhealthy, 1 degraded\n");
        assertThat(rendered(table.with(columns, rows.subList(0, 1)), wide(60))).endsWith("\n1 topic\n");
        assertThat(rendered(table, Screen.pipe(TestRun.NOW))).endsWith(String.format("%nc %12s%n", "0"));
    }

    @Test
    void real_answers_on_narrow_and_wide_terminals() {
        MemoryKafka kafka = new MemoryKafka();
        new TestRun(kafka.clusters()).change("group", "reset", "billing", "--to-earliest", "--topic", "orders");
        kafka.append("orders", 0, 12_345);
        for (int i = 0; i < 2; i++) {
            kafka.join(
                    "billing",
                    new Groups.Member(
                            "consumer-billing-" + i + "-5f3c1f2e-4d0e-4a55-9a52-8a0d6d1d2a3" + i,
                            Optional.empty(),
                            Optional.of("/10.244.3.17"),
                            Optional.of("consumer-billing-" + i),
                            Optional.empty(),
                            OptionalInt.empty(),
                            Optional.of("range"),
                            List.of("clicks", "orders"),
                            Optional.of(partitions(i)),
                            Optional.empty()));
        }
        TestRun run = new TestRun(kafka.clusters());
        StringBuilder all = new StringBuilder();
        for (String line : List.of("group members billing", "group lag billing", "topics", "audit --list")) {
            for (int width : new int[] {40, 80, 120, 200}) {
                all.append("> ").append(line).append("   at ").append(width).append("\n");
                all.append(rendered(run.query(line.split(" ", -1)), wide(width)))
                        .append("\n");
            }
        }
        Golden.assertText("shell/render/widths", all.toString());
    }

    private static List<PartitionName> partitions(int member) {
        List<PartitionName> names = new ArrayList<>(List.of(new PartitionName("orders", member)));
        for (int i = member; i < 6; i += 2) {
            names.add(new PartitionName("clicks", i));
        }
        return names;
    }
}
