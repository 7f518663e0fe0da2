package zooka.shell.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.testing.TestRun;

/** {@code -o jsonpath}: what templates take from lists, things and streams. */
final class JsonPathTest {

    private static final List<Column> COLUMNS =
            List.of(Column.of("topic", "TOPIC"), Column.jsonOnly("replicas"), Column.jsonOnly("configs"));

    private static final List<Row> ROWS = List.of(
            Row.of(Cell.text("orders"), Cell.counts(List.of(1, 2)), configs("604800000")),
            Row.of(Cell.text("cl\u001bicks"), Cell.counts(List.of(3)), Cell.missing()));

    private static Cell configs(String retention) {
        return new Cell.Group(List.of(
                Field.of("retention.ms", "", Cell.text(retention)), Field.of("internal", "", Cell.flag(false))));
    }

    private static String printed(String template, Result result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = Output.to(bytes, "the test");
        new JsonPathText(JsonPath.of(template), out, Screen.pipe(TestRun.NOW)).render(result);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String list(String template) {
        String whole = printed(template, new Table(COLUMNS, ROWS, ""));
        Flow flow = new Flow(COLUMNS, ROWS::forEach, Shape.TABLE, Pace.LIST);
        assertThat(printed(template, flow)).as("as a flow").isEqualTo(whole);
        return whole;
    }

    @Test
    void paths_go_through_lists_and_objects() {
        assertThat(list("{.items[*].topic}")).isEqualTo("orders cl\\eicks\n");
        assertThat(list("{[*].topic}")).isEqualTo("orders cl\\eicks\n");
        assertThat(list(".items[*].topic")).isEqualTo("orders cl\\eicks\n");
        assertThat(list("{$[0].topic}")).isEqualTo("orders\n");
        assertThat(list("{[-1].topic}")).isEqualTo("cl\\eicks\n");
        assertThat(list("{.items[0].replicas[1]}")).isEqualTo("2\n");
        assertThat(list("{[*].replicas}")).isEqualTo("[1,2] [3]\n");
        assertThat(list("{[*].replicas[*]}")).isEqualTo("1 2 3\n");
        assertThat(list("{.items.topic}")).isEqualTo("[\"orders\",\"cl\\u001Bicks\"]\n");
        assertThat(list("{[0].configs['retention.ms']}")).isEqualTo("604800000\n");
        assertThat(list("{[0].configs.retention\\.ms}")).isEqualTo("604800000\n");
        assertThat(list("{[*].configs}")).isEqualTo("{\"retention.ms\":\"604800000\",\"internal\":false}\n");
        assertThat(list("{[0].configs.*}")).isEqualTo("604800000 false\n");
        assertThat(list("{[*].nosuch}")).isEmpty();
        assertThat(list("{[7].topic}")).isEmpty();
    }

    @Test
    void templates_have_texts_and_ranges() {
        assertThat(list("topics: {.items[*].topic}!")).isEqualTo("topics: orders cl\\eicks!\n");
        assertThat(list("{range .items[*]}{.topic}{\"\\t\"}{.replicas[0]}{\"\\n\"}{end}"))
                .isEqualTo("orders\t1\ncl\\eicks\t3\n");
        assertThat(list("{[0].topic}{'{}'}{[1].replicas}")).isEqualTo("orders{}[3]\n");
    }

    @Test
    void a_thing_is_the_root_and_a_stream_has_a_line_for_each() {
        Result thing = new Result.Details(List.of(Field.of("version", "version", Cell.count(3))));
        assertThat(printed("{.version}", thing)).isEqualTo("3\n");
        assertThat(printed("{@}", thing)).isEqualTo("{\"version\":3}\n");
        Flow stream = new Flow(COLUMNS, ROWS::forEach, Shape.TABLE, Pace.STREAM);
        assertThat(printed("{.topic}", stream)).isEqualTo("orders\ncl\\eicks\n");
    }

    @Test
    void mistakes_are_refused() {
        assertThat(refusal("")).isEqualTo("-o jsonpath= needs an expression");
        assertThat(refusal("topic"))
                .isEqualTo("-o jsonpath: 'topic' does not begin with . or [, at character 1 of 'topic'");
        assertThat(refusal("{.a")).contains("unclosed {, at character 1");
        assertThat(refusal("{.a[}")).contains("unclosed [");
        assertThat(refusal("{..a}")).contains(".. is not supported");
        assertThat(refusal("{.a[?(@.b==1)]}")).contains("is not supported; use --where");
        assertThat(refusal("{.a[0:2]}")).contains("[0:2] is not supported; use --limit");
        assertThat(refusal("{range .a}{.b}")).contains("{range} without {end}");
        assertThat(refusal("{end}")).contains("{end} without {range}");
    }

    private static String refusal(String template) {
        String[] message = {""};
        assertThatThrownBy(() -> JsonPath.of(template))
                .isInstanceOfSatisfying(Failure.class, failure -> message[0] = failure.getMessage());
        return message[0];
    }
}
