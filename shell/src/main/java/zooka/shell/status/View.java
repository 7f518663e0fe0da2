package zooka.shell.status;

import zooka.commands.result.Picture;
import zooka.commands.status.StatusReport;
import zooka.shell.render.PictureText;
import zooka.shell.render.Screen;

/** The view of what {@code status} has found. */
public final class View implements PictureText {

    @Override
    public String text(Picture picture, Screen screen) {
        return new StatusText((StatusReport) picture, screen).aligned();
    }

    @Override
    public String plain(Picture picture, Screen screen) {
        return new StatusText((StatusReport) picture, screen).plain();
    }
}
