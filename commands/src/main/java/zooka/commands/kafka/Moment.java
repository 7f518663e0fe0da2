package zooka.commands.kafka;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.TypeConversionException;
import zooka.commands.Durations;
import zooka.commands.Failure;

/** A time as a person types it: RFC 3339, a date, or how long ago; without a zone it is UTC. */
final class Moment {

    private Moment() {}

    /**
     * The moment that a text names.
     *
     * @throws Failure {@code USAGE} where it names none
     */
    static Instant of(String text, Clock clock) {
        try {
            return clock.instant().minus(new Durations().convert(text));
        } catch (TypeConversionException e) {
            return of(text);
        }
    }

    private static Instant of(String text) {
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            String joined = text.replace(' ', 'T');
            return joined.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(joined).toInstant()
                    : LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Failure.usage("'" + text + "' is no time")
                    .hint("2026-03-01T14:02:03Z, 2026-03-01, or 10m ago as 10m");
        }
    }
}
