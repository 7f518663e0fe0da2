package zooka.shell;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import zooka.commands.Failure;
import zooka.commands.LiveClusters;
import zooka.commands.Profile;
import zooka.commands.undo.FileJournal;
import zooka.commands.undo.Journal;
import zooka.sandbox.Mode;
import zooka.sandbox.Sandbox;

/** What the program runs on: the clusters that the options name, or a sandbox that ends with it. */
final class Home implements AutoCloseable {

    private final Options options;
    private final Optional<Sandbox> sandbox;

    private Home(Options options, Optional<Sandbox> sandbox) {
        this.options = options;
        this.sandbox = sandbox;
    }

    /** Starts the sandbox where one is asked for, saying on stderr how that goes. */
    static Home open(Options options, Streams streams) {
        if (options.sandbox().isEmpty()) {
            return new Home(options, Optional.empty());
        }
        if (options.zookeeper().isPresent() || options.bootstrap().isPresent()) {
            throw Failure.usage("--sandbox has servers of its own; leave -z and -b out");
        }
        Sandbox started = Sandbox.start(mode(options.sandbox().get()), step -> {
            streams.err().println("sandbox: " + step);
            streams.err().flush();
        });
        return new Home(options, Optional.of(started));
    }

    private static Mode mode(String word) {
        for (Mode mode : Mode.values()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        throw Failure.usage("no sandbox of the kind '" + word + "'").hint("--sandbox or --sandbox=kraft");
    }

    /**
     * What lasts from one command to the next.
     *
     * @param lasting whether its connections serve many commands
     * @param notices told of what its watches see
     */
    Session session(boolean lasting, Map<String, String> environment, Notices notices) {
        Journal journal = StateFolder.of(environment)
                .<Journal>map(folder -> new FileJournal(folder.resolve("undo")))
                .orElse(Journal.NONE);
        return new Session(
                profile(lasting),
                profile -> new LiveClusters(profile, notices),
                options.common(),
                Clock.systemUTC(),
                options.debug(),
                journal);
    }

    private Profile profile(boolean lasting) {
        Profile named = options.profile(lasting);
        return sandbox.map(running -> new Profile(
                        "sandbox", running.zookeeper(), running.bootstrap(), named.access(), named.timeout(), lasting))
                .orElse(named);
    }

    @Override
    public void close() {
        sandbox.ifPresent(Sandbox::close);
    }
}
