package zooka.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.action.Action;
import zooka.commands.action.Catalog;
import zooka.shell.options.ClientLogs;
import zooka.shell.options.Options;
import zooka.shell.options.Target;
import zooka.shell.prompt.Repl;
import zooka.shell.render.Output;
import zooka.shell.run.Descriptors;
import zooka.shell.run.ErrorReport;
import zooka.shell.run.OneShotInterface;
import zooka.shell.run.Runner;
import zooka.shell.run.Script;
import zooka.shell.run.Session;
import zooka.shell.run.Startup;
import zooka.shell.run.Streams;
import zooka.shell.run.Version;
import zooka.shell.run.WatchNotices;

/** The program: its arguments become a shell, one command or a script. */
public final class Main {

    /** How long zkCli waits for a connection where it is not told. */
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(30);

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            System.exit(say("zooka " + Version.NUMBER + "\n", Map.of())); // before anything else is loaded
        }
        // Ends also the clients' threads, which need not be waited for.
        System.exit(run(arguments, System.getenv()));
    }

    private static int run(String[] arguments, Map<String, String> environment) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (Failure e) {
            return new ErrorReport(Streams.ofProcess(environment, false), false).say(e, "");
        }
        Streams streams = Streams.ofProcess(environment, options.ascii());
        if (options.version()) {
            return say("zooka " + Version.NUMBER + "\n", environment);
        }
        if (options.help()) {
            return say(Options.usage(), environment);
        }
        ClientLogs.nothingBut(options.debug());
        try (Startup home = Startup.open(options, environment, streams)) {
            return run(options, home, streams, environment);
        } catch (Failure e) {
            return new ErrorReport(streams, options.debug()).say(e, "");
        } finally {
            streams.out().flush();
        }
    }

    /** Prints a text on stdout, and gives the exit code. */
    private static int say(String text, Map<String, String> environment) {
        try {
            Output out = Output.stdout(Descriptors.isClosed(1));
            out.print(text);
            out.complete();
            return 0;
        } catch (Output.Ended e) {
            return e.failure()
                    .map(failure -> new ErrorReport(Streams.ofProcess(environment, false), false).say(failure, ""))
                    .orElse(0);
        }
    }

    private static int run(Options options, Startup home, Streams streams, Map<String, String> environment) {
        boolean one = !options.words().isEmpty();
        boolean text = options.commands().isPresent() || options.file().isPresent();
        boolean prompt = !one && !text && streams.inIsTerminal() && streams.outIsTerminal();
        boolean typed = !one && options.commands().isEmpty() && script(options).isEmpty();
        OneShotInterface front = new OneShotInterface(streams, environment, streams.inIsTerminal() && !typed);
        Target target = home.target(!one || lasts(options.words()), one && aside(options.words()), front::secret);
        home.announce(streams);
        WatchNotices notices = new WatchNotices(streams, target.defaults().output());
        try (Session session = home.session(target, notices)) {
            if (options.waitsForConnection()) {
                session.awaitConnection(options.timeout().orElse(CONNECTION_WAIT));
            }
            if (prompt) {
                return new Repl(session, streams, notices, environment).run();
            }
            Runner runner = new Runner(session, streams, front, notices);
            if (one) {
                return runner.run(options.words());
            }
            if (options.commands().isPresent()) {
                return new Script(runner, session, "-e", options.keepGoing())
                        .run(options.commands().get());
            }
            return script(options, runner, session, streams);
        }
    }

    /** The file with commands; empty where they come from stdin. */
    private static Optional<Path> script(Options options) {
        return options.file().filter(named -> !named.equals(Path.of("-")));
    }

    private static int script(Options options, Runner runner, Session session, Streams streams) {
        Optional<Path> file = script(options);
        if (file.isEmpty()) {
            return new Script(runner, session, "stdin", options.keepGoing()).run(streams.in());
        }
        String text = TextFile.kept(file.get());
        return new Script(runner, session, file.get().toString(), options.keepGoing()).run(text);
    }

    /** Whether one command is worth a connection that outlives the loss of its session. */
    private static boolean lasts(List<String> words) {
        return Catalog.find(words)
                .map(found -> found.entry().create())
                .filter(Action::lasts)
                .isPresent();
    }

    /** Whether one command is the shell's own affair, and no server's. */
    private static boolean aside(List<String> words) {
        return Catalog.find(words)
                .filter(found -> found.entry().area() == Catalog.Area.SHELL)
                .isPresent();
    }
}
