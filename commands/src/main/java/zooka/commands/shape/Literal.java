package zooka.commands.shape;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.Failure;
import zooka.clients.text.Sizes;
import zooka.commands.text.Durations;
import zooka.commands.text.Timestamps;

/**
 * A value in an expression. What it is depends on what it is compared with: {@code 5m} is five minutes beside a duration and five
 * mebibytes beside a size.
 *
 * @param text without its quotes
 * @param at where it begins in the expression
 */
record Literal(String text, boolean quoted, int at) {

    /** Whether it is the word {@code null}. */
    boolean isNull() {
        return !quoted && text.equalsIgnoreCase("null");
    }

    Optional<Boolean> flag() {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** As a number; {@code 10MB} is a number of bytes. */
    Optional<BigDecimal> number() {
        Optional<BigDecimal> number = Numbers.of(text);
        return number.isEmpty() && text.toUpperCase(Locale.ROOT).endsWith("B") ? bytes() : number;
    }

    /** As a number of bytes. */
    Optional<BigDecimal> bytes() {
        OptionalLong bytes = Sizes.read(text);
        return bytes.isPresent() ? Optional.of(BigDecimal.valueOf(bytes.getAsLong())) : Optional.empty();
    }

    /** As a length of time, which has a unit. */
    Optional<Duration> duration() {
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Durations().convert(text));
        } catch (TypeConversionException e) {
            return Optional.empty();
        }
    }

    /** As a moment that does not depend on the present one. */
    Optional<Instant> moment() {
        try {
            return duration().isPresent() || Numbers.of(text).isPresent()
                    ? Optional.empty()
                    : Optional.of(Timestamps.of(text, Clock.systemUTC()));
        } catch (Failure e) {
            return Optional.empty();
        }
    }
}
