package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.clients.profile.Protection;
import zooka.commands.action.CommonOptions;
import zooka.commands.undo.Journal;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.render.Output;
import zooka.testing.Golden;
import zooka.testing.Program;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeQuorum;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemoryKafka;

/**
 * A table of lines that choose rows and columns, each with its answer beside it: the same at the prompt, by {@code -e}, by {@code -f}
 * and by stdin. What begins with an exclamation mark is said on stderr.
 */
final class ShapingLinesTest {

    private static final String FILE = "shell/run/shaping";

    private final Session session = session();

    /** One way to run a line: the exit code. */
    @FunctionalInterface
    private interface Way {
        int run(Runner runner, Streams streams, UserInterface ui, String line);
    }

    private final Map<String, Way> ways = Map.of(
            "prompt", (runner, streams, ui, line) -> new Foreground(runner, session, streams, ui).run(line, 0),
            "-e", (runner, streams, ui, line) -> new Script(runner, session, "-e", false).run(line),
            "-f", (runner, streams, ui, line) -> new Script(runner, session, "file", false).run(line + "\n"),
            "stdin",
                    (runner, streams, ui, line) -> new Script(runner, session, "stdin", false)
                            .run(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8))));

    private static Session session() {
        FakeZnodes znodes = new FakeZnodes()
                .put("/", "", TestRun.NOW.minusSeconds(7200))
                .put("/app", "x", TestRun.NOW.minusSeconds(7200))
                .put("/app/a", "one", TestRun.NOW.minusSeconds(60))
                .put("/app/b", "{\"host\":\"h1\",\"port\":9092,\"tags\":[\"x\",\"y\"]}", TestRun.NOW.minusSeconds(3600))
                .put("/app/b/c", "", TestRun.NOW.minusSeconds(30))
                .put("/app/empty", "", TestRun.NOW.minusSeconds(10));
        MemoryKafka kafka = new MemoryKafka();
        kafka.append("orders", 0, 3, 10);
        kafka.append("orders", 1, 5, 100);
        kafka.append("clicks", 2, 1);
        FakeClusters clusters =
                kafka.clusters().with(new FakeQuorum().elect(1, 2, 3)).with(znodes);
        new TestRun(clusters).change("group", "reset", "billing", "--to-earliest", "--topic", "orders");
        kafka.stop(3);
        return new Session(
                new Target(clusters.profile(), CommonOptions.NONE, Protection.NONE, List.of()),
                new TargetResolver(Sources.of(
                        Options.parse(new String[] {"--config", "/nosuch/config.yaml"}),
                        Map.of(),
                        Optional.empty(),
                        Optional::empty)),
                profile -> clusters,
                Clock.fixed(TestRun.NOW, ZoneOffset.UTC),
                false,
                Journal.NONE);
    }

    private String answer(String way, String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                Output.to(out, "stdout"),
                Stderr.to(err),
                false,
                false,
                false,
                false,
                false);
        UserInterface ui = new OneShotInterface(streams, Map.of(), false, (any, typed) -> List.of());
        Runner runner = new Runner(session, streams, ui, new WatchNotices(streams, Optional.empty()));
        int code = ways.get(way).run(runner, streams, ui, line);
        streams.out().flush();
        streams.err().flush();
        StringBuilder answer = new StringBuilder(out.toString(StandardCharsets.UTF_8));
        err.toString(StandardCharsets.UTF_8)
                .lines()
                .map(said -> said.replaceFirst(" \\((-e|file|stdin) line 1\\)$", ""))
                .forEach(said -> answer.append("! ").append(said).append('\n'));
        return code == 0 ? answer.toString() : answer + "! exit code " + code + "\n";
    }

    @Test
    void each_line_gives_the_answer_beside_it_in_every_way_to_run_it() throws IOException {
        List<String> lines =
                Files.readAllLines(
                                Program.HOME.resolve("src/test/resources/zooka").resolve(FILE + ".txt"))
                        .stream()
                        .filter(line -> line.startsWith("> "))
                        .map(line -> line.substring(2))
                        .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        StringBuilder all = new StringBuilder();
        for (String line : lines) {
            String answer = answer("prompt", line);
            for (String way : ways.keySet()) {
                assertThat(answer(way, line)).as("%s by %s", line, way).isEqualTo(answer);
            }
            all.append("> ").append(line).append('\n').append(answer.replace("\r\n", "\n"));
        }
        Golden.assertText(FILE, all.toString());
    }
}
