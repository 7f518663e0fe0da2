package zooka.commands.doctor;

import java.util.Optional;
import java.util.OptionalDouble;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Grade;

/**
 * A step of the way to a server.
 *
 * @param server whose way it is of
 * @param name {@code dns}, {@code tcp}, {@code tls} and so on
 * @param millis how long it took; empty where it was not taken
 * @param detail what was seen
 * @param fault what is wrong or to be known; empty where all is well
 */
record Step(String server, String name, Status status, OptionalDouble millis, String detail, Optional<Fault> fault) {

    /** How a step went. */
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

    /** One that was taken. */
    static Step taken(String server, String name, double millis, String detail, Optional<Fault> fault) {
        return new Step(server, name, status(fault), OptionalDouble.of(millis), detail, fault);
    }

    /** A conclusion, for which nobody was asked. */
    static Step concluded(String server, String name, String detail, Optional<Fault> fault) {
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

    /** The same, once more is known. */
    Step concluding(String other, Fault cause) {
        return new Step(server, name, status, millis, other, Optional.of(cause));
    }

    /** The same with something better to do about it. */
    Step remedy(String other) {
        return new Step(server, name, status, millis, detail, fault.map(found -> found.remedy(other)));
    }
}
