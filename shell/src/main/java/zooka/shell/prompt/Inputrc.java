package zooka.shell.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jline.reader.LineReader;
import org.jline.reader.impl.InputRC;
import zooka.shell.run.Settings;
import zooka.shell.run.Settings.Keys;

/** The user's {@code inputrc}: keys and settings that programs with readline share. */
final class Inputrc {

    private Inputrc() {}

    /** The file that {@code INPUTRC} names, or {@code ~/.inputrc}; empty if it does not exist. */
    static Optional<Path> file(Map<String, String> environment) {
        String named = environment.getOrDefault("INPUTRC", "");
        String home = environment.getOrDefault("HOME", "");
        if (named.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        Path file = named.isEmpty() ? Path.of(home, ".inputrc") : Path.of(named);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Applies a file. An error in it is a warning: what stands before it is applied.
     *
     * @param settings takes the keys over
     */
    static void apply(Path file, LineReader editor, Settings settings, Consumer<String> warn) {
        Consumer<Throwable> failed = e -> warn.accept("cannot apply all of " + file + ": " + e.getMessage());
        Logger log = Logger.getLogger("org.jline");
        Level level = log.getLevel();
        Handler handler = new Failures(failed);
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        log.setLevel(Level.WARNING);
        try (BufferedReader text = Files.newBufferedReader(file)) {
            InputRC.configure(editor, text);
        } catch (IOException | RuntimeException e) {
            failed.accept(e); // JLine only logs some failures, and throws the others
        } finally {
            log.setLevel(level);
            log.setUseParentHandlers(true);
            log.removeHandler(handler);
        }
        if ("vi".equals(editor.getVariable("editing-mode"))) {
            settings.keys(Keys.VI);
        }
        if ("on".equals(editor.getVariable("completion-ignore-case"))) {
            editor.option(LineReader.Option.CASE_INSENSITIVE, true);
        }
        // Readline's size may be below 0, for no limit.
        editor.setVariable(LineReader.HISTORY_SIZE, SharedHistory.MOST);
    }

    /** Takes the failures that JLine logs. */
    private static final class Failures extends Handler {
        private final Consumer<Throwable> to;

        Failures(Consumer<Throwable> to) {
            this.to = to;
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getThrown() != null) {
                to.accept(entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
