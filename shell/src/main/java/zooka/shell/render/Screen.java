package zooka.shell.render;

import java.time.Instant;
import java.time.ZoneId;
import zooka.commands.result.Picture;

/**
 * The properties of the place where output is read.
 *
 * @param terminal whether it is a terminal
 * @param columns its width; {@link Integer#MAX_VALUE} if nothing is cut
 * @param colour whether colours are allowed
 * @param ascii whether it shows only ASCII
 * @param now the present time, for ages
 * @param layout the layout of rows
 */
public record Screen(boolean terminal, int columns, boolean colour, boolean ascii, Instant now, Layout layout) {

    /** The layout of rows with several columns. */
    public enum Layout {
        /** A line for each row; blocks if a column would not fit. */
        AUTO,
        /** A line for each row; columns that do not fit are left out and named. */
        LINES,
        /** A block for each row, with a line for each field. */
        BLOCKS
    }

    private static final int FRAME_COLUMNS = 120;

    /** A screen with the layout {@code AUTO}. */
    public Screen(boolean terminal, int columns, boolean colour, boolean ascii, Instant now) {
        this(terminal, columns, colour, ascii, now, Layout.AUTO);
    }

    /** A screen for output to a program. */
    public static Screen pipe(Instant now) {
        return new Screen(false, Integer.MAX_VALUE, false, false, now);
    }

    /** This screen at another time and with another width. */
    public Screen at(Instant moment, int wide) {
        return new Screen(terminal, wide, colour, ascii, moment, layout);
    }

    /** This screen with another layout of rows. */
    public Screen with(Layout other) {
        return new Screen(terminal, columns, colour, ascii, now, other);
    }

    /** The mark of a shortened text. */
    String ellipsis() {
        return ascii ? "~" : "…";
    }

    /** A picture as text. */
    String frame(Picture picture) {
        return PictureText.of(picture.view()).text(picture, this);
    }

    /** A picture as text for pipes. */
    String plain(Picture picture) {
        return PictureText.of(picture.view()).plain(picture, this);
    }

    /** The width of a frame; a default if nothing is cut. */
    public int frameColumns() {
        return columns == Integer.MAX_VALUE ? FRAME_COLUMNS : columns;
    }

    /** The characters and colours of this screen. */
    public Glyphs glyphs() {
        return new Glyphs(ascii, colour, ZoneId.systemDefault());
    }
}
