package zooka.commands.zk.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

/** Exports as they lie in files. */
final class ExportFileTest {

    private static final String HEADER = "{\"zookaExport\":1,\"root\":\"/demo\",\"acls\":true}\n";
    private static final String EXPORT = HEADER + "{\"path\":\"/\",\"data\":null}\n{\"path\":\"/a\",\"data\":\"x\"}\n";

    @TempDir
    Path folder;

    private List<String> paths(ExportFile file) {
        List<String> paths = new ArrayList<>();
        file.copies().forEachRemaining(copy -> paths.add(copy.path()));
        return paths;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("export.jsonl"), bytes);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private void fails(String message, byte[] bytes) throws IOException {
        String name = file(bytes).toString();
        assertThatThrownBy(() -> {
                    try (ExportFile file = ExportFile.open(name, new TestRun(new FakeClusters()).context())) {
                        file.header();
                        paths(file);
                    }
                })
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining(message);
    }

    private void fails(String message, String text) throws IOException {
        fails(message, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void is_read_as_often_as_wanted_packed_or_not() throws IOException {
        for (byte[] bytes : List.of(EXPORT.getBytes(StandardCharsets.UTF_8), packed(EXPORT))) {
            try (ExportFile file = ExportFile.open(file(bytes).toString(), new TestRun(new FakeClusters()).context())) {
                assertThat(file.header()).isEqualTo(new ExportFile.Header("/demo", true, false));
                assertThat(paths(file)).containsExactly("/", "/a");
                assertThat(paths(file)).containsExactly("/", "/a");
            }
        }
    }

    @Test
    void is_whole_only_with_the_number_of_its_znodes_at_its_end() throws IOException {
        String marked = EXPORT.replace("\"acls\":true", "\"acls\":true,\"end\":true");
        String whole = marked + "{\"end\":2}\n";
        String name = file(whole.getBytes(StandardCharsets.UTF_8)).toString();
        TestRun run = new TestRun(new FakeClusters());
        try (ExportFile file = ExportFile.open(name, run.context())) {
            assertThat(paths(file)).containsExactly("/", "/a");
            file.remarkUnmarked(run.context().remarks());
        }
        assertThat(run.missing()).isEmpty();
        fails("is incomplete: it has 2 znodes, no last line", marked);
        fails("is incomplete: it has 1 znode, no last line", whole.substring(0, whole.indexOf("{\"path\":\"/a")));
        fails("is incomplete: it has 1 znode, its last line says 2", whole.replaceAll(".*/a.*\n", ""));
        fails("unexpected content after the last line", whole + whole);
        fails("unexpected content after the last line", whole.replace("2}", "2,\"x\":1}"));
    }

    @Test
    void of_before_is_taken_with_a_remark() throws IOException {
        TestRun run = new TestRun(new FakeClusters());
        String name = file(EXPORT.getBytes(StandardCharsets.UTF_8)).toString();
        try (ExportFile file = ExportFile.open(name, run.context())) {
            file.remarkUnmarked(run.context().remarks());
            assertThat(paths(file)).containsExactly("/", "/a");
        }
        assertThat(run.missing()).singleElement().asString().contains("a truncated file cannot be detected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"path\":\"/b\",\"data\":\"\\ud800\"}",
                "{\"path\":\"/b\\udc00\",\"data\":\"x\"}",
                "{\"path\":\"/b\",\"data\":\"x\",\"acl\":[\"digest:\\ud83d:r\"]}"
            })
    void names_the_line_with_half_of_a_surrogate_pair(String line) throws IOException {
        fails("export.jsonl line 4: unpaired surrogate", EXPORT + line + "\n");
    }

    @Test
    void may_begin_with_a_byte_order_mark() throws IOException {
        String text = "\uFEFF{\"zookaExport\":1,\"root\":\"/a\",\"acls\":true}\n{\"path\":\"/\",\"data\":\"x\"}\n";
        String name = file(text.getBytes(StandardCharsets.UTF_8)).toString();
        try (ExportFile file = ExportFile.open(name, new TestRun(new FakeClusters()).context())) {
            assertThat(file.header().root()).isEqualTo("/a");
        }
    }

    @Test
    void is_taken_from_stdin_and_leaves_nothing_behind() {
        String temporary = System.getProperty("java.io.tmpdir");
        long before = copies(temporary);
        try (ExportFile file = ExportFile.open(
                "-", new TestRun(new FakeClusters()).stdin(EXPORT).context())) {
            assertThat(file.name()).isEqualTo("stdin");
            assertThat(paths(file)).containsExactly("/", "/a");
            assertThat(paths(file)).containsExactly("/", "/a");
        }
        assertThat(copies(temporary)).isEqualTo(before);
    }

    private static long copies(String folder) {
        String[] names = Path.of(folder).toFile().list((where, name) -> name.startsWith("zooka-import"));
        return names == null ? 0 : names.length;
    }

    @Test
    void ends_after_its_header_where_there_is_nothing_more() throws IOException {
        String name = file(HEADER.getBytes(StandardCharsets.UTF_8)).toString();
        try (ExportFile file = ExportFile.open(name, new TestRun(new FakeClusters()).context())) {
            assertThat(paths(file)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is not an export",
                "hello | line 1",
                "{\"path\":\"/\",\"data\":null} | is not an export",
                "[1] | is not an export",
                "{\"zookaExport\":2,\"root\":\"/\"} | has export version 2, which this version of zooka does not support",
                "{\"zookaExport\":1,\"root\":\"demo\"} | the root is not a path",
                "{\"zookaExport\":1,\"root\":5} | the root is not a path"
            })
    void is_refused_where_it_is_none(String text, String message) throws IOException {
        fails(message, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ACLs\":false | unknown key 'ACLs'",
                "\"ends\":true | unknown key 'ends'",
                "\"with\":{\"root\":\"/b\"} | unknown key 'with'",
                "\"end\":\"true\" | end must be true or false",
                "\"end\":1 | end must be true or false",
                "\"root\":\"/b\" | Duplicate field 'root'"
            })
    void names_a_key_of_the_header_that_would_be_dropped(String key, String message) throws IOException {
        fails("export.jsonl line 1: " + message, EXPORT.replace("true}", "true," + key + "}"));
    }

    @Test
    void names_what_would_be_dropped_whatever_else_is_wrong() throws IOException {
        fails("export.jsonl line 1: acls must be true or false", EXPORT.replace("true}", "null}"));
        fails("export.jsonl line 3: Duplicate field 'data'", EXPORT.replace("\"x\"}", "\"x\",\"data\":\"y\"}"));
        fails("has export version 2", "{\"zookaExport\":2,\"root\":\"/\",\"compressed\":{\"by\":[1]}}");
        fails("is not an export", "{\"compressed\":{\"zookaExport\":1},\"root\":\"/\"}");
    }

    @Test
    void names_the_line_that_is_broken() throws IOException {
        fails("export.jsonl line 4", EXPORT + "{\"path\":\"/b\",");
        fails("export.jsonl line 3", EXPORT.replace("\"x\"", "\"x"));
        fails("export.jsonl line 3: invalid znode path '/b//'", EXPORT.replace("/a", "/b//"));
        fails("export.jsonl line 4: /a is out of order", EXPORT + "{\"path\":\"/a\",\"data\":null}\n");
        fails("export.jsonl line 5: /a/b is out of order", EXPORT + "{\"path\":\"/a-\"}\n{\"path\":\"/a/b\"}\n");
        fails("export.jsonl line 4: ", EXPORT + "{\"path\":\"/b\",\"acl\":[\"world:anyone:z\"]}\n");
        byte[] notText = EXPORT.getBytes(StandardCharsets.UTF_8);
        notText[EXPORT.lastIndexOf('x')] = (byte) 0xff;
        fails("export.jsonl line 3", notText);
    }

    @Test
    void says_that_a_packed_one_is_cut_off() throws IOException {
        byte[] whole = packed(HEADER + "{\"path\":\"/\",\"data\":\"" + "abc".repeat(10_000) + "\"}\n");
        fails("export.jsonl is truncated or damaged", Arrays.copyOf(whole, whole.length - 12));
        byte[] spoilt = whole.clone();
        spoilt[spoilt.length - 7] ^= 1;
        fails("export.jsonl is truncated or damaged", spoilt);
    }

    @Test
    void is_a_file_that_can_be_read() {
        assertThatThrownBy(() -> ExportFile.open("/no/such/file", new TestRun(new FakeClusters()).context()))
                .isInstanceOf(Failure.class)
                .hasMessage("no file /no/such/file");
        assertThatThrownBy(() -> ExportFile.open(folder.toString(), new TestRun(new FakeClusters()).context()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(folder + " is a directory");
    }
}
