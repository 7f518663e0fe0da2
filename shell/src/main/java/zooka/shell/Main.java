package zooka.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.action.Invocation;
import zooka.commands.config.SecretReader;
import zooka.shell.man.ManualPages;
import zooka.shell.options.ClientLogs;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.prompt.LineCompletion;
import zooka.shell.prompt.OutsideCompletion;
import zooka.shell.prompt.Repl;
import zooka.shell.render.Output;
import zooka.shell.run.Descriptors;
import zooka.shell.run.ErrorReport;
import zooka.shell.run.OneShotInterface;
import zooka.shell.run.Runner;
import zooka.shell.run.Script;
import zooka.shell.run.Session;
import zooka.shell.run.Streams;
import zooka.shell.run.UserSecrets;
import zooka.shell.run.Version;
import zooka.shell.run.WatchNotices;

/** The main class: runs a shell, one command or a script, depending on the arguments. */
public final class Main {

    /** zkCli's default for the time to wait for a connection. */
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(30);

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            System.exit(say("zooka " + Version.NUMBER + "\n", Map.of())); // before anything else is loaded
        }
        if (arguments.length == 2 && arguments[0].equals(ManualPages.WORD)) {
            System.exit(writeManual(Path.of(arguments[1])));
        }
        if (arguments.length > 0 && arguments[0].equals(OutsideCompletion.WORD)) {
            System.exit(complete(List.of(arguments).subList(1, arguments.length), System.getenv()));
        }
        // Ends the threads of clients as well; there is no need to wait for them.
        System.exit(run(named(System.getProperty("zooka.name", ""), arguments), System.getenv()));
    }

    /** The arguments, where the program is called by the name of a stock tool: as if the name were their first word. */
    private static String[] named(String name, String... arguments) {
        if (!isTool(name)) {
            return arguments;
        }
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(0, name);
        return all.toArray(String[]::new);
    }

    /** Whether a name may be that of a stock tool; only then are the classes for these loaded. */
    private static boolean isTool(String name) {
        return name.startsWith("kafka-") || name.startsWith("zkCli");
    }

    private static boolean isTool(Options options) {
        return !options.words().isEmpty() && isTool(options.words().get(0));
    }

    /** Writes the manual pages, for packages. */
    private static int writeManual(Path directory) {
        try {
            ManualPages.write(directory);
            return 0;
        } catch (Failure e) {
            return new ErrorReport(Streams.ofProcess(System.getenv(), false), false).say(e, "");
        }
    }

    private static int run(String[] arguments, Map<String, String> environment) {
        Options options;
        try {
            options = Options.parse(arguments);
            if (isTool(options)) {
                options = StockProgram.understood(options, arguments);
            }
        } catch (Failure e) {
            boolean json = Options.jsonMessages(arguments, environment);
            return new ErrorReport(Streams.ofProcess(environment, false, json), false).say(e, "");
        }
        Streams streams = Streams.ofProcess(environment, options.ascii(), options.jsonMessages(environment));
        if (options.version()) {
            return say("zooka " + Version.NUMBER + "\n", environment);
        }
        if (options.help()) {
            return say(Options.usage(), environment);
        }
        ClientLogs.configure(options.debug());
        try {
            return isTool(options)
                    ? StockProgram.run(options, arguments, streams, environment)
                    : run(options, streams, environment);
        } catch (Failure e) {
            return new ErrorReport(streams, options.debug()).say(e, "");
        } catch (RuntimeException e) {
            return new ErrorReport(streams, options.debug()).unexpected(e, "");
        } finally {
            streams.out().flush();
        }
    }

    /** Completes a command line for a shell, which goes on as soon as stdout is closed. */
    private static int complete(List<String> arguments, Map<String, String> environment) {
        ClientLogs.configure(false);
        OutsideCompletion completion = OutsideCompletion.of(arguments, environment, () -> Servers.pod(environment));
        try (OutputStream stdout = new FileOutputStream(FileDescriptor.out)) {
            stdout.write(completion.answer().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return 1; // nobody is there to read it
        }
        completion.finish();
        return 0;
    }

    /** Prints a text on stdout and returns the exit code. */
    static int say(String text, Map<String, String> environment) {
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
        // Parsed before anything else is done: after a typo no sandbox is started and no password is requested.
        Optional<Invocation> one =
                options.words().isEmpty() ? Optional.empty() : Optional.of(Invocation.of(options.words()));
        return Servers.with(options, environment, streams, sources -> run(sources, one, streams));
    }

    /** Resolves the target, opens a session and returns the exit code. */
    private static int run(Sources sources, Optional<Invocation> one, Streams streams) {
        Options options = sources.options();
        boolean text = options.commands().isPresent() || options.file().isPresent();
        boolean prompt = one.isEmpty() && !text && streams.inIsTerminal() && streams.outIsTerminal();
        boolean typed =
                one.isEmpty() && options.commands().isEmpty() && script(options).isEmpty();
        OneShotInterface ui = new OneShotInterface(
                streams, sources.environment(), streams.inIsTerminal() && !typed, LineCompletion::of);
        boolean lasting = one.isEmpty() || one.get().mayLast();
        boolean withoutServers = one.isPresent() && one.get().needsNoServer();
        TargetResolver resolver = new TargetResolver(sources);
        Target target = resolver.target(
                lasting, withoutServers, withoutServers ? SecretReader.NONE : SecretReader.asking(new UserSecrets(ui)));
        Servers.announce(target, sources.environment(), streams);
        WatchNotices notices = new WatchNotices(streams, target.defaults().output());
        try (Session session = Session.open(target, resolver, notices, options.debug(), sources.environment())) {
            if (options.waitsForConnection()) {
                session.awaitConnection(options.timeout().orElse(CONNECTION_WAIT));
            }
            if (prompt) {
                return new Repl(session, streams, notices, sources.environment()).run();
            }
            Runner runner = new Runner(session, streams, ui, notices);
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

    /** The file with commands; empty if they come from stdin. */
    private static Optional<Path> script(Options options) {
        Optional<Path> named = options.file();
        return named.isPresent() && named.get().equals(Path.of("-")) ? Optional.empty() : named;
    }

    private static int script(Options options, Runner runner, Session session, Streams streams) {
        Optional<Path> file = script(options);
        if (file.isEmpty()) {
            return new Script(runner, session, "stdin", options.keepGoing()).run(streams.in());
        }
        String text = TextFile.lossless(file.get());
        return new Script(runner, session, file.get().toString(), options.keepGoing()).run(text);
    }
}
