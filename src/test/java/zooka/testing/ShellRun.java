package zooka.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.profile.Protection;
import zooka.commands.action.Clusters;
import zooka.commands.action.CommonOptions;
import zooka.commands.undo.Journal;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.prompt.LineCompletion;
import zooka.shell.render.Output;
import zooka.shell.run.ErrorReport;
import zooka.shell.run.Foreground;
import zooka.shell.run.OneShotInterface;
import zooka.shell.run.Runner;
import zooka.shell.run.Script;
import zooka.shell.run.Session;
import zooka.shell.run.Stderr;
import zooka.shell.run.Streams;
import zooka.shell.run.WatchNotices;

/** Runs lines in a shell on the clusters of a test, at {@link TestRun#NOW}: typed, by {@code -e}, in a file and on stdin. */
public final class ShellRun {

    /** The environment of the shell. */
    public static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/ann", "EDITOR", "vi");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Streams streams;
    private final Session session;
    private final Runner runner;
    private final Foreground foreground;
    private int code;

    public ShellRun(Clusters clusters) {
        this(clusters, "");
    }

    /** @param stdin what is on the stdin of the shell */
    public ShellRun(Clusters clusters, String stdin) {
        streams = new Streams(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                Output.to(said, "stdout"),
                Stderr.to(said),
                false,
                false,
                false,
                false,
                true);
        // Changes are made without a question, as with --yes.
        CommonOptions yes = new CommonOptions(Optional.empty(), false, true, false, false, true);
        session = new Session(
                new Target(clusters.profile(), yes, Protection.NONE, List.of()),
                new TargetResolver(Sources.of(
                        Options.parse(new String[] {"--config", "/nosuch/config.yaml"}),
                        ENVIRONMENT,
                        Optional.empty(),
                        Optional::empty)),
                profile -> clusters,
                Clock.fixed(TestRun.NOW, ZoneOffset.UTC),
                false,
                Journal.NONE);
        OneShotInterface ui = new OneShotInterface(streams, ENVIRONMENT, false, LineCompletion::of);
        runner = new Runner(session, streams, ui, new WatchNotices(streams, Optional.empty()));
        foreground = new Foreground(runner, session, streams, ui);
    }

    /** What a text prints, line after line as at the prompt; its exit code is then {@link #code}. */
    public String typed(String... lines) {
        for (String line : lines) {
            code = foreground.run(line, code);
        }
        return taken();
    }

    /** What a text prints by {@code -e}. */
    public String commands(String text, boolean keepGoing) {
        return script("-e", text, keepGoing);
    }

    /** What a text prints in a file. */
    public String file(String text, boolean keepGoing) {
        return script("script.zk", text, keepGoing);
    }

    private String script(String name, String text, boolean keepGoing) {
        try {
            code = new Script(runner, session, name, keepGoing).run(text);
        } catch (Failure e) {
            code = new ErrorReport(streams, false).say(e, "");
        }
        return taken();
    }

    /** What a text prints on stdin. */
    public String stdin(String text, boolean keepGoing) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        code = new Script(runner, session, "stdin", keepGoing).run(new ByteArrayInputStream(bytes));
        return taken();
    }

    public int code() {
        return code;
    }

    public Session session() {
        return session;
    }

    /** What was printed on stdout and stderr, and is now taken. */
    private String taken() {
        streams.out().flush();
        streams.err().flush();
        String text = said.toString(StandardCharsets.UTF_8);
        said.reset();
        return text;
    }

    /** The lines of a page that are typed, those that go over several lines as one. */
    public static List<String> inputs(List<String> page) {
        List<String> inputs = new ArrayList<>();
        for (String line : page) {
            if (line.startsWith("> ")) {
                inputs.add(line.substring(2));
            } else if (line.startsWith(". ")) {
                inputs.add(inputs.remove(inputs.size() - 1) + "\n" + line.substring(2));
            }
        }
        return inputs;
    }
}
