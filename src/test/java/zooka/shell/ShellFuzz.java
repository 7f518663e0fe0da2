package zooka.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.profile.Protection;
import zooka.commands.action.CommonOptions;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.undo.Journal;
import zooka.fuzz.FuzzTarget;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.prompt.HistoryFile;
import zooka.shell.render.Format;
import zooka.shell.render.Layout;
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
import zooka.shell.render.Screen;
import zooka.shell.run.OneShotInterface;
import zooka.shell.run.Runner;
import zooka.shell.run.Script;
import zooka.shell.run.Session;
import zooka.shell.run.Stderr;
import zooka.shell.run.Streams;
import zooka.shell.run.UserInterface;
import zooka.shell.run.WatchNotices;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

/** Scripts that keep going, lines drawn from the grammar, the file of the history, and text on its way to a terminal. */
public final class ShellFuzz {

    private static final TargetResolver RESOLVER = new TargetResolver(Sources.of(
            Options.parse(new String[] {"--config", "/nosuch/config.yaml"}),
            Map.of(),
            Optional.empty(),
            Optional::empty));

    private ShellFuzz() {}

    public static List<FuzzTarget> targets() {
        Path history;
        try {
            history = Files.createTempDirectory("zooka-fuzz-").resolve("history");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Session session = session();
        return List.of(
                FuzzTarget.of(
                        "script",
                        bytes -> script(session, bytes),
                        "pwd\ncd /brokers && ls -s\nget /brokers/ids/1 || get -o json /config\nhistory\ncd /\n",
                        "ls '/a\nb'\nstat \"/config\" \\\n -o yaml\nredo 2\nhelp get\ncd ..; pwd -o json # x\n",
                        "ls / --where 'name > a and path =~ \"x\"' -o csv\nls -s / --sort -mtime --limit 1 --json=name\nls -R / --count\n",
                        "get -s /config --json; count /\nls -R / -o plain\ndigest joe:x\nnosuch\ndu /\ntree /\n"),
                FuzzTarget.of("lines", ShellFuzz::line, "a", "b", "c"),
                FuzzTarget.of(
                        "history file",
                        bytes -> HistoryFile.checked(Files.write(history, bytes), text -> {}),
                        "1700000000000:ls /\n1700000000001:get '/a b'\n"),
                FuzzTarget.of(
                        "jsonpath",
                        ShellFuzz::template,
                        "{.items[*].a}",
                        "{range [*]}{.a}{\"\\t\"}{.b['c.d']}{\"\\n\"}{end}",
                        "x {[0].a} {$[-1].b.*}",
                        ".items[1].b"),
                FuzzTarget.of(
                        "formats",
                        ShellFuzz::formats,
                        "a\tb\r\n\u001b[31mc\u202E\uD83D\uDE00\u0301x\u0000",
                        "köln 配置"));
    }

    private static Session session() {
        FakeZnodes znodes = new FakeZnodes()
                .put("/", "", TestRun.NOW)
                .put("/app", "", TestRun.NOW)
                .put("/app/a", "1", TestRun.NOW)
                .put("/app/b", "two words", TestRun.NOW)
                .put("/brokers/ids/1", "{\"host\":\"h\"}", TestRun.NOW)
                .put("/config", "x", TestRun.NOW);
        FakeClusters clusters = new FakeClusters().with(znodes);
        return new Session(
                new Target(clusters.profile(), CommonOptions.NONE, Protection.NONE, List.of()),
                RESOLVER,
                profile -> clusters,
                Clock.fixed(TestRun.NOW, ZoneOffset.UTC),
                false,
                Journal.NONE);
    }

    /** The bytes choose the line that is run. */
    private static void line(byte[] bytes) {
        long seed = bytes.length;
        for (byte b : bytes) {
            seed = seed * 1_000_003 + b;
        }
        String line = new RandomLine(seed).next();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Stderr err = Stderr.to(said);
        Streams streams =
                new Streams(new ByteArrayInputStream(new byte[0]), nowhere(), err, false, false, false, false, false);
        Session session = session();
        UserInterface front = new OneShotInterface(streams, Map.of(), false, (any, typed) -> List.of());
        Runner runner = new Runner(session, streams, front, new WatchNotices(streams, Optional.empty()));
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        new Script(runner, session, "fuzz", true).run(new ByteArrayInputStream(text));
        err.flush();
        String errors = said.toString(StandardCharsets.UTF_8);
        if (errors.contains("unexpected: ") && !errors.contains("UnsupportedOperationException")) {
            throw new IllegalStateException(line + "\n" + errors);
        }
    }

    private static Output nowhere() {
        return Output.to(OutputStream.nullOutputStream(), "nowhere");
    }

    private static PrintStream nothing() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    /** So long may a script be: it does what it says as often as it says it, {@code history} some 3,000 times in so many bytes. */
    private static final int LONGEST_SCRIPT = 32 << 10;

    /** Nothing is handed to other programs, and no file is written. */
    private static void script(Session session, byte[] bytes) {
        byte[] script = Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_SCRIPT));
        for (int i = 0; i < script.length; i++) {
            if (script[i] == '|' || script[i] == '>') {
                script[i] = ';';
            }
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Stderr err = Stderr.to(said);
        Streams streams =
                new Streams(new ByteArrayInputStream(new byte[0]), nowhere(), err, false, false, false, false, false);
        UserInterface front = new OneShotInterface(streams, Map.of(), false, (any, line) -> List.of());
        Runner runner = new Runner(session, streams, front, new WatchNotices(streams, Optional.empty()));
        new Script(runner, session, "fuzz", true).run(new ByteArrayInputStream(script));
        err.flush();
        String errors = said.toString(StandardCharsets.UTF_8);
        // A fake does not do all that a server does.
        if (errors.contains("unexpected: ") && !errors.contains("UnsupportedOperationException")) {
            throw new IllegalStateException(errors);
        }
    }

    private static void template(byte[] bytes) {
        Layout layout = Layout.of(
                new CommonOptions(Optional.of("jsonpath=" + FuzzTarget.text(bytes)), false, false, false, false, false),
                Format.PLAIN);
        Result table = new Table(
                List.of(Column.of("a", "A"), Column.of("b", "B")),
                List.of(
                        Row.of(Cell.text("x"), Cell.text("{\"c.d\": [1, 2]}")),
                        Row.of(Cell.missing(), Cell.flag(true))),
                "");
        layout.render(table, nowhere(), nothing(), Screen.pipe(TestRun.NOW), Clock.systemUTC());
    }

    private static void formats(byte[] bytes) {
        String text = FuzzTarget.text(bytes);
        Result table = new Table(
                List.of(Column.of("a", "A"), Column.of("b", "B")),
                List.of(Row.of(Cell.text(text), Cell.text("x")), Row.of(Cell.missing(), Cell.text(text))),
                "");
        for (Format format : Format.values()) {
            Renderer.of(format, nowhere(), nothing(), Screen.pipe(TestRun.NOW)).render(table);
        }
        Renderer.of(Format.TABLE, nowhere(), nothing(), new Screen(true, 80, true, false, TestRun.NOW))
                .render(table);
    }
}
