package zooka.shell.render;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Formats durations and ages for people. */
public final class Ages {

    private Ages() {}

    /**
     * The age of a moment: {@code 3 s}, {@code 4 min}, {@code 2 h}, {@code 3 d}; a moment in the future is {@code 0 s}
     * old.
     */
    public static String since(Instant then, Instant now) {
        return seconds(Math.max(0, Duration.between(then, now).toSeconds()));
    }

    /** The age of a moment, or a dash if the moment is unknown. */
    public static String since(Optional<Instant> then, Instant now) {
        return then.map(moment -> since(moment, now)).orElse("-");
    }

    /**
     * The time since an earlier event, in milliseconds below one second: {@code +46 ms}, {@code +1.2 s}, {@code +4
     * min}.
     */
    public static String after(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return "+" + millis + " ms";
        }
        if (millis < 100_000) {
            long tenths = (millis + 50) / 100;
            return "+" + tenths / 10 + "." + tenths % 10 + " s";
        }
        return "+" + seconds(millis / 1000);
    }

    private static String seconds(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    /** A duration in milliseconds, with a fraction below 10 ms. */
    public static String millis(double millis) {
        return millis < 10 ? trimmed(String.format(Locale.ROOT, "%.1f", millis)) + " ms" : Math.round(millis) + " ms";
    }

    private static String trimmed(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }
}
