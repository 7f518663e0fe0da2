package zooka.shell.render;

import java.time.Instant;

/**
 * What is known of the place where output is read.
 *
 * @param terminal whether a person reads it on a terminal
 * @param columns how wide it is; {@link Integer#MAX_VALUE} where nothing is cut
 * @param colour whether it may be coloured
 * @param ascii whether it shows only ASCII
 * @param now what time it is, for ages
 */
public record Screen(boolean terminal, int columns, boolean colour, boolean ascii, Instant now) {

    /** Output that is read by a program. */
    public static Screen pipe(Instant now) {
        return new Screen(false, Integer.MAX_VALUE, false, false, now);
    }
}
