package zooka.shell.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.commands.config.ConfigFile;
import zooka.commands.config.ConfigPlace;
import zooka.commands.config.NamedContext;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Setting;
import zooka.commands.config.Setting.Origin;
import zooka.commands.pod.Found;

/**
 * Which clusters are meant. An option goes before an environment variable, that before the context, that before what is found
 * in the pod, and that before the default.
 *
 * <p>Servers that are named by options or variables are another cluster than the current context's, so that its servers, and above
 * all its passwords, are left out; unless the context is named as well, at the same place or before it.
 */
public final class TargetResolver {

    private final Options options;
    private final Map<String, String> environment;
    private final Supplier<Optional<Found>> pod;
    private final Optional<Path> place;
    private Optional<Found> found = Optional.empty();
    private boolean exposed;

    /** @param pod what a pod says of its servers; asked only where nothing else names any */
    public TargetResolver(Options options, Map<String, String> environment, Supplier<Optional<Found>> pod) {
        this.options = options;
        this.environment = environment;
        this.pod = pod;
        this.place = ConfigPlace.of(options.text("--config"), environment);
    }

    /** Where the config file is, or would be. */
    public Optional<Path> place() {
        return place;
    }

    /** What the pod said, where it was asked. */
    public Optional<Found> found() {
        return found;
    }

    /** The config file, where others than its owner can read secrets in it. */
    public Optional<Path> exposed() {
        return place.filter(file -> exposed);
    }

    /**
     * What the options, the environment, the config file and the pod come to.
     *
     * @param lasting whether the connections serve many commands
     * @param aside whether no server is to be reached: then a current context that is missing does not matter
     */
    public Target target(boolean lasting, boolean aside, SecretReader secrets) {
        boolean byOption = options.namesServers();
        boolean byVariable = !byOption
                && (variable("ZOOKA_ZOOKEEPER").isPresent()
                        || variable("ZOOKA_BOOTSTRAP").isPresent());
        Optional<String> option = options.text("-c");
        if (option.isPresent() && options.sandbox().isPresent()) {
            throw Failure.usage("--sandbox has servers of its own; leave -c out");
        }
        Optional<String> named = option.isPresent() || byOption ? option : variable("ZOOKA_CONTEXT");
        Choice choice;
        if (named.isPresent()) {
            Origin origin = option.isPresent() ? Origin.OPTION : Origin.ENVIRONMENT;
            choice = new Choice(
                    origin,
                    option.isPresent() ? "--context" : "ZOOKA_CONTEXT",
                    Optional.of(file().context(named.get())));
        } else {
            choice = byOption || byVariable ? Choice.NONE : current(aside);
        }
        return target(choice, byOption || (byVariable && option.isEmpty()), lasting, secrets);
    }

    /** What a context comes to when it is used instead of all that was said at the start. */
    public Target of(String context, boolean lasting, SecretReader secrets) {
        NamedContext named = file().context(context);
        return new TargetBuilder(this, Optional.of(named), false, true, lasting, secrets)
                .target(Optional.of(new Setting("context", context, Origin.CONTEXT, shown(named, "name"))));
    }

    /** What an ensemble that is named in the session comes to: its servers, and what was said at the start of any cluster. */
    public Target elsewhere(String connectString, boolean lasting, SecretReader secrets) {
        return new TargetBuilder(this, Optional.empty(), true, false, lasting, secrets)
                .connectedTo(connectString)
                .target(Optional.empty());
    }

    private Target target(Choice choice, boolean serversNamed, boolean lasting, SecretReader secrets) {
        TargetBuilder resolving = new TargetBuilder(this, choice.context(), serversNamed, false, lasting, secrets);
        return resolving.target(
                choice.context().map(named -> new Setting("context", named.name(), choice.origin(), choice.source())));
    }

    /** The context that is used, and who said so. */
    private record Choice(Origin origin, String source, Optional<NamedContext> context) {
        private static final Choice NONE = new Choice(Origin.DEFAULT, "", Optional.empty());
    }

    private Choice current(boolean aside) {
        // A look for the file, before anything is loaded that could read it.
        if (place.isEmpty() || !Files.exists(place.get())) {
            if (options.text("--config").isPresent() && !aside) {
                throw Failure.usage("no file " + place.orElseThrow());
            }
            return Choice.NONE;
        }
        ConfigFile file;
        try {
            file = file();
        } catch (Failure e) {
            if (!aside) {
                throw e;
            }
            return Choice.NONE; // a command that reads the file says what is wrong with it, and context edit can put it
            // right
        }
        return file.current()
                .filter(name -> !aside || file.names().contains(name))
                .map(name -> new Choice(Origin.CONTEXT, "current: in " + file.path(), Optional.of(file.context(name))))
                .orElse(Choice.NONE);
    }

    private ConfigFile file() {
        ConfigFile file =
                ConfigFile.read(place.orElseThrow(() -> Failure.usage("no place for a config file: there is no home")
                        .hint("--config FILE or $ZOOKA_CONFIG names one")));
        exposed = file.exposed();
        return file;
    }

    Options options() {
        return options;
    }

    Optional<String> variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /** What the pod says; asked once. */
    Optional<Found> askPod() {
        found = pod.get();
        return found;
    }

    String shown(NamedContext named, String key) {
        return "context " + named.name() + " in " + place.orElseThrow() + " line " + named.line(key);
    }
}
