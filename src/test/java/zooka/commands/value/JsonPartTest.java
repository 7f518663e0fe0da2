package zooka.commands.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import zooka.clients.Failure;

final class JsonPartTest {

    private static final String COMPACT =
            "{\"a\":{\"b\":[1,{\"c\":1.0}]},\"big\":123456789012345678901.50,\"k.y/z\":null}";
    private static final String SPACED = "{\"b\": [1, 2], \"a\": \"x, [y]: \\\"z\\\"\"}";
    private static final String INDENTED = """
            {
              "name": "log-parser",
              "topics": [
                "clicks"
              ],
              "retry": {
                "attempts": 5,
                "backoffMs": 200
              },
              "none": {}
            }
            """;

    private static JsonPart part(String json, String pointer) {
        return new JsonPart(Json.of(json).orElseThrow(), Pointer.parse(pointer), "/a");
    }

    private static String get(String json, String pointer) {
        return part(json, pointer).get().text();
    }

    private static String set(String json, String pointer, String value) {
        return part(json, pointer).set(Json.of(value).orElseThrow());
    }

    @Test
    void points_by_dots_brackets_and_slashes() {
        for (String pointer : new String[] {"a.b[1].c", "a.b.1.c", ".a.b[1].c", "/a/b/1/c"}) {
            assertThat(get(COMPACT, pointer)).isEqualTo("1.0");
        }
        assertThat(get(COMPACT, "/k.y~1z")).isEqualTo("null");
        assertThat(get(COMPACT, ".")).isEqualTo(COMPACT);
        assertThat(get("[[1,2],[3]]", "[0][1]")).isEqualTo("2");
        assertThat(part(SPACED, "a").get().plain()).isEqualTo("x, [y]: \"z\"");
        assertThat(Pointer.parse("a.b.0.c").toString()).isEqualTo("a.b[0].c");
        assertThat(part(INDENTED, ".").keys()).containsExactly("name", "topics", "retry", "none");
    }

    @Test
    void half_a_character_stays_the_escape_that_it_is() {
        String json = "[\"a\\uD800b\", \"\\udc00\\ud83d\", \"\\ud83d\\ude00\", {\"k\": \"\\ud800\"}]";
        assertThat(part(json, "[0]").get().plain()).isEqualTo("a\\ud800b");
        assertThat(part(json, "[1]").get().plain()).isEqualTo("\\udc00\\ud83d");
        assertThat(part(json, "[2]").get().plain()).isEqualTo("\ud83d\ude00");
        assertThat(part(json, "[3]").get().plain()).isEqualTo("{\"k\": \"\\ud800\"}");
    }

    @Test
    void a_wrong_pointer_is_a_wrong_line() {
        for (String pointer : new String[] {"a[0", "a..b", "a[0]b"}) {
            assertThatThrownBy(() -> Pointer.parse(pointer))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
        }
    }

