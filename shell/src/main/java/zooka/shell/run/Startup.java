package zooka.shell.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Secrets;
import zooka.commands.pod.ClusterNames;
import zooka.commands.pod.Found;
import zooka.commands.pod.Memory;
import zooka.commands.pod.Pod;
import zooka.commands.undo.FileJournal;
import zooka.commands.undo.Journal;
import zooka.sandbox.Mode;
import zooka.sandbox.Sandbox;
import zooka.shell.options.Options;
import zooka.shell.options.StateFolder;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.render.Escapes;

/** What the program runs on: the clusters that are meant, or a sandbox that ends with it. */
public final class Startup implements AutoCloseable {

    private static final Path ROOT = Path.of("/");

    private final Options options;
    private final Map<String, String> environment;
    private final TargetResolver targeting;
    private final Optional<Sandbox> sandbox;

    private Startup(Options options, Map<String, String> environment, Optional<Sandbox> sandbox) {
        this.options = options;
        this.environment = environment;
        this.targeting =
                new TargetResolver(options, environment, () -> new Pod(environment, ROOT, new ClusterNames()).look());
        this.sandbox = sandbox;
    }

    /** Starts the sandbox where one is asked for, saying on stderr how that goes. */
    public static Startup open(Options options, Map<String, String> environment, Streams streams) {
        if (options.sandbox().isEmpty()) {
            return new Startup(options, environment, Optional.empty());
        }
        if (options.text("-z").isPresent() || options.text("-b").isPresent()) {
            throw Failure.usage("--sandbox has servers of its own; leave -z and -b out");
        }
        Sandbox started = Sandbox.start(mode(options.sandbox().get()), step -> {
            streams.err().println("sandbox: " + step);
            streams.err().flush();
        });
        return new Startup(options, environment, Optional.of(started));
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
     * What a session is to speak to.
     *
     * @param lasting whether its connections serve many commands
     * @param aside whether it reaches no server, so that nobody need be asked for a password
     */
    public Target target(boolean lasting, boolean aside, Secrets person) {
        Target named = targeting.target(lasting, aside, aside ? SecretReader.NONE : SecretReader.asking(person));
        return sandbox.map(running -> named.with(
                        new Profile(
                                "sandbox",
                                running.zookeeper(),
                                running.bootstrap(),
                                named.profile().access(),
                                named.profile().timeout(),
                                lasting),
                        "--sandbox"))
                .orElse(named);
    }

    /** Says what a person should know before the first command: what was found, and what is at risk. */
    public void announce(Streams streams) {
        targeting
                .exposed()
                .ifPresent(file ->
                        say(streams, "warning: " + file + " holds secrets and others can read it; chmod 600 " + file));
        targeting.found().ifPresent(found -> found.unread().forEach(why -> say(streams, "warning: " + why)));
        if (!streams.errIsTerminal()) {
            return;
        }
        targeting.found().map(Found::told).filter(told -> !told.isEmpty()).ifPresent(told -> say(streams, told));
        if (Pod.isHere(environment)) {
            Memory.of(ROOT)
                    .flatMap(memory -> memory.warning(Runtime.getRuntime().maxMemory()))
                    .ifPresent(text -> say(streams, "warning: " + text));
        }
    }

    private static void say(Streams streams, String line) {
        streams.err().println(Escapes.visible(line));
        streams.err().flush();
    }

    /**
     * What lasts from one command to the next.
     *
     * @param notices told of what its watches see
     */
    public Session session(Target target, WatchNotices notices) {
        Journal journal = StateFolder.of(environment)
                .<Journal>map(folder -> new FileJournal(folder.resolve("undo")))
                .orElse(Journal.NONE);
        return new Session(
                target,
                targeting,
                profile -> new LiveClusters(profile, notices),
                Clock.systemUTC(),
                options.debug(),
                journal);
    }

    @Override
    public void close() {
        sandbox.ifPresent(Sandbox::close);
    }
}
