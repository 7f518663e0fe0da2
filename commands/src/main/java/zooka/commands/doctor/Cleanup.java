package zooka.commands.doctor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.commands.action.EndedBySignal;

/**
 * What was made and has to go again, however the making ends: with success, with a failure, with an interrupt, or with the end of the
 * process, which waits for it.
 */
final class Cleanup {

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> left = new ArrayList<>();

    private Cleanup() {}

    /** Has something removed later; the last is removed first. A task that fails names what is left in its failure. */
    void later(Runnable task) {
        tasks.push(task);
    }

    /** What could not be removed, and why. */
    List<String> left() {
        return List.copyOf(left);
    }

    /** Does something and cleans up after it. */
    static <T> T after(Function<Cleanup, T> work, Consumer<Cleanup> cleaned) {
        Cleanup cleaning = new Cleanup();
        boolean interrupted = false;
        // A process that is ended by Ctrl-C ends its threads without a word: this one is told, and waited for.
        try (EndedBySignal unused = new EndedBySignal(LONGEST, () -> {})) {
            try {
                return work.apply(cleaning);
            } finally {
                // An interrupted thread could not ask the servers for anything.
                interrupted = Thread.interrupted();
                cleaning.run();
                cleaned.accept(cleaning);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!tasks.isEmpty()) {
            try {
                tasks.pop().run();
            } catch (Failure failure) {
                boolean unused = Thread.interrupted();
                left.add(failure.getMessage());
            }
        }
    }
}
