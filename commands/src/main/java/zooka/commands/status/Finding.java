package zooka.commands.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Severity;

/**
 * Something to know about a part.
 *
 * @param id the kind of finding, the same in each answer: {@code no-leader}
 * @param subject what it is about: {@code orders-0}; id and subject together tell it from the others of its part
 * @param what the evidence, in words; how long it has been so is not among them
 * @param remedy what to type or do; empty without a remedy
 * @param since since when, where that is known
 */
public record Finding(
        Severity severity, String id, String subject, String what, String remedy, Optional<Instant> since) {

    static Finding critical(String id, String subject, String what, String remedy) {
        return new Finding(Severity.CRITICAL, id, subject, what, remedy, Optional.empty());
    }

    static Finding warning(String id, String subject, String what, String remedy) {
        return new Finding(Severity.WARNING, id, subject, what, remedy, Optional.empty());
    }

    static Finding info(String id, String subject, String what, String remedy) {
        return new Finding(Severity.INFO, id, subject, what, remedy, Optional.empty());
    }

    Finding since(Optional<Instant> moment) {
        return new Finding(severity, id, subject, what, remedy, moment);
    }

    /** What JSON says of it. */
    Cell asCell(String part) {
        return new Cell.Group(List.of(
                Field.of("severity", "", severity.cell()),
                Field.of("part", "", Cell.text(part)),
                Field.of("id", "", Cell.text(id)),
                Field.of("subject", "", Cell.text(subject)),
                Field.of("what", "", Cell.text(what)),
                Field.of("remedy", "", remedy.isEmpty() ? Cell.missing() : Cell.text(remedy)),
                Field.of("since", "", Cell.optional(since.map(Cell::at)))));
    }
}