    private static void missing(String json, String pointer, String hint) {
        assertThatThrownBy(() -> get(json, pointer)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_FOUND);
            assertThat(failure.getMessage()).isEqualTo("no " + pointer + " in /a");
            assertThat(failure.hint()).contains(hint);
        });
    }

    @Test
    void what_is_missing_is_said_with_the_nearest_that_is_there() {
        missing(COMPACT, "a.x.y", "a has b");
        missing(COMPACT, "a.b[2]", "a.b has the elements 0 to 1");
        missing(COMPACT, "/big/x", "/big is not an object or array: it is 123456789012345678901.50");
        missing(COMPACT, "x", "it has a, big, k.y/z");
        missing(INDENTED, "none.x", "none is empty");
    }

    @Test
    void a_change_leaves_every_other_character_as_it_was() {
        assertThat(set(COMPACT, "a.b[1].c", "2")).isEqualTo(COMPACT.replace("1.0", "2"));
        assertThat(set(SPACED, "b[0]", "9")).isEqualTo(SPACED.replace("[1,", "[9,"));
        assertThat(set(INDENTED, "retry.attempts", "6")).isEqualTo(INDENTED.replace("5", "6"));
        assertThat(set("  7 \n", ".", "8")).isEqualTo("  8 \n");
    }

    @Test
    void what_is_added_is_laid_out_as_the_rest() {
        assertThat(set(COMPACT, "n", "{\"x\": [1, 2]}"))
                .isEqualTo(COMPACT.substring(0, COMPACT.length() - 1) + ",\"n\":{\"x\":[1,2]}}");
        assertThat(set(SPACED, "b.-", "3")).isEqualTo(SPACED.replace("2]", "2, 3]"));
        assertThat(set(SPACED, "c", "{\"x\":1,\"y\":2}")).endsWith("\", \"c\": {\"x\": 1, \"y\": 2}}");
        assertThat(set(INDENTED, "topics[1]", "\"x\""))
                .isEqualTo(INDENTED.replace("\"clicks\"", "\"clicks\",\n    \"x\""));
        assertThat(set(INDENTED, "none.a", "{\"b\":true}")).isEqualTo(INDENTED.replace("{}", """
                {
                    "a": {
                      "b": true
                    }
                  }"""));
        assertThat(set("{}", "a", "1")).isEqualTo("{\"a\":1}");
    }

    @Test
    void what_is_deleted_takes_its_comma_with_it() {
        assertThat(part(COMPACT, "a").delete()).isEqualTo("{\"big\":123456789012345678901.50,\"k.y/z\":null}");
        assertThat(part(COMPACT, "big").delete()).isEqualTo("{\"a\":{\"b\":[1,{\"c\":1.0}]},\"k.y/z\":null}");
        assertThat(part(INDENTED, "retry.backoffMs").delete())
                .isEqualTo(INDENTED.replace(",\n    \"backoffMs\": 200", ""));
        assertThat(part(INDENTED, "topics[0]").delete()).contains("\"topics\": [],");
    }

    @Test
    void an_object_or_element_is_not_put_into_a_scalar_or_past_the_end() {
        assertThatThrownBy(() -> set(COMPACT, "big.x", "1")).hasMessage("no big.x in /a");
        assertThatThrownBy(() -> set(SPACED, "b[5]", "1")).hasMessage("no b[5] in /a");
        assertThatThrownBy(() -> set(SPACED, "no.x", "1")).hasMessage("no no.x in /a");
    }

    @Test
    void a_key_that_is_there_twice_is_the_last() {
        assertThat(set("{\"a\":1,\"a\":2}", "a", "3")).isEqualTo("{\"a\":1,\"a\":3}");
    }

    @Test
    void what_is_not_json_says_where() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\n \"b\":x}"))
                .isInstanceOf(Json.Malformed.class)
                .hasMessageStartingWith("line 2, column 6: unrecognized token 'x'");
        assertThatThrownBy(() -> Json.parse("1 2")).hasMessage("line 1, column 3: unexpected content after the value");
        assertThatThrownBy(() -> Json.parse(" ")).hasMessageEndingWith("no value");
        assertThat(Json.of("01")).isEmpty();
        assertThat(Json.of("{\"a\":1")).isEmpty();
    }

    @Test
    void laying_out_and_back_loses_nothing() {
        Json json = Json.of(COMPACT).orElseThrow();
        String indented = json.indented().orElseThrow();
        assertThat(indented).startsWith("{\n  \"a\": {\n    \"b\": [\n      1,\n      {\n");
        assertThat(Layout.of(json).print(Json.of(indented).orElseThrow())).isEqualTo(COMPACT);
        assertThat(Json.of("[".repeat(900) + "1,".repeat(50_000) + "1" + "]".repeat(900))
                        .orElseThrow()
                        .indented())
                .as("more lines of space than anybody reads")
                .isEmpty();
    }
}
