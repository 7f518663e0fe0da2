package zooka.commands.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.Failure;

/** Reads {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d}; a number alone is seconds. */
public final class Durations implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");

    /**
     * Refuses zero; a duration that was not given is {@code null}, and is not refused.
     *
     * @param option as messages name it: {@code --interval}
     * @throws Failure {@code USAGE}
     */
    public static void requirePositive(String option, Duration duration) {
        if (duration != null && (duration.isZero() || duration.isNegative())) {
            throw Failure.usage(option + " must be greater than zero");
        }
    }

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("invalid duration '" + text + "' (examples: 500ms, 5s, 2m)");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2) == null ? "s" : form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
