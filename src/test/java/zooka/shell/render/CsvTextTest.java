package zooka.shell.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.commands.result.Cell;
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

/** {@code -o csv} and {@code -o name}. */
final class CsvTextTest {

    private static final List<Column> COLUMNS = List.of(
            Column.textOnly("REMARK"),
            Column.of("name", "NAME"),
            Column.of("size", "SIZE"),
            Column.jsonOnly("since"),
            Column.jsonOnly("replicas"));

    private static final List<Row> ROWS = List.of(
            Row.of(
                    Cell.text("!"),
                    Cell.text("a,b"),
                    new Cell.Size(1 << 20),
                    Cell.since(TestRun.NOW),
                    Cell.counts(List.of(1, 2))),
            Row.of(Cell.BLANK, Cell.text("say \"hi\"\n"), Cell.missing(), Cell.missing(), Cell.counts(List.of())),
            Row.of(Cell.BLANK, Cell.text(""), new Cell.Size(0), Cell.missing(), Cell.counts(List.of(3))));

    private static final String EXPECTED = """
            name,size,since,replicas\r
            "a,b",1048576,2026-03-01T14:02:03Z,"1,2"\r
            "say ""hi""\\n",,,""\r
            "",0,,3\r
            """;

    @Test
    void rows_have_a_header_of_keys_and_full_values() {
        assertThat(Golden.rendered(Format.CSV, new Table(COLUMNS, ROWS, ""))).isEqualTo(EXPECTED);
        assertThat(Golden.rendered(Format.CSV, new Flow(COLUMNS, ROWS::forEach, Shape.NAMES, Pace.LIST)))
                .isEqualTo(EXPECTED);
    }

    @Test
    void a_thing_is_a_row_and_several_are_rows() {
        Result.Details thing = new Result.Details(
                List.of(Field.of("topic", "topic", Cell.text("orders")), Field.of("isr", "", Cell.count(2))),
                Optional.empty());
        assertThat(Golden.rendered(Format.CSV, thing)).isEqualTo("topic,isr\r\norders,2\r\n");
        Result several = new Result.DetailsList(() -> List.of(thing, thing), thing);
        assertThat(Golden.rendered(Format.CSV, several)).isEqualTo("topic,isr\r\norders,2\r\norders,2\r\n");
        assertThat(Golden.rendered(Format.NAME, several)).isEqualTo("orders\norders\n");
    }

    @Test
    void a_name_is_the_first_column_the_path_or_the_partition() {
        assertThat(Golden.rendered(Format.NAME, new Table(COLUMNS, ROWS, ""))).isEqualTo("a,b\nsay \"hi\"\\n\n\n");
        Table paths = new Table(
                List.of(Column.of("bytes", "SIZE"), Column.jsonOnly("path")),
                List.of(Row.of(new Cell.Size(1), Cell.text("/a b"))),
                "");
        assertThat(Golden.rendered(Format.NAME, paths)).isEqualTo("/a b\n");
        Table partitions = new Table(
                List.of(Column.of("topic", "TOPIC"), Column.of("partition", "PARTITION")),
                List.of(Row.of(Cell.text("orders"), Cell.id(1))),
                "");
        assertThat(Golden.rendered(Format.NAME, partitions)).isEqualTo("orders-1\n");
    }

    @Test
    void what_has_no_rows_and_fields_is_refused() {
        for (Format format : List.of(Format.CSV, Format.NAME, Format.JSONPATH)) {
            assertThatThrownBy(() -> Golden.rendered(format, new Result.Texts(List.of())))
                    .hasMessageEndingWith(" is not supported: the output has no rows and no fields");
        }
    }
}
