package zooka.commands.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the config file is looked for; apart from what reads it, because that brings the YAML library. */
public final class ConfigPlace {

    private ConfigPlace() {}

    /**
     * The file's path; empty where there is no home. It need not exist.
     *
     * @param named by an option
     */
    public static Optional<Path> of(Optional<String> named, Map<String, String> environment) {
        String variable = environment.getOrDefault("ZOOKA_CONFIG", "");
        if (named.isPresent() || !variable.isEmpty()) {
            return Optional.of(Path.of(named.orElse(variable)));
        }
        Optional<Path> folder = UserFolder.CONFIG.of(environment);
        return folder.isEmpty() ? folder : Optional.of(folder.get().resolve("config.yaml"));
    }
}
