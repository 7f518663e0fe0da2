package zooka.commands.doctor;

import java.util.Optional;
import java.util.OptionalDouble;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Grade;

/**
 * A step of a probe.
 *
 * @param server the server
 * @param name {@code dns}, {@code tcp}, {@code tls} and so on
 * @param millis its duration; empty if it was skipped
 * @param detail the text of the result
 * @param fault the fault or warning; empty without one
 */
record Step(String server, String name, Status status, OptionalDouble millis, String detail, Optional<Fault> fault) {

    /** The status of a step. */
    enum Status implements Grade {
        OK(Level.GOOD),
        /** It went well, and something is worth knowing. */
        WARNING(Level.WARN),
        FAILED(Level.BAD),
        /** An earlier step failed, or the time was up. */
        SKIPPED(Level.DIM);

        private final Level level;

        Status(Level level) {
            this.level = level;
        }

        @Override
        public Level level() {
            return level;
        }
    }

    /** A step that was run. */
    static Step timed(String server, String name, double millis, String detail, Optional<Fault> fault) {
        return new Step(server, name, status(fault), OptionalDouble.of(millis), detail, fault);
    }

    /** A conclusion without a request. */
    static Step conclusion(String server, String name, String detail, Optional<Fault> fault) {
        return new Step(server, name, status(fault), OptionalDouble.empty(), detail, fault);
    }

    static Step skipped(String server, String name) {
        return new Step(server, name, Status.SKIPPED, OptionalDouble.empty(), "", Optional.empty());
    }

    private static Status status(Optional<Fault> fault) {
        return fault.map(found -> found.grave() ? Status.FAILED : Status.WARNING)
                .orElse(Status.OK);
    }

    boolean failed() {
        return status == Status.FAILED;
    }

    boolean failedBy(String id) {
        return fault.filter(found -> found.id().equals(id)).isPresent();
    }

    /** The step with another result. */
    Step concluding(String other, Fault cause) {
        return new Step(server, name, status, millis, other, Optional.of(cause));
    }

    /** The step with another remedy. */
    Step remedy(String other) {
        return new Step(server, name, status, millis, detail, fault.map(found -> found.remedy(other)));
    }
}
