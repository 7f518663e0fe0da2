package zooka.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real terminal: tmux with one window, of a server of its own. */
public final class Tmux implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Opens a terminal of that size with a plain shell in it. */
    public static Tmux open(Path folder, int columns, int rows) {
        Tmux tmux = new Tmux(folder.resolve("tmux"));
        tmux.run(
                "new-session",
                "-d",
                "-s",
                "test",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(rows),
                "env",
                "PS1=ready> ",
                "LC_ALL=C.UTF-8",
                "XDG_STATE_HOME=" + folder.resolve("state"),
                "bash",
                "--norc",
                "--noprofile");
        tmux.await("ready>");
        return tmux;
    }

    /** Types keys by their tmux names: {@code Enter}, {@code C-c}, {@code Tab}; anything else letter by letter. */
    public void keys(String... keys) {
        List<String> command = new ArrayList<>(List.of("send-keys", "-t", "test"));
        command.addAll(List.of(keys));
        run(command.toArray(new String[0]));
    }

    /** Types a line. */
    public void line(String text) {
        run("send-keys", "-t", "test", "-l", text);
        keys("Enter");
    }

    /** Pastes a text, in brackets where the program has asked for them. */
    public void paste(String text) {
        run("set-buffer", text);
        run("paste-buffer", "-p", "-t", "test");
    }

    /** Types a line for the plain shell on an empty screen: only what it prints is there then. */
    public void afresh(String text) {
        clear();
        line("clear; " + text);
    }

    public void resize(int columns, int rows) {
        run("resize-window", "-t", "test", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** What is on the screen. */
    public String screen() {
        return run("capture-pane", "-t", "test", "-p").stripTrailing();
    }

    /** What is on the screen, with the sequences of its styles. */
    public String styled() {
        return run("capture-pane", "-t", "test", "-p", "-e");
    }

    /** What tmux knows of the terminal, in its own language: {@code #{keypad_cursor_flag}}. */
    public String state(String format) {
        return run("display-message", "-p", "-t", "test", format).strip();
    }

    /** Empties the screen but for the prompt, and waits until it is so: what is awaited afterwards is new. */
    public void clear() {
        keys("C-l");
        await("empty screen", screen -> screen.lines().count() <= 1);
    }

    /** Has the plain shell go on with its suspended job, and waits until that has the terminal: keys are for the job from then on. */
    public void foreground() {
        String shell = state("#{pane_current_command}");
        line("fg");
        await("the job in the foreground", screen -> !state("#{pane_current_command}")
                .equals(shell));
    }

    /** Waits until the text is on the screen. */
    public String await(String text) {
        return await("'" + text + "'", screen -> screen.contains(text));
    }

    /** Waits until the screen is as wanted, and gives it. */
    public String await(String what, Predicate<String> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String screen = screen();
        while (!wanted.test(screen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " on the screen:\n" + screen);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50); // tmux has no way to say that the screen has changed
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            screen = screen();
        }
        return screen;
    }

    private String run(String... words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-S", socket.toString()));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + out);
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run("kill-server");
    }
}
