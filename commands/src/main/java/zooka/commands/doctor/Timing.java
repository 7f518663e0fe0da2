package zooka.commands.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.net.Stopwatch;

/** Runs the steps of a verification and measures them. */
final class Timing {

    private final List<Step> steps = new ArrayList<>();

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * Runs a step.
     *
     * @param id the id of its fault
     * @param work returns the detail
     * @return whether it succeeded; rethrows an interrupt
     */
    boolean take(String server, String name, String id, Supplier<String> work) {
        Stopwatch begun = Stopwatch.start();
        try {
            String detail = work.get();
            steps.add(Step.timed(server, name, begun.millis(), detail, Optional.empty()));
            return true;
        } catch (Failure failure) {
            failure.unlessInterrupted();
            Fault fault = Fault.of(id, failure.hint().orElse(""));
            steps.add(Step.timed(server, name, begun.millis(), failure.getMessage(), Optional.of(fault)));
            return false;
        }
    }

    void add(Step step) {
        steps.add(step);
    }
}
