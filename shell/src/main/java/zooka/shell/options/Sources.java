package zooka.shell.options;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.commands.config.ConfigFile;
import zooka.commands.config.ConfigPlace;
import zooka.commands.config.NamedContext;
import zooka.commands.pod.PodServers;

/**
 * All sources of settings, before {@link TargetResolver} decides between them.
 *
 * @param place where the config file is, or would be; empty without a home directory
 * @param sandbox the servers that were started for this run
 * @param pod the servers that the pod's environment names; read only if no other source names any
 */
public record Sources(
        Options options,
        Map<String, String> environment,
        Optional<Path> place,
        Optional<PodServers> sandbox,
        Supplier<Optional<PodServers>> pod) {

    /** The sources of this run. */
    public static Sources of(
            Options options,
            Map<String, String> environment,
            Optional<PodServers> sandbox,
            Supplier<Optional<PodServers>> pod) {
        return new Sources(options, environment, ConfigPlace.of(options.text("--config"), environment), sandbox, pod);
    }

    /** The value of a variable; empty if the variable is blank. */
    Optional<String> variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /**
     * The config file as it is now.
     *
     * @throws Failure {@code USAGE} if it is invalid, or if there is no place for one
     */
    public ConfigFile file() {
        return ConfigFile.read(place.orElseThrow(() -> Failure.usage("no place for a config file: no home directory")
                .hint("use --config FILE or set ZOOKA_CONFIG")));
    }

    /** The place of a context's key in the file, for messages. */
    String shown(NamedContext named, String key) {
        return "context " + named.name() + " in " + place.orElseThrow() + " line " + named.line(key);
    }
}
