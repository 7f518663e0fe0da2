package zooka.commands.doctor;

import java.util.Optional;
import java.util.OptionalDouble;
import zooka.commands.result.Cell.Level;

/**
 * A step of the way to a server.
 *
 * @param server whose way it is of
 * @param name {@code dns}, {@code tcp}, {@code tls} and so on
 * @param millis how long it took; empty where it was not taken
 * @param detail what was seen
 * @param fault what is wrong or to be known; empty where all is well
 */
record Step(String server, String name, Outcome outcome, OptionalDouble millis, String detail, Optional<Fault> fault) {

    /** How a step went. */
    enum Outcome {
        OK("ok", Level.GOOD),
        NOTE("note", Level.WARN),
        FAULT("FAULT", Level.BAD),
        NOT_TRIED("not tried", Level.DIM);

        private final String word;
        private final Level level;

        Outcome(String word, Level level) {
            this.word = word;
            this.level = level;
        }

        String word() {
            return word;
        }

        Level level() {
            return level;
        }
    }

    /** One that was taken. */
    static Step taken(String server, String name, double millis, String detail, Optional<Fault> fault) {
        return new Step(server, name, outcome(fault), OptionalDouble.of(millis), detail, fault);
    }

    /** A conclusion, for which nobody was asked. */
    static Step concluded(String server, String name, String detail, Optional<Fault> fault) {
        return new Step(server, name, outcome(fault), OptionalDouble.empty(), detail, fault);
    }

    static Step notTried(String server, String name) {
        return new Step(server, name, Outcome.NOT_TRIED, OptionalDouble.empty(), "", Optional.empty());
    }

    private static Outcome outcome(Optional<Fault> fault) {
        return fault.map(found -> found.grave() ? Outcome.FAULT : Outcome.NOTE).orElse(Outcome.OK);
    }

    boolean faulty() {
        return outcome == Outcome.FAULT;
    }

    boolean failedBy(String id) {
        return fault.filter(found -> found.id().equals(id)).isPresent();
    }

    /** The same, once more is known. */
    Step concluding(String other, Fault cause) {
        return new Step(server, name, outcome, millis, other, Optional.of(cause));
    }

    /** The same with something better to do about it. */
    Step remedy(String other) {
        return new Step(server, name, outcome, millis, detail, fault.map(found -> found.remedy(other)));
    }
}
