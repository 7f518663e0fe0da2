package zooka.shell.screen;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * The keyboard of the terminal on stdin, for a program that is a job of a shell: the shell has the keys while the job
 * is stopped or in the background. The modes are set by {@code stty}, since a terminal library takes longer to load
 * than most commands run.
 */
public final class JobKeyboard extends Keyboard {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final String SUSPEND = "TSTP";

    private final Thread restoreHook = new Thread(this::giveBack, "terminal-restoreHook");
    private Object suspending;
    private boolean watching;
    private boolean unable;

    /** The original modes in the format of {@code stty} while keys are taken. */
    private Optional<String> modes = Optional.empty();

    @Override
    public boolean take() {
        if (unable) {
            return false;
        }
        // The system stops a background process that reads or sets the modes.
        if (!foreground()) {
            modes = Optional.empty();
            return false;
        }
        if (modes.isEmpty()) {
            Optional<String> before = stty("-g");
            if (before.isEmpty() || !watch()) {
                unable = true;
                return false;
            }
            modes = before;
            stty("-icanon", "-echo", "min", "1", "time", "0");
        }
        return true;
    }

    /** Restores the modes before the program is stopped or ended by a signal. */
    private boolean watch() {
        if (!watching) {
            try {
                Runtime.getRuntime().addShutdownHook(restoreHook);
            } catch (IllegalStateException e) {
                return false; // the program is ending already
            }
            suspending = Signals.register(SUSPEND, this::suspend);
            watching = true;
        }
        return true;
    }

    private synchronized void suspend() {
        setBack();
        Suspension.stop(() -> Signals.registerDefault(SUSPEND), before -> Signals.unregister(SUSPEND, before));
    }

    /** Drops the typed keys: a program cannot return keys to its shell. */
    @Override
    public void restore(byte[] typed) {
        setBack();
        if (watching) {
            watching = false;
            Signals.unregister(SUSPEND, suspending);
            try {
                Runtime.getRuntime().removeShutdownHook(restoreHook);
            } catch (IllegalStateException e) {
                return; // the hook runs already, and does no harm
            }
        }
    }

    private void setBack() {
        if (modes.isPresent() && foreground()) {
            stty(modes.get());
        }
        modes = Optional.empty();
    }

    /** Whether this job is in the foreground. */
    private static boolean foreground() {
        try {
            // The fields after the name, which may contain blanks: state, parent, group, session, terminal, foreground
            // group.
            if (Files.exists(STAT)) {
                String stat = Files.readString(STAT, StandardCharsets.ISO_8859_1);
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 7);
                return fields[2].equals(fields[5]);
            }
            String pid = Long.toString(ProcessHandle.current().pid());
            String[] groups = output(List.of("ps", "-o", "pgid=", "-o", "tpgid=", "-p", pid))
                    .orElse("")
                    .split(" +", -1);
            return groups.length == 2 && groups[0].equals(groups[1]);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> stty(String... arguments) {
        List<String> words = new ArrayList<>(List.of("stty"));
        words.addAll(List.of(arguments));
        try {
            return output(words);
        } catch (IOException e) {
            return Optional.empty(); // no stty, as in small images
        }
    }

    /** The output of a program on this terminal; empty if it fails. */
    private static Optional<String> output(List<String> words) throws IOException {
        Process program = new ProcessBuilder(words)
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.DISCARD)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    boolean done = program.waitFor(1, TimeUnit.SECONDS) && program.exitValue() == 0;
                    return done ? Optional.of(output) : Optional.empty();
                } catch (InterruptedException e) {
                    interrupted = true; // the modes are set nevertheless
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
