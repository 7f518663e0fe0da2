package zooka.shell.render;

import java.time.Instant;
import zooka.commands.result.Picture;

/** Draws pictures of one kind as text, for where there is no terminal. Each is the class {@code View} of its own package. */
public interface PictureText {

    /** All of a picture in lines so wide, and nothing that would need a terminal. */
    String text(Picture picture, int columns, Glyphs glyphs, Instant now);

    /** The one of that name; loaded when a picture is drawn, since most commands draw none. */
    static PictureText of(String view) {
        String name = "zooka.shell." + view + ".View";
        try {
            return Class.forName(name)
                    .asSubclass(PictureText.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a picture names the view " + name + ", which cannot be made", e);
        }
    }
}
