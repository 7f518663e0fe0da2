package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.PositionalParamSpec;
import zooka.commands.action.Catalog;
import zooka.commands.action.Completes;
import zooka.commands.action.Invocation;
import zooka.testing.ShellRun;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemoryKafka;

/** What the page about the grammar does not show: codes, limits, input, and what patterns stand for. */
@Timeout(60)
final class InterpreterTest {

    @TempDir
    Path folder;

    private final FakeZnodes znodes = new FakeZnodes()
            .put("/", "", TestRun.NOW)
            .put("/a", "x", TestRun.NOW)
            .put("/a/b", "y", TestRun.NOW)
            .put("/a/-c", "z", TestRun.NOW);

    private ShellRun shell() {
        return new ShellRun(new MemoryKafka().clusters().with(znodes));
    }

    @Test
    void a_failure_in_a_substitution_is_that_of_the_statement() {
        ShellRun shell = shell();
        assertThat(shell.typed("x = $(get /nosuch)")).startsWith("error: no znode /nosuch\n");
        assertThat(shell.code()).isEqualTo(3);
        assertThat(shell.typed("echo $x")).startsWith("error: unknown variable x");
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.typed("echo $(get /nosuch) || echo $?")).endsWith("\n3\n");
        assertThat(shell.code()).isZero();
    }

    @Test
    void a_loop_ends_at_the_first_failure_and_goes_on_with_keep_going() {
        String script = "for x in / /nosuch /a { ls $x > /dev/null; echo $x }\necho end";
        ShellRun strict = shell();
        assertThat(strict.file(script, false)).isEqualTo("/\nerror: no znode /nosuch (script.zk line 1)\n");
        assertThat(strict.code()).isEqualTo(3);
        ShellRun patient = shell();
        assertThat(patient.file(script, true))
                .isEqualTo("/\nerror: no znode /nosuch (script.zk line 1)\n/nosuch\n/a\nend\n");
        assertThat(patient.code()).isEqualTo(7);
    }

    @Test
    void the_command_of_a_condition_does_not_end_a_script() {
        ShellRun shell = shell();
        assertThat(shell.file("if stat /nosuch > /dev/null { echo a } else { echo $? }\necho end", false))
                .endsWith("3\nend\n");
        assertThat(shell.code()).isZero();
        assertThat(shell.file("if echo a > /dev/null { get /nosuch }\necho end", false))
                .doesNotContain("end");
        assertThat(shell.code()).isEqualTo(3);
    }

    @Test
    void names_the_line_of_a_failure_in_a_block() {
        assertThat(shell().file("echo a\nfor x in 1 {\n\n  get /nosuch\n}\n", false))
                .contains("error: no znode /nosuch (script.zk line 4)");
        assertThat(shell().file("alias g = get\necho\ng /nosuch\n", false))
                .contains("error: no znode /nosuch (script.zk line 3)");
    }

    @Test
    void quit_ends_loops_and_scripts() {
        assertThat(shell().file("for x in 1 2 { echo $x; quit }\necho end", false))
                .isEqualTo("1\n");
    }

    @Test
    void output_that_is_too_long_for_a_word_is_a_failure() {
        znodes.put("/a/large", "x".repeat(1 << 20), TestRun.NOW);
        ShellRun shell = shell();
        assertThat(shell.typed("x = $(for i in {1..16} { get /a/large })")).isEmpty();
        assertThat(shell.typed("x = $(for i in {1..17} { get /a/large })"))
                .startsWith("error: cannot write the output of $(...): more than 16 MB\n");
        assertThat(shell.code()).isEqualTo(1);
    }

    @Test
    void reads_the_input_of_the_command_or_that_of_the_block() throws IOException {
        Files.writeString(folder.resolve("in"), "from a file");
        ShellRun shell = shell();
        assertThat(shell.typed("for x in 1 { if pwd > /dev/null { set /a - } } < " + folder.resolve("in")))
                .isEmpty();
        assertThat(shell.typed("echo $(get /a)")).isEqualTo("from a file\n");
    }

    @Test
    void a_typo_does_not_empty_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("kept"), "kept");
        ShellRun shell = shell();
        shell.typed("gett /a > " + file, "echo $nosuch > " + file, "get /n* > " + file);
        assertThat(file).hasContent("kept");
    }

    @Test
    void the_variables_are_in_the_environment_of_programs() {
        assertThat(shell().typed("name = 'a b'", "pwd | echo \"$name\"")).isEqualTo("a b\n");
        assertThat(shell().typed("x = $(pwd | echo inner)", "echo [$x]")).isEqualTo("[inner]\n");
    }

    @Test
    void a_script_that_sources_itself_ends() throws IOException {
        Path file = folder.resolve("again");
        Files.writeString(file, "source " + file);
        assertThat(shell().typed("source " + file)).startsWith("error: scripts and aliases run each other too deeply");
    }

    @Test
    void repeats_lines_of_the_history() {
        ShellRun shell = shell();
        assertThat(shell.typed("echo a", "echo b", "!1", "!!", "!!")).isEqualTo("a\nb\na\nb\nb\n");
        assertThat(shell.typed("!99")).startsWith("error: no line 99 in the history");
        assertThat(shell.typed("echo x\\ ", "!!")).isEqualTo("x \nx \n");
    }

    @Test
    void words_of_an_alias_are_quoted_once() {
        ShellRun shell = shell();
        assertThat(shell.typed(
                        "alias say = echo 'a  b'", "say \"c  d\" $x /a/*", "alias all = 'echo $*'", "all 'x  y' z"))
                .contains("error: unknown variable x");
        assertThat(shell.typed("say \"c  d\" '*'", "all 'x  y' z", "all")).isEqualTo("a  b c  d *\nx  y z\n\n");
        assertThat(shell.typed("alias show = 'get $1'", "x = $(show /a/b*)", "echo $x"))
                .isEqualTo("y\n");
    }

    @Test
    void a_relative_pattern_is_relative_to_the_current_znode() {
        assertThat(shell().typed("cd /a", "for x in * ../a/b { echo $x }")).isEqualTo("./-c\nb\n../a/b\n");
        assertThat(shell().typed("for x in a/{b,nosuch} a/[!b]* { echo $x }")).isEqualTo("a/b\na/nosuch\na/-c\n");
    }

    @Test
    void a_pattern_that_reads_too_much_is_refused() {
        for (int i = 0; i < 10_001; i++) {
            znodes.put("/a/n" + i, "", TestRun.NOW);
        }
        assertThat(shell().typed("for x in /a/* { echo $x }"))
                .startsWith("error: pattern '/a/*' matches more than 10000 znodes\nhint: run find");
        assertThat(shell().typed("for x in /**/nosuch { echo $x }")).startsWith("error: pattern '/**/nosuch' ");
        assertThat(shell().typed("for x in {1..10001} { }")).startsWith("error: a pattern can have at most 10000");
    }

    /** The names of what is new, and the pattern of a command of its own. */
    @Test
    void these_parameters_are_taken_as_they_are_typed() {
        List<String> typed = new ArrayList<>();
        for (Catalog.Entry entry : Catalog.entries()) {
            for (PositionalParamSpec parameter : Invocation.spec(entry).positionalParameters()) {
                if (Completes.Declaration.of(parameter).orElseThrow().asTyped()) {
                    typed.add(entry.words() + " " + parameter.paramLabel());
                }
            }
        }
        assertThat(typed)
                .contains("create PATH", "touch PATH", "cp PATH", "mv PATH", "import PATH", "topic list PATTERN")
                .doesNotContain("get PATH", "set PATH", "deleteall PATH", "tail TOPIC");
    }
}
