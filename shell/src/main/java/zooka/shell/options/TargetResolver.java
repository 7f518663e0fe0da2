package zooka.shell.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.config.ConfigFile;
import zooka.commands.config.NamedContext;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Setting;
import zooka.commands.config.Setting.Origin;

/**
 * Which clusters are meant. An option goes before an environment variable, that before the context, that before what is found
 * in the pod, and that before the default.
 *
 * <p>Servers that are named by options or variables are another cluster than the current context's, so that its servers, and above
 * all its passwords, are left out; unless the context is named as well, at the same place or before it.
 */
public record TargetResolver(Sources sources) {

    /**
     * What the options, the environment, the config file and the pod come to.
     *
     * @param lasting whether the connections serve many commands
     * @param aside whether no server is to be reached: then a current context that is missing does not matter
     */
    public Target target(boolean lasting, boolean aside, SecretReader secrets) {
        boolean byOption = sources.options().namesServers();
        boolean byVariable = !byOption
                && (sources.variable("ZOOKA_ZOOKEEPER").isPresent()
                        || sources.variable("ZOOKA_BOOTSTRAP").isPresent());
        Optional<String> option = sources.options().text("-c");
        Optional<String> named = option.isPresent() || byOption ? option : sources.variable("ZOOKA_CONTEXT");
        Choice choice;
        if (named.isPresent()) {
            choice = option.isPresent()
                    ? chosen(sources.file(), named.get(), Origin.OPTION, "--context")
                    : chosen(sources.file(), named.get(), Origin.ENVIRONMENT, "ZOOKA_CONTEXT");
        } else {
            choice = byOption || byVariable ? Choice.NONE : current(aside);
        }
        boolean serversNamed = byOption || (byVariable && option.isEmpty());
        Target target = new TargetBuilder(sources, choice.context(), serversNamed, false, lasting, secrets)
                .target(choice.setting());
        return choice.exposed() ? target.warned(exposed()) : target;
    }

    /** What a context comes to when it is used instead of all that was said at the start. */
    public Target of(String context, boolean lasting, SecretReader secrets) {
        NamedContext named = sources.file().context(context);
        return new TargetBuilder(sources, Optional.of(named), false, true, lasting, secrets)
                .target(Optional.of(new Setting("context", context, Origin.CONTEXT, sources.shown(named, "name"))));
    }

    /** What an ensemble that is named in the session comes to: its servers, and what was said at the start of any cluster. */
    public Target elsewhere(String connectString, boolean lasting, SecretReader secrets) {
        return new TargetBuilder(sources, Optional.empty(), true, false, lasting, secrets)
                .connectedTo(connectString)
                .target(Optional.empty());
    }

    /**
     * The context that is used.
     *
     * @param setting who said so
     * @param exposed whether the config file holds secrets that others than its owner can read
     */
    private record Choice(Optional<NamedContext> context, Optional<Setting> setting, boolean exposed) {
        private static final Choice NONE = none(false);

        private static Choice none(boolean exposed) {
            return new Choice(Optional.empty(), Optional.empty(), exposed);
        }
    }

    private static Choice chosen(ConfigFile file, String name, Origin origin, String source) {
        return new Choice(
                Optional.of(file.context(name)),
                Optional.of(new Setting("context", name, origin, source)),
                file.exposed());
    }

    private Choice current(boolean aside) {
        // A look for the file, before anything is loaded that could read it.
        Optional<Path> place = sources.place();
        if (place.isEmpty() || !Files.exists(place.get())) {
            if (sources.options().text("--config").isPresent() && !aside) {
                throw Failure.usage("no file " + place.orElseThrow());
            }
            return Choice.NONE;
        }
        ConfigFile file;
        try {
            file = sources.file();
        } catch (Failure e) {
            if (!aside) {
                throw e;
            }
            // A command that reads the file says what is wrong with it, and context edit can put it right.
            return Choice.NONE;
        }
        Optional<String> name = file.current();
        return name.isEmpty() || (aside && !file.names().contains(name.get()))
                ? Choice.none(file.exposed())
                : chosen(file, name.get(), Origin.CONTEXT, "current: in " + file.path());
    }

    private String exposed() {
        Path file = sources.place().orElseThrow();
        return file + " contains secrets and is readable by others; run chmod 600 " + file;
    }
}
