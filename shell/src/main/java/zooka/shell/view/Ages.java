package zooka.shell.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time in one short word: {@code 46 ms}, {@code 3 s}, {@code 4 min}, {@code 2 h}, {@code 3 d}. */
final class Ages {
    private Ages() {}

    /** How long ago that was, in whole seconds or more; a moment still to come is 0 s ago. */
    static String since(Instant then, Instant now) {
        return of(Math.max(0, Duration.between(then, now).toMillis()));
    }

    static String since(Optional<Instant> then, Instant now) {
        return then.map(moment -> since(moment, now)).orElse("-");
    }

    private static String of(long millis) {
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h";
        }
        return seconds / 86_400 + " d";
    }

    /** How long after, to the millisecond where it matters: {@code +46 ms}, {@code +1.2 s}, {@code +4 min}. */
    static String after(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return "+" + millis + " ms";
        }
        if (millis < 100_000) {
            return String.format(Locale.ROOT, "+%.1f s", millis / 1000.0);
        }
        return "+" + of(millis);
    }
}
