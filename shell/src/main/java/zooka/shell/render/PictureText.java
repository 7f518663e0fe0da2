package zooka.shell.render;

import zooka.commands.result.Picture;

/** Draws pictures of one kind as text, for where it is not live. Each is the class {@code View} of its own package. */
public interface PictureText {

    /** All of a picture in lines for that place, and nothing that would need keys. */
    String text(Picture picture, Screen screen);

    /** The same for pipes; text of its own where there is one that is easier to take apart. */
    default String plain(Picture picture, Screen screen) {
        return text(picture, screen);
    }

    /** The one of that name; loaded when a picture is drawn, since most commands draw none. */
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
