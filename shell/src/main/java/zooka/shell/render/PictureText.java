package zooka.shell.render;

import zooka.commands.result.Picture;

/**
 * Draws pictures of one kind as text, for output that is not live. Each implementation is the class {@code View} of its
 * own package.
 */
public interface PictureText {

    /** All rows of a picture as lines for a screen, without hints about keys. */
    String text(Picture picture, Screen screen);

    /** A picture as text for pipes; by default the same text as for people. */
    default String plain(Picture picture, Screen screen) {
        return text(picture, screen);
    }

    /** The implementation for a view's name; loaded only when a picture is drawn, since most commands draw none. */
    static PictureText of(String view) {
        String name = "zooka.shell." + view + ".View";
        try {
            return Class.forName(name)
                    .asSubclass(PictureText.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create the view " + name, e);
        }
    }
}
