package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;

/** Values on their way in and out, by the real program: packed, in letters, in an editor, part by part. */
@OnServers
@RunsInParallel(seconds = 48)
final class ValuesTest {

    private static final String SERVERS = Sandboxes.zookeeper().zookeeper().orElseThrow();
    private static final String EVIL = "a\u001b[2J\u001b]0;x\u0007b";

    @TempDir
    Path folder;

    private Path typed;

    @BeforeEach
    void create() throws IOException {
        typed = Files.createDirectory(folder.resolve("tmp"));
        done(zooka().run("create", "/values"));
    }

    @AfterEach
    void delete() {
        done(zooka().run("-y", "deleteall", "/values"));
    }

    private static Program zooka() {
        return Program.with("-z", SERVERS);
    }

    /** With that script as the editor, which has the file as {@code $1}. */
    private Program editing(String script) throws IOException {
        Path editor = folder.resolve("editor");
        Files.writeString(editor, script);
        return zooka().environment("VISUAL", "")
                .environment("EDITOR", "sh " + editor)
                .environment("ZOOKA_JAVA_OPTS", "-Djava.io.tmpdir=" + typed);
    }

    private static void done(Run run) {
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static void fails(int code, String error, Run run) {
        assertThat(run.err()).startsWith("error: " + error);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(code);
    }

    private static String value() {
        return zooka().run("-o", "raw", "get", "/values/a").out();
    }

    private static void put(String text) {
        zooka().run("delete", "/values/a");
        done(zooka().stdin(text).run("create", "/values/a", "-"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private void putPacked(String text) throws IOException {
        Path file = folder.resolve("packed");
        Files.write(file, gzip(text));
        done(zooka().run("create", "/values/a", "@" + file));
    }

    private String[] leftBehind() {
        return typed.toFile().list((parent, name) -> name.startsWith("zooka-edit"));
    }

    @Test
    void a_packed_value_is_unpacked_for_people_and_where_it_is_asked_for() throws IOException {
        putPacked("hello, " + EVIL);
        Run table = zooka().run("-o", "table", "get", "/values/a");
        assertThat(table.out()).isEqualTo("hello, a\\e[2J\\e]0;x\\x07b\n");
        assertThat(table.err()).matches("gzip: \\d+ bytes, 19 decompressed\n");
        assertThat(zooka().run("-o", "plain", "get", "/values/a").out()).startsWith("base64:H4sI");
        assertThat(zooka().run("-o", "plain", "get", "--unpack", "/values/a").out())
                .isEqualTo(table.out());
        assertThat(zooka().run("-o", "raw", "get", "--unpack", "/values/a").out())
                .isEqualTo("hello, " + EVIL);
        assertThat(JSON.std.mapFrom(
                        zooka().run("--json", "get", "--unpack", "/values/a").out()))
                .containsEntry("encoding", "gzip")
                .containsEntry("data", "hello, " + EVIL)
                .containsOnlyKeys("path", "data", "encoding", "stat");
        assertThat(JSON.std.mapFrom(zooka().run("--json", "get", "/values/a").out()))
                .containsOnlyKeys("path", "data", "stat");
        assertThat(JSON.std.mapFrom(zooka().run("--json", "get", "--unpack", "/demo/app/motd")
                        .out()))
                .containsEntry("encoding", null);
    }

    @Test
    void a_small_heap_outlives_a_bomb_and_what_is_corrupt() throws IOException {
        putPacked("\0".repeat(60 << 20));
        Run bomb = zooka().environment("ZOOKA_JAVA_OPTS", "-Xmx64m").run("-o", "table", "get", "/values/a");
        assertThat(bomb.err()).contains("only the first 4,194,304 decompressed");
        assertThat(bomb.out()).endsWith("................\n");
        assertThat(bomb.code()).isZero();
        Run unpacked =
                zooka().environment("ZOOKA_JAVA_OPTS", "-Xmx64m").run("-o", "raw", "get", "--unpack", "/values/a");
        assertThat(unpacked.bytes()).hasSize(4 << 20);
        assertThat(unpacked.err()).startsWith("incomplete: /values/a: gzip: ");
        assertThat(unpacked.code()).isEqualTo(7);

        done(zooka().run("set", "--hex", "/values/a", "1f8b08 00"));
        Run corrupt = zooka().run("-o", "table", "get", "/values/a");
        assertThat(corrupt.out()).startsWith("00000000  1f 8b 08 00");
        assertThat(corrupt.err()).isEqualTo("it looks like gzip but cannot be decompressed: unexpected end of data\n");
        fails(1, "/values/a: it looks like gzip", zooka().run("get", "--unpack", "/values/a"));
    }

    @Test
    void a_library_that_cannot_be_loaded_is_said_and_no_more() {
        String zstd = "28b52ffd2004210000616263647d19f6d3"; // "abcd"
        done(zooka().run("create", "--hex", "/values/a", zstd));
        Run without = zooka().environment("ZOOKA_JAVA_OPTS", "-Djava.io.tmpdir=/no/such/folder")
                .run("-o", "table", "get", "/values/a");
        assertThat(without.err()).isEqualTo("zstd cannot be decompressed: its native library cannot be loaded\n");
        assertThat(without.out()).startsWith("00000000  28 b5 2f fd");
        assertThat(without.code()).isZero();
    }

    @Test
    void no_codec_is_loaded_for_a_value_that_asks_for_none() throws IOException {
        Path loaded = folder.resolve("loaded");
        done(zooka().environment("ZOOKA_JAVA_OPTS", "-Xlog:class+load:file=" + loaded)
                .run("-o", "table", "get", "/demo/app/config"));
        assertThat(Files.readString(loaded))
                .contains("zooka.commands.value.DecompressedValue")
                .doesNotContain("com.github.luben", "net.jpountz", "org.xerial", "GZIPInputStream");
    }

    @Test
    void values_are_taken_in_base64_and_hex() {
        done(zooka().run("create", "-b", "/values/a", "aGVs bG8="));
        assertThat(value()).isEqualTo("hello");
        done(zooka().stdin("6869\n").run("set", "--hex", "/values/a", "-"));
        assertThat(value()).isEqualTo("hi");
        done(zooka().run("set", "-b", "/values/a", "aG8="));
        assertThat(value()).isEqualTo("ho");
        assertThat(zooka().run("get", "-b", "/values/a").out()).isEqualTo("aG8=\n");
        assertThat(zooka().run("get", "-b", "-x", "/values/a").out())
                .isEqualTo("00000000  68 6f                                             ho\n");
        Program nowhere = Program.with("-z", "127.0.0.1:1");
        fails(2, "DATA is not valid base64", nowhere.run("set", "-b", "/values/a", "***"));
        fails(2, "DATA is not valid hex", nowhere.run("create", "--hex", "/values/a", "abc"));
        fails(2, "set: ", nowhere.run("set", "-b", "--hex", "/values/a", "00"));
    }

    @Test
    void a_pipe_and_a_file_get_a_value_as_it_is_stored_whatever_it_is() throws IOException {
        byte[] bytes = new byte[512];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Path stored = Files.write(folder.resolve("stored"), bytes);
        Path text = Files.writeString(folder.resolve("text"), "no line end " + EVIL);
        Path lines = Files.writeString(folder.resolve("lines"), "two\r\nlines\n");
        Path back = folder.resolve("back");
        for (Path value : List.of(stored, text, lines)) {
            done(zooka().run("-e", "touch /values/a; set /values/a @" + value));
            byte[] exact = Files.readAllBytes(value);
            assertThat(bytes(zooka().run("get", "/values/a"))).isEqualTo(exact);
            assertThat(bytes(zooka().run("-e", "get /values/a | cat"))).isEqualTo(exact);
            assertThat(zooka().run("-e", "get /values/a | cmp - " + value).code())
                    .isZero();
            done(zooka().run("-e", "get /values/a > " + back));
            assertThat(back).hasBinaryContent(exact);
        }
        assertThat(zooka().run("get", "-s", "/values/a").out())
                .startsWith("two")
                .contains("mzxid");
    }

    private static byte[] bytes(Run run) {
        byte[] bytes = new byte[run.bytes().size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = run.bytes().get(i);
        }
        return bytes;
    }

    @Test
    void null_empty_and_the_text_null_are_three_values() throws IOException {
        done(zooka().run("-e", "create /values/null; create /values/empty ''; create /values/text null"));
        for (String format : new String[] {"table", "plain"}) {
            assertThat(zooka().run("-o", format, "get", "/values/null").out()).isEmpty();
            assertThat(zooka().run("-o", format, "get", "/values/empty").out()).isEqualTo("\n");
            assertThat(zooka().run("-o", format, "get", "/values/text").out()).isEqualTo("null\n");
        }
        for (String option : new String[] {"-b", "-x"}) {
            assertThat(zooka().run("get", option, "/values/null").out()).isEmpty();
            assertThat(zooka().run("get", option, "/values/empty").out()).isEqualTo("\n");
        }
        assertThat(zooka().run("--json", "get", "/values/null").out()).contains("\"data\":null");
        assertThat(zooka().run("--json", "get", "/values/empty").out()).contains("\"data\":\"\"");
        assertThat(zooka().run("--json", "get", "/values/text").out()).contains("\"data\":\"null\"");
    }

    @Test
    void an_editor_changes_a_value_in_a_private_file() throws IOException {
        put("one");
        Run run = editing("stat -c %a \"$1\" \"$(dirname \"$1\")\" >&2; printf 'two\\n' > \"$1\"; echo chatter")
                .run("--json", "edit", "/values/a");
        assertThat(JSON.std.mapFrom(run.out())).containsEntry("path", "/values/a");
        assertThat(run.err()).isEqualTo("600\n700\nchatter\n");
        assertThat(value()).as("without the end of line that it did not have").isEqualTo("two");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void an_editor_that_changes_nothing_or_fails_writes_nothing() throws IOException {
        put("one");
        Run unchanged = editing("exit 0").run("-o", "table", "edit", "/values/a");
        assertThat(unchanged.err()).isEqualTo("unchanged: /values/a\n");
        assertThat(unchanged.code()).isZero();
        fails(
                1,
                "the editor exited with code 3; nothing was changed",
                editing("echo two > \"$1\"; exit 3").run("edit", "/values/a"));
        fails(5, "read-only: would edit /values/a", editing("exit 9").run("--read-only", "edit", "/values/a"));
        Run dry = editing("echo two > \"$1\"").run("--dry-run", "edit", "/values/a");
        assertThat(dry.out()).isEqualTo("would set /values/a to 3 bytes\n");
        fails(3, "no znode /values/no", editing("exit 9").run("edit", "/values/no"));
        fails(1, "the value of /demo/app/logo is not text", editing("exit 9").run("edit", "/demo/app/logo"));
        fails(
                2,
                "no terminal for an editor\nhint: define EDITOR, or: get PATH > FILE",
                zooka().environment("VISUAL", "").environment("EDITOR", "").run("edit", "/values/a"));
        assertThat(zooka().run("--json", "stat", "/values/a").out()).contains("\"version\":0");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void a_conflict_keeps_what_was_typed() throws IOException {
        put("one");
        String meanwhile = Program.HOME.resolve("scripts/zooka") + " -z " + SERVERS + " set /values/a other";
        Run run = editing(meanwhile + "; echo mine > \"$1\"").run("edit", "/values/a");
        fails(4, "/values/a has version 1, not 0\nhint: the edited text is saved in " + typed, run);
        assertThat(value()).isEqualTo("other");
        Path file = Path.of(run.err().replaceAll("(?s).* is saved in (.*)\n", "$1"));
        assertThat(file).hasContent("mine");
    }

    @Test
    void what_is_packed_or_compact_is_so_again_after_the_editor() throws IOException {
        putPacked("{\"a\":1.0,\"b\":[1,2]}");
        done(editing("sed -i 's/\"a\": 1.0/\"a\": 2.0/' \"$1\"").run("edit", "--pretty", "/values/a"));
        assertThat(zooka().run("-o", "plain", "get", "/values/a").out()).startsWith("base64:H4sI");
        assertThat(zooka().run("-o", "raw", "get", "--unpack", "/values/a").out())
                .isEqualTo("{\"a\":2.0,\"b\":[1,2]}");
        fails(
                1,
                "the edited text is not JSON: line 1, column",
                editing("echo nonsense > \"$1\"").run("edit", "--pretty", "/values/a"));
        assertThat(leftBehind()).hasSize(1);
    }

    @Test
    void parts_of_json_are_read_and_changed_by_their_pointer() throws IOException {
        put("{\"a\": {\"b\": [1.0, \"x\"]}, \"n\": 12345678901234567890123}");
        assertThat(zooka().run("json", "get", "/values/a", "a.b[0]").out()).isEqualTo("1.0\n");
        assertThat(zooka().run("json_get", "/values/a", "a.b.1").out()).isEqualTo("x\n");
        assertThat(zooka().run("--json", "json", "get", "/values/a", "/a").out())
                .isEqualTo("{\"path\":\"/values/a\",\"pointer\":\"/a\",\"value\":{\"b\":[1.0,\"x\"]}}\n");
        assertThat(zooka().run("json", "keys", "/values/a").out()).isEqualTo("a\nn\n");
        assertThat(zooka().run("--dry-run", "json", "set", "/values/a", "a.b[1]", "true")
                        .out())
                .isEqualTo("would set a.b[1] of /values/a from \"x\" to true\n");
        done(zooka().run("json", "set", "/values/a", "a.b[1]", "true"));
        done(zooka().run("json_set", "--string", "/values/a", "s", "5"));
        done(zooka().run("json", "set", "/values/a", "t", "no json"));
        done(zooka().run("json", "delete", "/values/a", "a.b[0]"));
        assertThat(value())
                .isEqualTo(
                        "{\"a\": {\"b\": [true]}, \"n\": 12345678901234567890123, \"s\": \"5\", \"t\": \"no json\"}");
        fails(3, "no a.c in /values/a\nhint: a has b\n", zooka().run("json", "get", "/values/a", "a.c"));
        fails(3, "no x.y in /values/a", zooka().run("json", "set", "/values/a", "x.y", "1"));
        fails(3, "no x in /values/a", zooka().run("json_remove", "/values/a", "x"));
        fails(5, "read-only: would set n", zooka().run("--read-only", "json", "set", "/values/a", "n", "1"));
        fails(2, "invalid JSON pointer 'a['", zooka().run("json", "get", "/values/a", "a["));
        fails(
                1,
                "the value of /demo/app/motd is not JSON, line 1, column 1: unrecognized token 'Logs'",
                zooka().run("json", "get", "/demo/app/motd", "a"));
    }
}
