package zooka.commands.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The folders of zooka for one user, where the XDG base directory specification puts them. */
public enum UserFolder {
    CONFIG("XDG_CONFIG_HOME", ".config"),
    STATE("XDG_STATE_HOME", ".local/state"),
    CACHE("XDG_CACHE_HOME", ".cache");

    private final String variable;
    private final String inHome;

    UserFolder(String variable, String inHome) {
        this.variable = variable;
        this.inHome = inHome;
    }

    /** The folder's path; empty without a home directory. The folder need not exist. */
    public Optional<Path> of(Map<String, String> environment) {
        String base = environment.getOrDefault(variable, "");
        String home = environment.getOrDefault("HOME", "");
        if (base.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((base.isEmpty() ? Path.of(home, inHome) : Path.of(base)).resolve("zooka"));
    }
}
