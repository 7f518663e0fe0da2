package zooka.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;
import zooka.commands.config.SecretReader;
import zooka.shell.dropin.DropIn;
import zooka.shell.dropin.StockOutput;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.prompt.LineCompletion;
import zooka.shell.render.Output;
import zooka.shell.run.Answers;
import zooka.shell.run.ErrorReport;
import zooka.shell.run.OneShotInterface;
import zooka.shell.run.Session;
import zooka.shell.run.Streams;
import zooka.shell.run.UserSecrets;
import zooka.shell.run.Version;
import zooka.shell.run.WatchNotices;

/** The program in the place of a tool of Kafka or ZooKeeper: called by its name, or with its name as the command. */
final class StockProgram {

    private StockProgram() {}

    /**
     * The options with the line of zkCli as one of zooka; the same where the command is another tool.
     *
     * @param options whose command is a tool's name
     * @param arguments the arguments that they are from
     */
    static Options understood(Options options, String... arguments) {
        List<String> words = options.words();
        return DropIn.isZkCli(words.get(0))
                ? instead(options, DropIn.zkCli(words.subList(1, words.size())), arguments)
                : options;
    }

    /** The options with other words in place of the command and its arguments. */
    private static Options instead(Options options, List<String> words, String... arguments) {
        int before = arguments.length - options.words().size();
        List<String> all = new ArrayList<>(List.of(arguments).subList(0, before));
        all.addAll(words);
        return Options.parse(all.toArray(String[]::new));
    }

    /** Runs the line of a tool of Kafka and returns the exit code. */
    static int run(Options given, String[] arguments, Streams streams, Map<String, String> environment) {
        ErrorReport errors = new ErrorReport(streams, given.debug());
        DropIn line;
        Options options;
        try {
            line = DropIn.of(given.words());
            options = instead(given, line.options(), arguments);
        } catch (Failure e) {
            return DropIn.misunderstood(given.words(), errors.say(e, ""));
        }
        if (line.help() || line.version()) {
            return Main.say(line.help() ? line.usage() : "zooka " + Version.NUMBER + "\n", environment);
        }
        try {
            return line.exitCode(Servers.with(options, environment, streams, sources -> run(sources, line, streams)));
        } catch (Output.Ended e) {
            return e.failure()
                    .map(failure -> line.exitCode(errors.say(failure, "")))
                    .orElse(0);
        } catch (Failure e) {
            return line.exitCode(errors.say(e, ""));
        } catch (RuntimeException e) {
            return line.exitCode(errors.unexpected(e, ""));
        }
    }

    private static int run(Sources sources, DropIn line, Streams streams) {
        OneShotInterface ui =
                new OneShotInterface(streams, sources.environment(), streams.inIsTerminal(), LineCompletion::of);
        TargetResolver resolver = new TargetResolver(sources);
        Target target = resolver.target(false, false, SecretReader.asking(new UserSecrets(ui)));
        Servers.announce(target, sources.environment(), streams);
        WatchNotices notices = new WatchNotices(streams, target.defaults().output());
        boolean debug = sources.options().debug();
        try (Session session = Session.open(target, resolver, notices, debug, sources.environment())) {
            Answers answers = new Answers(session, streams, ui);
            line.run(answers, new StockOutput(streams.out(), streams.outIsTerminal()));
            streams.out().complete();
            return answers.code();
        }
    }
}
