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
 * Decides which clusters a session uses. An option takes precedence over an environment variable, a variable over the
 * context, the context over the servers found in the pod, and the pod over the default.
 *
 * <p>Servers named by options or variables are another cluster than the current context's. The context's servers and,
 * above all, its passwords are then left out, unless the context is named at the same level or a higher one.
 */
public record TargetResolver(Sources sources) {

    /**
     * The target of the options, the environment, the config file and the pod.
     *
     * @param lasting whether the connections serve many commands
     * @param withoutServers whether no server is contacted; a missing current context is then no error
     */
    public Target target(boolean lasting, boolean withoutServers, SecretReader secrets) {
        boolean byOption = sources.options().namesServers();
        boolean byVariable = !byOption
                && (sources.variable("ZOOKA_ZOOKEEPER").isPresent()
                        || sources.variable("ZOOKA_BOOTSTRAP").isPresent()
                        || sources.variable("ZOOKA_CONTROLLERS").isPresent());
        Optional<String> option = sources.options().text("-c");
        Optional<String> named = option.isPresent() || byOption ? option : sources.variable("ZOOKA_CONTEXT");
        Choice choice;
        if (named.isPresent()) {
            choice = option.isPresent()
                    ? chosen(sources.file(), named.get(), Origin.OPTION, "--context")
                    : chosen(sources.file(), named.get(), Origin.ENVIRONMENT, "ZOOKA_CONTEXT");
        } else {
            choice = byOption || byVariable ? Choice.NONE : current(withoutServers);
        }
        boolean serversNamed = byOption || (byVariable && option.isEmpty());
        Target target = new TargetBuilder(sources, choice.context(), serversNamed, false, lasting, secrets)
                .target(choice.setting());
        return choice.exposed() ? target.warned(exposed()) : target;
    }

    /** The target of a context that replaces all options and variables of the start. */
    public Target of(String context, boolean lasting, SecretReader secrets) {
        NamedContext named = sources.file().context(context);
        return new TargetBuilder(sources, Optional.of(named), false, true, lasting, secrets)
                .target(Optional.of(new Setting("context", context, Origin.CONTEXT, sources.shown(named, "name"))));
    }

    /**
     * The target of an ensemble named in the session: its servers, and the settings of the start that apply to any
     * cluster.
     */
    public Target elsewhere(String connectString, boolean lasting, SecretReader secrets) {
        return new TargetBuilder(sources, Optional.empty(), true, false, lasting, secrets)
                .connectedTo(connectString)
                .target(Optional.empty());
    }

    /**
     * The context that applies.
     *
     * @param setting the source of the choice
     * @param exposed whether the config file contains secrets and is readable by others than its owner
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

    private Choice current(boolean withoutServers) {
        // The existence of the file is checked first, so that no YAML class is loaded without need.
        Optional<Path> place = sources.place();
        if (place.isEmpty() || !Files.exists(place.get())) {
            if (sources.options().text("--config").isPresent() && !withoutServers) {
                throw Failure.usage("no file " + place.orElseThrow());
            }
            return Choice.NONE;
        }
        ConfigFile file;
        try {
            file = sources.file();
        } catch (Failure e) {
            if (!withoutServers) {
                throw e;
            }
            // A command that reads the file reports what is wrong with it, and context edit can repair it.
            return Choice.NONE;
        }
        Optional<String> name = file.current();
        return name.isEmpty() || (withoutServers && !file.names().contains(name.get()))
                ? Choice.none(file.exposed())
                : chosen(file, name.get(), Origin.CONTEXT, "current: in " + file.path());
    }

    private String exposed() {
        Path file = sources.place().orElseThrow();
        return file + " contains secrets and is readable by others; run chmod 600 " + file;
    }
}
