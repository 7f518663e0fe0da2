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

    /** A picture as text. */
    String frame(Picture picture) {
        return PictureText.of(picture.view()).text(picture, this);
    }

    /** A picture as text for pipes. */
    String plain(Picture picture) {
        return PictureText.of(picture.view()).plain(picture, this);
    }

    /** How wide a frame is, also where nothing is cut. */
    public int frameColumns() {
        return columns == Integer.MAX_VALUE ? FRAME_COLUMNS : columns;
    }

    /** What can be shown there. */
    public Glyphs glyphs() {
        return new Glyphs(ascii, colour, ZoneId.systemDefault());
    }
}
