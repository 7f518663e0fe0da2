package zooka.shell.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the shell keeps what outlives it: the history, and what can be undone. */
public final class StateFolder {

    private StateFolder() {}

    /** The folder's path; empty where there is no home. It need not exist yet. */
    public static Optional<Path> of(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (state.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state)).resolve("zooka"));
    }

    /** The same, made; empty where it cannot be made or written. */
    public static Optional<Path> writable(Map<String, String> environment) {
        return of(environment).filter(folder -> {
            try {
                Files.createDirectories(folder);
                return Files.isWritable(folder);
            } catch (IOException | UncheckedIOException e) {
                return false;
            }
        });
    }
}
