package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;

/** Scripts as editors write them, from a file and on stdin: encodings, ends of lines, lines that cannot be understood. */
@OnServers
final class ScriptTextTest {

    private static final Program NOWHERE = Program.with("-z", "127.0.0.1:1");

    @TempDir
    Path folder;

    private static byte[] bytes(String utf8, String gbk, String rest) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(utf8.getBytes(StandardCharsets.UTF_8));
        all.write(gbk.getBytes(Charset.forName("GBK")));
        all.write(rest.getBytes(StandardCharsets.UTF_8));
        return all.toByteArray();
    }

    @Test
    void a_byte_order_mark_windows_line_ends_and_comments_of_any_encoding_do_no_harm() throws IOException {
        Path out = folder.resolve("out");
        byte[] script = bytes("\uFEFFpwd\r\n", "# 配置\r\n", "pwd \\\r\n  > " + out + "\r\npwd\r\n");
        Path file = Files.write(folder.resolve("script.zk"), script);
        for (String option : new String[] {"-f", "--keep-going"}) {
            Run run = option.equals("-f")
                    ? NOWHERE.run(option, file.toString())
                    : Program.with("-z", "127.0.0.1:1").stdin(script).run(option);
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).isEqualTo("/\n/\n");
            assertThat(out).hasContent("/\n");
            Files.delete(out);
        }
    }

    @Test
    void a_word_that_is_not_utf_8_is_refused_by_line_and_nothing_is_run() throws IOException {
        Path file = Files.write(folder.resolve("script.zk"), bytes("pwd\n", "create /配置\n", "pwd\n"));
        Run run = NOWHERE.run("-f", file.toString());
        assertThat(run.err()).isEqualTo("error: not UTF-8 (" + file + " line 2)\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void a_line_that_cannot_be_understood_ends_no_script_that_keeps_going() throws IOException {
        String script = "pwd\npwd < x\npwd\n&& pwd\npwd 'a\nb' >\n> f\npwd\nls | ; pwd\n";
        Path file = Files.writeString(folder.resolve("script.zk"), script);
        for (String name : new String[] {file.toString(), "stdin"}) {
            Program program = Program.with("-z", "127.0.0.1:1", "--keep-going").stdin(script);
            Run run = name.equals("stdin") ? program.run() : program.run("-f", name);
            assertThat(run.out()).isEqualTo("/\n/\n/\n");
            assertThat(run.err().lines().filter(line -> line.startsWith("error")))
                    .containsExactly(
                            "error: no file x (" + name + " line 2)",
                            "error: missing command before && (" + name + " line 4)",
                            "error: missing file name after > (" + name + " line 6)",
                            "error: missing command before > (" + name + " line 7)",
                            "error: missing program after | (" + name + " line 9)");
            assertThat(run.code()).isEqualTo(7);
        }
    }

    @Test
    void what_is_not_closed_is_named_by_the_line_where_it_begins() throws IOException {
        Path file = Files.writeString(folder.resolve("script.zk"), "pwd\npwd 'a\nb\n\n");
        String error = "error: unclosed ' (" + file + " line 2)\n";
        Run run = NOWHERE.run("-f", file.toString());
        assertThat(run.err()).isEqualTo(error);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
        Run going = NOWHERE.run("--keep-going", "-f", file.toString());
        assertThat(going.err()).isEqualTo(error);
        assertThat(going.out()).isEqualTo("/\n");
        assertThat(going.code()).isEqualTo(7);
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        Run run = NOWHERE.run("-f", folder.toString());
        assertThat(run.err()).isEqualTo("error: cannot read " + folder + ": is a directory\n");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void a_line_that_cannot_be_understood_touches_no_file_and_starts_no_program() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept\n");
        Path other = folder.resolve("other");
        Run run = NOWHERE.stdin(
                        "lss > " + file + "\nls -q >> " + file + "\nls / / / | tee " + other + "\nset > " + other)
                .run("--keep-going");
        assertThat(run.err())
                .contains(
                        "unknown command 'lss'",
                        "unknown option '-q'",
                        "unexpected argument",
                        "missing required parameter");
        assertThat(file).hasContent("kept\n");
        assertThat(other).doesNotExist();
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void a_line_that_is_run_again_writes_to_where_its_redo_does() {
        Path out = folder.resolve("out");
        Run run = NOWHERE.stdin("pwd\nredo 1 > " + out + "\nredo 1 | sed s/^/piped/\nredo 1\n")
                .run();
        assertThat(run.err()).isEmpty();
        assertThat(out).hasContent("/\n");
        assertThat(run.out()).isEqualTo("/\npiped/\n/\n");
    }
}
