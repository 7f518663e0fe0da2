package zooka.shell.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import zooka.commands.config.UserFolder;

/** The folder with the state that outlives the shell: the history and the undo journal. */
public final class StateFolder {

    private StateFolder() {}

    /** The folder's path; empty without a home directory. The folder need not exist. */
    public static Optional<Path> of(Map<String, String> environment) {
        return UserFolder.STATE.of(environment);
    }

    /** The folder, created if it does not exist; empty if it cannot be created or written. */
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
