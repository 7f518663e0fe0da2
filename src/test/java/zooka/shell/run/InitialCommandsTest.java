package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zooka.commands.config.SecretReader;
import zooka.commands.undo.Journal;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.TargetResolver;
import zooka.shell.prompt.LineCompletion;
import zooka.shell.render.Output;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

/** What the prompt runs by itself. */
@Timeout(30)
final class InitialCommandsTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** What is printed by commands that a prompt runs by itself, with these options. */
    private String printed(Consumer<InitialCommands> run, String... options) throws IOException {
        FakeClusters clusters = new FakeClusters().with(new FakeZnodes().put("/", "", TestRun.NOW));
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                Output.to(said, "stdout"),
                Stderr.to(said),
                false,
                false,
                false,
                false,
                true);
        TargetResolver resolver = new TargetResolver(Sources.of(
                Options.parse(options),
                Map.of("XDG_CONFIG_HOME", folder.toString()),
                Optional.empty(),
                Optional::empty));
        Session session = new Session(
                resolver.target(true, false, SecretReader.NONE),
                resolver,
                profile -> clusters,
                Clock.systemUTC(),
                false,
                Journal.NONE);
        OneShotInterface ui = new OneShotInterface(streams, Map.of(), false, LineCompletion::of);
        Runner runner = new Runner(session, streams, ui, new WatchNotices(streams, Optional.empty()));
        Foreground foreground = new Foreground(runner, session, streams, ui);
        run.accept(new InitialCommands(session, foreground, runner));
        assertThat(session.lines().all()).isEmpty();
        return said.toString(StandardCharsets.UTF_8).replace(folder.toString(), "~");
    }

    private void write(String name, String... lines) throws IOException {
        Files.createDirectories(folder.resolve("zooka"));
        Files.write(folder.resolve("zooka").resolve(name), List.of(lines));
    }

    @Test
    void the_file_of_the_user_is_run_to_its_end() throws IOException {
        write("rc", "x = 1", "for y in a b {", "  echo $x$y", "}", "gett /a", "echo 'last", "line'");
        assertThat(printed(InitialCommands::rc, "-z", "h:1")).isEqualTo("""
                        1a
                        1b
                        error: unknown command 'gett' (~/zooka/rc line 5)
                        hint: did you mean get?
                        last
                        line
                        """);
    }

    @Test
    void an_option_starts_the_prompt_without_the_file() throws IOException {
        write("rc", "echo a");
        assertThat(printed(InitialCommands::rc, "--no-rc", "-z", "h:1")).isEmpty();
    }

    @Test
    void nothing_is_run_without_the_file() throws IOException {
        assertThat(printed(InitialCommands::rc, "-z", "h:1")).isEmpty();
    }

    @Test
    void the_commands_of_a_context_are_run_once_while_it_is_in_use() throws IOException {
        write(
                "config.yaml",
                "current: dev",
                "contexts:",
                "  dev:",
                "    zookeeper: h:1",
                "    init: ['echo $(echo dev), and a comma', gett]",
                "  test:",
                "    zookeeper: h:2",
                "    init: echo test");
        String both = printed(initial -> {
            initial.context();
            initial.context();
        });
        assertThat(both).isEqualTo("""
                        dev, and a comma
                        error: unknown command 'gett' (init of context dev line 2)
                        hint: did you mean get?
                        """);
    }

    @Test
    void the_commands_of_another_context_are_run_when_it_is_used() throws IOException {
        write("config.yaml", "contexts:", "  test:", "    zookeeper: h:2", "    init: echo test");
        assertThat(printed(InitialCommands::context, "-c", "test")).isEqualTo("test\n");
    }
}
