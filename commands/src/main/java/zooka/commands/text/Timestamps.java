package zooka.commands.text;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.Failure;

/**
 * A time as a person types it, the same in every command: RFC 3339, a date, {@code @} and milliseconds since 1970, or how long ago;
 * without a zone it is UTC.
 */
public final class Timestamps {

    /** Said in the help of each command that takes a TIME. */
    public static final String FORMS =
            "TIME is RFC 3339 (2026-03-01T14:02:03Z, ...+0200, ...+02), a date, @MILLISECONDS since 1970, or";

    /** The next line of it. */
    public static final String MORE_FORMS = "a duration before now (10m). The default zone is UTC.";

    private static final String HINT =
            "examples: 2026-03-01T14:02:03Z, 2026-03-01, @1700000000000 (milliseconds), 10m (10 minutes ago)";

    private static final Pattern ZONED =
            Pattern.compile("(.*\\d)(Z|[+-]\\d\\d(?::?\\d\\d)?)", Pattern.CASE_INSENSITIVE);

    /** As many digits as seconds since 1970 have now; as milliseconds that would be a day of early 1970. */
    private static final Pattern LIKE_SECONDS = Pattern.compile("@\\d{9,11}");

    private Timestamps() {}

    /**
     * The moment that a text names.
     *
     * @throws Failure {@code USAGE} where it names none
     */
    public static Instant of(String text, Clock clock) {
        try {
            return clock.instant().minus(new Durations().convert(text));
        } catch (TypeConversionException e) {
            return of(text);
        }
    }

    private static Instant of(String text) {
        if (LIKE_SECONDS.matcher(text).matches()) {
            throw Failure.usage("invalid time '" + text + "': expected milliseconds")
                    .hint("use " + text + "000 for a time in seconds");
        }
        try {
            Instant instant = parsed(text);
            long unused = instant.toEpochMilli(); // the numbers that brokers take
            return instant;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw Failure.usage("invalid time '" + text + "'")
                    .hint(text.matches("\\d{12,18}") ? "use @" + text + " for milliseconds since 1970" : HINT)
                    .cause(e);
        }
    }

    private static Instant parsed(String text) {
        if (text.matches("@\\d+")) {
            return Instant.ofEpochMilli(Long.parseLong(text.substring(1)));
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String joined = text.replace(' ', 'T');
        Matcher zoned = joined.indexOf('T') < 0 ? ZONED.matcher("") : ZONED.matcher(joined);
        if (!zoned.matches()) {
            return LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC);
        }
        String zone = zoned.group(2);
        return LocalDateTime.parse(zoned.group(1)).toInstant(ZoneOffset.of(zone.equals("z") ? "Z" : zone));
    }
}
