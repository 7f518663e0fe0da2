package zooka.shell.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;

final class RenderersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T14:02:03Z");
    private static final Screen TERMINAL = new Screen(true, 40, false, false, NOW);
    private static final Screen PIPE = Screen.pipe(NOW);
    private static final String EVIL = "a\u001b[2J\u001b]0;x\u0007\u009b31m\u202eb";

    private static String rendered(Format format, Screen screen, Result result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output print = Output.to(out, "the test");
        Renderer.of(format, print, print, screen).render(result);
        print.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Table table(Row... rows) {
        return new Table(
                List.of(
                        Column.of("name", "NAME"),
                        Column.of("size", "SIZE"),
                        Column.of("since", "SINCE"),
                        Column.jsonOnly("ok")),
                List.of(rows),
                "there is nothing");
    }

    private static final Table THINGS = table(
            Row.of(Cell.text("名前"), new Cell.Size(1536), Cell.since(NOW.minusSeconds(240)), Cell.flag(true)),
            Row.of(Cell.text("b"), new Cell.Size(7), Cell.missing(), Cell.flag(false)));

    @Test
    void a_table_for_people_is_aligned_by_display_width_with_units_and_ages() {
        assertThat(rendered(Format.TABLE, TERMINAL, THINGS)).isEqualTo("""
                NAME     SIZE  SINCE
                名前  1.5 KiB  4 min
                b         7 B  -
                """);
    }

    @Test
    void a_table_for_pipes_has_full_values_between_tabs_and_no_header() {
        assertThat(rendered(Format.PLAIN, PIPE, THINGS)).isEqualTo("名前\t1536\t2026-03-01T13:58:03Z\nb\t7\t\n");
    }

    @Test
    void json_keeps_types_and_knows_the_unknown_as_null() {
        assertThat(rendered(Format.JSON, PIPE, THINGS))
                .isEqualTo("[{\"name\":\"名前\",\"size\":1536,\"since\":\"2026-03-01T13:58:03Z\",\"ok\":true},"
                        + "{\"name\":\"b\",\"size\":7,\"since\":null,\"ok\":false}]\n");
    }

    @Test
    void yaml_quotes_text_that_would_be_read_as_something_else() {
        Result result = new Result.Details(
                List.of(Field.of("zxid", "zxid", Cell.text("0x10")), Field.of("size", "size", Cell.count(3))));
        assertThat(rendered(Format.YAML, PIPE, result)).isEqualTo("zxid: \"0x10\"\nsize: 3\n");
    }

    @Test
    void an_empty_table_is_an_empty_array_and_a_word_for_people() {
        assertThat(rendered(Format.JSON, PIPE, table())).isEqualTo("[]\n");
        assertThat(rendered(Format.TABLE, TERMINAL, table())).isEqualTo("there is nothing\n");
    }

    @Test
    void a_line_that_does_not_fit_is_cut() {
        Result result = table(Row.of(Cell.text("a".repeat(60)), new Cell.Size(1), Cell.missing(), Cell.flag(true)));
        assertThat(rendered(Format.TABLE, TERMINAL, result)
                        .lines()
                        .mapToInt(Width::of)
                        .max())
                .hasValue(40);
    }

    @Test
    void long_texts_stand_below_what_they_are_about_and_break_between_words() {
        Result blocks = new Table(
                List.of(
                        Column.of("level", "LEVEL"),
                        Column.of("name", "NAME"),
                        Column.jsonOnly("more"),
                        Column.below("cause", "cause"),
                        Column.below("remedy", "what to do")),
                List.of(
                        Row.of(
                                Cell.text("bad"),
                                Cell.text("orders-0"),
                                Cell.text("only JSON"),
                                Cell.missing(),
                                Cell.text("start the broker that was the only one in sync")),
                        Row.of(Cell.text("warning"), Cell.text("a"), Cell.text(""), Cell.text("b"), Cell.text("c"))),
                Shape.BLOCKS,
                "all is well");
        assertThat(rendered(Format.TABLE, TERMINAL, blocks)).isEqualTo("""
                bad      orders-0
                  what to do  start the broker that was
                              the only one in sync

                warning  a
                  cause       b
                  what to do  c
                """);
        assertThat(rendered(Format.PLAIN, PIPE, blocks))
                .isEqualTo("bad\torders-0\t\tstart the broker that was the only one in sync\nwarning\ta\tb\tc\n");
        assertThat(rendered(Format.JSON, PIPE, blocks)).startsWith("[{\"level\":\"bad\",\"name\":\"orders-0\",");
    }

    @Test
    void names_stand_side_by_side_for_people_and_one_a_line_for_pipes() {
        List<Row> rows = List.of(Row.of(Cell.text("a")), Row.of(Cell.text("bb")), Row.of(Cell.text("ccc")));
        Result names = new Table(List.of(Column.of("name", "NAME")), rows, Shape.NAMES, "");
        assertThat(rendered(Format.TABLE, TERMINAL, names)).isEqualTo("a    bb   ccc\n");
        assertThat(rendered(Format.PLAIN, PIPE, names)).isEqualTo("a\nbb\nccc\n");
        assertThat(rendered(Format.ZKCLI, PIPE, names)).isEqualTo("[a, bb, ccc]\n");
    }

    private static Payload payload(byte[] bytes) {
        return new Payload(
                Optional.of(bytes),
                Payload.Look.AUTO,
                List.of(Field.of("data", "data", new Cell.Bytes(bytes))),
                List.of());
    }

    @Test
    void a_value_is_text_or_hex_for_people_and_exact_when_raw() {
        byte[] binary = {(byte) 0x80, 1, (byte) 0xff, 0};
        assertThat(rendered(Format.TABLE, TERMINAL, payload("hello".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("hello\n");
        assertThat(rendered(Format.TABLE, TERMINAL, payload(binary))).startsWith("00000000  80 01 ff 00");
        assertThat(rendered(Format.JSON, PIPE, payload(binary))).isEqualTo("{\"data\":{\"base64\":\"gAH/AA==\"}}\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output print = Output.to(out, "the test");
        Renderer.of(Format.RAW, print, print, PIPE).render(payload(binary));
        assertThat(out.toByteArray()).isEqualTo(binary);
    }

    @Test
    void raw_is_refused_where_there_is_no_value() {
        assertThatThrownBy(() -> rendered(Format.RAW, PIPE, THINGS))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
    }

    @Test
    void no_format_but_raw_lets_a_control_character_through() {
        List<Result> results = List.of(
                table(Row.of(Cell.text(EVIL, Level.BAD), new Cell.Size(1), Cell.missing(), Cell.flag(true))),
                payload(EVIL.getBytes(StandardCharsets.UTF_8)),
                new Result.Details(List.of(Field.of("k", "k", Cell.text(EVIL)))),
                new Result.Tree(branches -> branches.accept(new Result.Branch(0, EVIL, EVIL, true))),
                new Flow(
                        List.of(Column.of("path", "PATH"), Column.of("data", "DATA")),
                        rows -> rows.accept(
                                Row.of(Cell.text(EVIL), new Cell.Bytes(EVIL.getBytes(StandardCharsets.UTF_8)))),
                        Shape.TABLE,
                        Pace.LIVE),
                new Result.Change(EVIL, Optional.of(EVIL), List.of(Field.of("k", "k", Cell.text(EVIL)))));
        for (Format format : List.of(Format.TABLE, Format.PLAIN, Format.JSON, Format.YAML, Format.ZKCLI)) {
            for (Result result : results) {
                for (Screen screen : List.of(TERMINAL, PIPE)) {
                    assertThat(rendered(format, screen, result))
                            .as("%s of %s", format, result)
                            .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202e]");
                }
            }
        }
    }

    @Test
    void a_stream_is_one_object_a_line_and_a_long_list_one_array() {
        Flow.Source two = rows -> {
            rows.accept(Row.of(Cell.text("a")));
            rows.accept(Row.of(Cell.text("b")));
        };
        List<Column> columns = List.of(Column.of("path", "PATH"));
        assertThat(rendered(Format.JSON, PIPE, new Flow(columns, two, Shape.NAMES, Pace.STREAM)))
                .isEqualTo("{\"path\":\"a\"}\n{\"path\":\"b\"}\n");
        assertThat(rendered(Format.JSON, PIPE, new Flow(columns, two, Shape.NAMES, Pace.LIST)))
                .isEqualTo("[{\"path\":\"a\"},{\"path\":\"b\"}]\n");
    }

    private static Payload text(String text) {
        return payload(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void json_is_indented_where_it_is_long_and_coloured_where_there_are_colours() {
        Screen colours = new Screen(true, 80, true, false, NOW);
        assertThat(rendered(Format.TABLE, colours, text("{\"a\": [1, \"x\", null]}")))
                .isEqualTo("{\u001b[36m\"a\"\u001b[0m: ["
                        + "\u001b[35m1\u001b[0m, \u001b[32m\"x\"\u001b[0m, \u001b[35;2mnull\u001b[0m]}\n");
        String longer = "{\"name\":\"" + "x".repeat(60) + "\",\"n\":1e5,\"list\":[1,2],\"none\":{}}";
        assertThat(rendered(Format.TABLE, TERMINAL, text(longer))).isEqualTo("""
                {
                  "name": "%s",
                  "n": 1e5,
                  "list": [1, 2],
                  "none": {}
                }
                """.formatted("x".repeat(60)));
        assertThat(rendered(Format.PLAIN, PIPE, text(longer))).isEqualTo(longer + "\n");
        assertThat(rendered(Format.TABLE, colours, text("{not json}"))).isEqualTo("{not json}\n");
    }

    /** Unicode's tags are not seen and can say anything; they are beyond the plane that one char holds. */
    @Test
    void tags_are_shown_in_every_format_and_exact_in_json() throws IOException {
        String hidden = "safe\udb40\udc41\udb40\udc7f, \ud83d\ude00";
        Result result = new Table(List.of(Column.of("k\udb40\udc41", "K")), List.of(Row.of(Cell.text(hidden))), "");
        for (Format format : List.of(Format.TABLE, Format.PLAIN, Format.JSON, Format.YAML, Format.ZKCLI)) {
            for (Screen screen : List.of(TERMINAL, PIPE)) {
                assertThat(rendered(format, screen, result))
                        .as("%s", format)
                        .doesNotContainPattern("[\\x{e0000}-\\x{e007f}]")
                        .contains("\ud83d\ude00");
            }
        }
        String json = rendered(Format.JSON, PIPE, result);
        assertThat(json).contains("safe\\udb40\\udc41\\udb40\\udc7f, \ud83d\ude00");
        assertThat(((Map<?, ?>) JSON.std.listFrom(json).get(0)).get("k\udb40\udc41"))
                .isEqualTo(hidden);
    }

    @Test
    void no_control_character_of_a_packed_value_or_of_json_reaches_a_terminal() {
        String json = "{\"\u202e\": \"\u009b31m\u007f" + "x".repeat(80) + "\", \"b\": [true]}";
        Screen colours = new Screen(true, 80, true, false, NOW);
        for (String inside : List.of(EVIL, json, json + "\n")) {
            Result packed = new Payload(
                    Optional.of(new byte[] {0}),
                    Payload.Look.AUTO,
                    List.of(),
                    List.of(),
                    stored -> new Payload.View(inside.getBytes(StandardCharsets.UTF_8), EVIL),
                    true);
            for (Screen screen : List.of(TERMINAL, colours)) {
                String shown = rendered(Format.TABLE, screen, packed).replaceAll("\u001b\\[[0-9;]*m", "");
                assertThat(shown)
                        .contains("\\e[2J")
                        .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202e]");
            }
        }
    }

    @Test
    void half_a_character_is_an_escape_in_every_format_and_never_a_question_mark() {
        Result result = new Table(
                List.of(Column.of("k", "K")),
                List.of(Row.of(Cell.text("a\ud800")), Row.of(Cell.text("\udc00\ud83d\ude00b\ud800c"))),
                "");
        assertThat(rendered(Format.JSON, PIPE, result))
                .isEqualTo("[{\"k\":\"a\\ud800\"},{\"k\":\"\\udc00\ud83d\ude00b\\ud800c\"}]\n");
        for (Format format : List.of(Format.PLAIN, Format.YAML)) {
            assertThat(rendered(format, PIPE, result))
                    .containsPattern("a\\\\+ud800")
                    .containsPattern("(?i)\\\\+udc00\ud83d\ude00b\\\\+ud800c")
                    .doesNotContain("?");
        }
        assertThat(rendered(Format.TABLE, TERMINAL, result))
                .contains("a\\ud800")
                .doesNotContain("?");
    }

    @Test
    void a_json_cell_is_json_within_json_with_its_numbers_as_they_are_spelled() {
        Result result = new Result.Details(List.of(
                Field.of("v", "v", new Cell.Json("{\"a\": [1.0, 1e5, 12345678901234567890123], \"b\": \"\u009b\"}"))));
        assertThat(rendered(Format.JSON, PIPE, result))
                .isEqualTo("{\"v\":{\"a\":[1.0,1e5,12345678901234567890123],\"b\":\"\\u009b\"}}\n");
        assertThat(rendered(Format.YAML, PIPE, result)).contains("- 12345678901234567890123\n");
    }
}
