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
 * Removes temporary objects at the end of the work: after a success, a failure, an interrupt, or at the end of the
 * process, which waits for the removal.
 */
final class Cleanup {

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> left = new ArrayList<>();

    private Cleanup() {}

    /** Adds a removal; the last one runs first. A failed removal contains in its failure what is left. */
    void later(Runnable task) {
        tasks.push(task);
    }

    /** What could not be removed, with the cause. */
    List<String> left() {
        return List.copyOf(left);
    }

    /** Runs the work, then the removals. */
    static <T> T after(Function<Cleanup, T> work, Consumer<Cleanup> cleaned) {
        Cleanup cleaning = new Cleanup();
        boolean interrupted = false;
        // At Ctrl-C the process ends its threads at once: this one is interrupted, and waited for.
        try (EndedBySignal unused = new EndedBySignal(LONGEST, () -> {})) {
            try {
                return work.apply(cleaning);
            } finally {
                // An interrupted thread cannot send requests.
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
