package zooka.shell.failover;

import zooka.commands.failover.Report;
import zooka.commands.result.Picture;
import zooka.shell.render.PictureText;
import zooka.shell.render.Screen;

/** The view of a report on a failover. */
public final class View implements PictureText {

    @Override
    public String text(Picture picture, Screen screen) {
        return new ReportText((Report) picture, screen.glyphs(), screen.columns()).text();
    }
}
