package zooka.commands.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.net.Stopwatch;

/**
 * The steps to one server, which run on their own thread. At the deadline the current step is the
 * fault; the thread is not joined, since a DNS lookup cannot be interrupted.
 */
final class Probe {

    /** The total time that the limits of single waits are designed for; a longer total time extends them. */
    private static final double STANDARD_MILLIS = 1750;

    private final String server;
    private final double scale;
    private final List<String> planned;
    private final Deadline deadline;
    private final List<Step> taken = new ArrayList<>();
    private Optional<String> underWay = Optional.empty();
    private Stopwatch begun = Stopwatch.start();
    private boolean closed;

    /**
     * @param planned the names of the steps in their order, which are reported even if they are skipped
     * @param deadline the deadline of all steps
     */
    Probe(String server, List<String> planned, Deadline deadline) {
        this.server = server;
        this.planned = List.copyOf(planned);
        this.deadline = deadline;
        this.scale = Math.max(1, deadline.millis() / STANDARD_MILLIS);
    }

    /**
     * The result of a step.
     *
     * @param value the input of the next steps
     * @param detail the text of the result
     * @param note a warning
     */
    record StepResult<T>(T value, String detail, Optional<Fault> note) {
        static <T> StepResult<T> of(T value, String detail) {
            return new StepResult<>(value, detail, Optional.empty());
        }

        static <T> StepResult<T> noted(T value, String detail, Fault note) {
            return new StepResult<>(value, detail, Optional.of(note));
        }
    }

    /** The work of a step. */
    @FunctionalInterface
    interface Work<T> {
        StepResult<T> take() throws StepFailed, IOException;
    }

    /** The work of all steps. */
    @FunctionalInterface
    interface Walk {
        void walk(Probe way) throws StepFailed;
    }

    String server() {
        return server;
    }

    /** The limit of a single wait in milliseconds, scaled with the total time and limited by the rest of it. */
    int limit(long millis) {
        return (int) Math.max(1, deadline.within(Math.round(millis * scale)).millis());
    }

    /** The time until the deadline. */
    Deadline remaining() {
        return deadline;
    }

    /** Runs a step; a fault ends the probe. */
    <T> T step(String name, Work<T> work) throws StepFailed {
        begin(name);
        try {
            StepResult<T> seen = work.take();
            end(name, seen.detail(), seen.note());
            return seen.value();
        } catch (StepFailed blocked) {
            end(name, String.valueOf(blocked.getMessage()), Optional.of(blocked.fault()));
            throw blocked;
        } catch (IOException e) {
            NetworkFaults.Explanation told = NetworkFaults.of(name, e);
            end(name, told.detail(), Optional.of(told.fault()));
            throw new StepFailed(told.detail(), told.fault());
        }
    }

    private synchronized void begin(String name) throws StepFailed {
        if (closed) {
            throw new StepFailed("out of time", Fault.of("too-late", ""));
        }
        underWay = Optional.of(name);
        begun = Stopwatch.start();
    }

    private synchronized void end(String name, String detail, Optional<Fault> fault) {
        if (!closed) {
            taken.add(Step.timed(server, name, begun.millis(), detail, fault));
            underWay = Optional.empty();
        }
    }

    /** Ends the probe and returns its steps, including skipped ones. */
    synchronized List<Step> close() {
        if (!closed) {
            closed = true;
            underWay.ifPresent(name -> {
                NetworkFaults.Explanation told = NetworkFaults.overdue(name, Math.round(begun.millis()));
                taken.add(Step.timed(server, name, begun.millis(), told.detail(), Optional.of(told.fault())));
            });
        }
        List<Step> all = new ArrayList<>(taken);
        planned.stream()
                .filter(name -> taken.stream().noneMatch(step -> step.name().equals(name)))
                .forEach(name -> all.add(Step.skipped(server, name)));
        return all;
    }

    /** A probe with its work. */
    record Task(Probe probe, Walk walk) {

        private Probe run() {
            try {
                walk.walk(probe);
            } catch (StepFailed told) {
                return probe; // the step contains the fault
            } catch (RuntimeException e) {
                probe.broken(e);
            }
            return probe;
        }

        @Override
        public String toString() {
            return probe.server; // the name of the thread
        }
    }

    /** Runs all probes in parallel, and returns when all have ended or at the deadline. */
    static void runAll(List<Task> errands, Deadline deadline) {
        Async.each(errands, deadline, Task::run);
    }

    private synchronized void broken(RuntimeException e) {
        underWay.ifPresent(name -> end(
                name,
                e instanceof Failure ? e.getMessage() : "unexpected: " + e,
                Optional.of(Fault.of("unexpected", ""))));
    }
}
