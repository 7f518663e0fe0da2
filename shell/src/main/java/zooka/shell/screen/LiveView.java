package zooka.shell.screen;

import org.jline.terminal.Terminal;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.shell.render.Glyphs;
import zooka.shell.render.PictureText;

/** Shows pictures of one kind full screen while they change. */
public interface LiveView extends PictureText {

    /**
     * Shows the view until the user leaves it.
     *
     * @param commands runs what the user types after {@code :}, and what keys stand for
     * @return false if the terminal is not suitable and nothing was shown
     */
    boolean show(Terminal terminal, Action.Live live, Context context, Glyphs glyphs, Commands commands);

    /** The view of an action. */
    static LiveView of(Action.Live live) {
        return (LiveView) PictureText.of(live.view());
    }
}
