package zooka.shell.render;

import java.time.Instant;
import java.time.ZoneId;
import zooka.commands.result.Picture;

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

    private static final int FRAME_COLUMNS = 120;

    /** Output that is read by a program. */
    public static Screen pipe(Instant now) {
        return new Screen(false, Integer.MAX_VALUE, false, false, now);
    }

    /** The same place at another time, and so wide. */
    public Screen at(Instant moment, int wide) {
        return new Screen(terminal, wide, colour, ascii, moment);
    }

    /** A picture as one frame of text. */
    String frame(Picture picture) {
        int wide = columns == Integer.MAX_VALUE ? FRAME_COLUMNS : columns;
        return PictureText.of(picture.view())
                .text(picture, wide, new Glyphs(ascii, false, ZoneId.systemDefault()), now);
    }
}
