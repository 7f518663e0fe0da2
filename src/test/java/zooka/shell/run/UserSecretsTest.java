package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.shell.render.Output;
import zooka.testing.RunsInParallel;

/** Secrets that programs print. */
@RunsInParallel
final class UserSecretsTest {

    private static UserSecrets secrets(Duration patience) {
        Streams streams = new Streams(
                new ByteArrayInputStream("a script\n".getBytes(StandardCharsets.UTF_8)),
                Output.to(new ByteArrayOutputStream(), "stdout"),
                Stderr.to(new ByteArrayOutputStream()),
                false,
                false,
                false,
                false,
                false);
        return new UserSecrets(new OneShotInterface(streams, Map.of(), false, (session, line) -> List.of()), patience);
    }

    private static String firstLine(String... command) {
        return secrets(Duration.ofSeconds(60)).firstLine(List.of(command)).orElseThrow();
    }

    private static Failure failure(String... command) {
        return catchThrowableOfType(Failure.class, () -> firstLine(command));
    }

    @Test
    void it_is_the_first_line_without_its_end() {
        assertThat(firstLine("printf", "one\\ntwo\\n")).isEqualTo("one");
        assertThat(firstLine("printf", " one \\r\\ntwo")).isEqualTo(" one ");
        assertThat(firstLine("printf", "one")).isEqualTo("one");
        assertThat(firstLine("printf", "schlüssel\\n")).isEqualTo("schlüssel");
        assertThat(firstLine("true")).isEmpty();
    }

    @Test
    void no_shell_sees_the_words() {
        assertThat(firstLine("printf", "%s", "a  b $HOME * `id` 'c'")).isEqualTo("a  b $HOME * `id` 'c'");
    }

    @Test
    void a_script_on_stdin_is_not_the_program_s() {
        assertThat(firstLine("sh", "-c", "cat; echo one")).isEqualTo("one");
    }

    @Test
    void a_program_may_print_more_than_is_kept() {
        assertThat(firstLine("sh", "-c", "echo one; head -c 1000000 /dev/zero")).isEqualTo("one");
    }

    @Test
    void a_failure_names_the_program_and_never_what_it_printed() {
        Failure failed = failure("sh", "-c", "echo s3cret; exit 3");
        assertThat(failed.kind()).isEqualTo(Failure.Kind.FAILED);
        assertThat(failed).hasMessage("sh failed with exit code 3");
        Failure missing = failure("/no/such", "s3cret");
        assertThat(missing.kind()).isEqualTo(Failure.Kind.USAGE);
        assertThat(missing).hasMessage("cannot run /no/such: not found, or not executable");
        assertThat(failure("printf", "\\377s3cret\\n")).hasMessage("output of printf, line 1: not UTF-8");
        assertThat(failure("sh", "-c", "head -c 70000 /dev/zero"))
                .hasMessage("the first line that sh prints is longer than 64 KiB");
    }

    @Test
    void a_program_that_ctrl_c_has_ended_is_no_failure() {
        assertThat(failure("sh", "-c", "kill -INT $$").kind()).isEqualTo(Failure.Kind.INTERRUPTED);
        assertThat(failure("sh", "-c", "exit 130").kind()).isEqualTo(Failure.Kind.INTERRUPTED);
    }

    @Test
    void a_program_that_does_not_end_in_time_is_terminated() throws Exception {
        Failure late = catchThrowableOfType(
                Failure.class, () -> secrets(Duration.ZERO).firstLine(List.of("sleep", "1000007")));
        assertThat(late.kind()).isEqualTo(Failure.Kind.FAILED);
        assertThat(late).hasMessage("sleep did not end within 0 s");
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            if (child.info().commandLine().orElse("").contains("1000007")) {
                ProcessHandle unused = child.onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }
}
