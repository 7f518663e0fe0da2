package zooka.commands.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The contexts of the config file, and the origin of the current settings. */
public interface Contexts {

    /** There is no place for a config file, and no settings are known. */
    Contexts NONE = new Contexts() {
        @Override
        public Optional<Path> place() {
            return Optional.empty();
        }

        @Override
        public Optional<String> inUse() {
            return Optional.empty();
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public List<Setting> settings(String name) {
            return List.of();
        }
    };

    /** Where the config file is, or would be; empty where there is no place for one. */
    Optional<Path> place();

    /** The name of the current context; empty if the clusters were chosen in another way. */
    Optional<String> inUse();

    /** The current settings. */
    List<Setting> settings();

    /** Those that a context would come to, if it were used. */
    List<Setting> settings(String name);

    /** The config file as it is now; one without contexts where there is none. */
    default ConfigFile file() {
        return place().map(ConfigFile::read)
                .orElseGet(() -> new ConfigFile(Path.of("config.yaml"), "", Optional.empty(), List.of()));
    }
}
