package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.Sandboxes;

/** Started with closed descriptors, as supervisors do: the JVM's own files never take their place. */
@OnServers
final class DescriptorsTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();

    /** Started by a shell that closes these: {@code <&-}. */
    private static Program closed(String descriptors) {
        return Program.with("-z", SANDBOX.zookeeper().orElseThrow())
                .within("sh", "-c", "exec \"$@\" " + descriptors, "sh");
    }

    private static void noInput(Run run) {
        assertThat(run.err()).isEqualTo("error: stdin is closed\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void a_command_that_reads_nothing_needs_no_stdin() {
        for (String descriptors : List.of("<&-", "2>&-", "<&- 2>&-")) {
            Run run = closed(descriptors).run("ls", "/demo");
            assertThat(run.out()).as(descriptors).isEqualTo("app\njobs\nold\nworkers\n");
            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
        }
    }

    @Test
    void whatever_reads_a_closed_stdin_is_told_so() {
        noInput(closed("<&-").run());
        noInput(closed("<&-").run("-f", "-"));
        noInput(closed("<&-").run("create", "/descriptors-test", "-"));
        noInput(closed("<&-").run("produce", "app-logs"));
        noInput(closed("<&-").run("import", "-", "/descriptors-test"));
        noInput(closed("<&-").run("partition", "move", "--file", "-"));
    }

    @Test
    void a_closed_stdout_is_told_whatever_else_is_closed() {
        for (String descriptors : List.of(">&-", "<&- >&-")) {
            Run run = closed(descriptors).run("ls", "/");
            assertThat(run.err()).as(descriptors).isEqualTo("error: cannot write to stdout: closed\n");
            assertThat(run.code()).isEqualTo(1);
        }
        assertThat(closed("<&- >&- 2>&-").run("ls", "/").code()).isEqualTo(1);
    }

    @Test
    void a_stdin_that_cannot_be_read_is_told_with_the_reason() {
        Run run = closed("</").run();
        assertThat(run.err()).isEqualTo("error: cannot read stdin: Is a directory\n");
        assertThat(run.code()).isEqualTo(1);
    }
}
