package zooka.shell.options;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.commands.config.ConfigFile;
import zooka.commands.config.ConfigPlace;
import zooka.commands.config.NamedContext;
import zooka.commands.pod.Found;

/**
 * What there is to say which clusters are meant, before any of it is weighed against the other.
 *
 * @param place where the config file is, or would be; empty where there is no home
 * @param sandbox the servers that were started for this run
 * @param pod what a pod says of its servers; asked only where nothing else names any
 */
public record Sources(
        Options options,
        Map<String, String> environment,
        Optional<Path> place,
        Optional<Found> sandbox,
        Supplier<Optional<Found>> pod) {

    /** Those of one run. */
    public static Sources of(
            Options options, Map<String, String> environment, Optional<Found> sandbox, Supplier<Optional<Found>> pod) {
        return new Sources(options, environment, ConfigPlace.of(options.text("--config"), environment), sandbox, pod);
    }

    /** The value of a variable; a blank one says nothing. */
    Optional<String> variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /** The config file as it is now. */
    ConfigFile file() {
        return ConfigFile.read(place.orElseThrow(() -> Failure.usage("no place for a config file: no home directory")
                .hint("use --config FILE or set ZOOKA_CONFIG")));
    }

    /** Where in the file a context says something. */
    String shown(NamedContext named, String key) {
        return "context " + named.name() + " in " + place.orElseThrow() + " line " + named.line(key);
    }
}
