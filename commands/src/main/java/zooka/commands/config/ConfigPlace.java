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
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (folder.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        Path configs = folder.isEmpty() ? Path.of(home, ".config") : Path.of(folder);
        return Optional.of(configs.resolve("zooka").resolve("config.yaml"));
    }
}
