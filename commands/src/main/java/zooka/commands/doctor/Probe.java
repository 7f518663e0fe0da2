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
 * The steps to one server, as they are taken on a thread of their own. When the time is up the step that is under way is what is
 * wrong: whoever looks does not wait for the thread, since a name that is looked up cannot be interrupted.
 */
final class Probe {

    /** How long a way is for which the limits of single waits are made; one that may take longer has longer waits. */
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
     * @param planned the names of the steps that are wanted, in their order; those that are not come to are told, too
     * @param deadline when the way ends, wherever it has come to
     */
    Probe(String server, List<String> planned, Deadline deadline) {
        this.server = server;
        this.planned = List.copyOf(planned);
        this.deadline = deadline;
        this.scale = Math.max(1, deadline.millis() / STANDARD_MILLIS);
    }

    /**
     * What came of a step.
     *
     * @param value what the next steps need of it
     * @param detail what was seen
     * @param note what is worth knowing of it
     */
    record Seen<T>(T value, String detail, Optional<Fault> note) {
        static <T> Seen<T> of(T value, String detail) {
            return new Seen<>(value, detail, Optional.empty());
        }

        static <T> Seen<T> noted(T value, String detail, Fault note) {
            return new Seen<>(value, detail, Optional.of(note));
        }
    }

    /** What is done in a step. */
    @FunctionalInterface
    interface Work<T> {
        Seen<T> take() throws StepFailed, IOException;
    }

    /** What is done in all of them. */
    @FunctionalInterface
    interface Walk {
        void walk(Probe way) throws StepFailed;
    }

    String server() {
        return server;
    }

    /** How long a single wait may take, in milliseconds: no longer than that on a way of usual length, nor than this has left. */
    int limit(long millis) {
        return (int) Math.max(1, deadline.within(Math.round(millis * scale)).millis());
    }

    /** What the way has left. */
    Deadline rest() {
        return deadline;
    }

    /** Takes a step; what is wrong with it ends the way. */
    <T> T step(String name, Work<T> work) throws StepFailed {
        begin(name);
        try {
            Seen<T> seen = work.take();
            end(name, seen.detail(), seen.note());
            return seen.value();
        } catch (StepFailed blocked) {
            end(name, String.valueOf(blocked.getMessage()), Optional.of(blocked.fault()));
            throw blocked;
        } catch (IOException e) {
            NetworkFaults.Told told = NetworkFaults.of(name, e);
            end(name, told.detail(), Optional.of(told.fault()));
            throw new StepFailed(told.detail(), told.fault());
        }
    }

    private synchronized void begin(String name) throws StepFailed {
        if (closed) {
            throw new StepFailed("too late", Fault.of("too-late", ""));
        }
        underWay = Optional.of(name);
        begun = Stopwatch.start();
    }

    private synchronized void end(String name, String detail, Optional<Fault> fault) {
        if (!closed) {
            taken.add(Step.taken(server, name, begun.millis(), detail, fault));
            underWay = Optional.empty();
        }
    }

    /** Ends the way and tells its steps, those that were not come to among them. */
    synchronized List<Step> close() {
        if (!closed) {
            closed = true;
            underWay.ifPresent(name -> {
                NetworkFaults.Told told = NetworkFaults.overdue(name, Math.round(begun.millis()));
                taken.add(Step.taken(server, name, begun.millis(), told.detail(), Optional.of(told.fault())));
            });
        }
        List<Step> all = new ArrayList<>(taken);
        planned.stream()
                .filter(name -> taken.stream().noneMatch(step -> step.name().equals(name)))
                .forEach(name -> all.add(Step.skipped(server, name)));
        return all;
    }

    /** A way, and how it is gone. */
    record Errand(Probe way, Walk walk) {

        private Probe go() {
            try {
                walk.walk(way);
            } catch (StepFailed told) {
                return way; // the step holds what is wrong
            } catch (RuntimeException e) {
                way.broken(e);
            }
            return way;
        }

        @Override
        public String toString() {
            return way.server; // the name of the thread
        }
    }

    /** Goes all ways at the same time, and returns when all have ended or their time is up. */
    static void go(List<Errand> errands, Deadline deadline) {
        Async.each(errands, deadline, Errand::go);
    }

    private synchronized void broken(RuntimeException e) {
        underWay.ifPresent(name -> end(
                name,
                e instanceof Failure ? e.getMessage() : "unexpected: " + e,
                Optional.of(Fault.of("unexpected", ""))));
    }
}
