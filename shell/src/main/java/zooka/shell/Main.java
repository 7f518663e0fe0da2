package zooka.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.action.Invocation;
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
        try {
            return run(options, streams, environment);
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

    private static int run(Options options, Streams streams, Map<String, String> environment) {
        // Understood before anything else is done: a typo starts no sandbox and asks for no password.
        Optional<Invocation> one =
                options.words().isEmpty() ? Optional.empty() : Optional.of(Invocation.of(options.words()));
        try (Startup home = Startup.open(options, environment, streams)) {
            return run(options, one, home, streams, environment);
        }
    }

    private static int run(
            Options options, Optional<Invocation> one, Startup home, Streams streams, Map<String, String> environment) {
        boolean text = options.commands().isPresent() || options.file().isPresent();
        boolean prompt = one.isEmpty() && !text && streams.inIsTerminal() && streams.outIsTerminal();
        boolean typed =
                one.isEmpty() && options.commands().isEmpty() && script(options).isEmpty();
        OneShotInterface front = new OneShotInterface(streams, environment, streams.inIsTerminal() && !typed);
        boolean lasting = one.isEmpty() || one.get().mayLast();
        boolean aside = one.isPresent() && one.get().needsNoServer();
        Target target = home.target(lasting, aside, front::secret);
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
            if (one.isPresent()) {
                return runner.run(one.get());
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
}
