package zooka.shell.screen;

import org.jline.terminal.Terminal;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.shell.render.Glyphs;
import zooka.shell.render.PictureText;

/** Shows pictures of one kind full screen, as they change. */
public interface LiveView extends PictureText {

    /** Shows it until the person leaves it; false where the terminal does not suit and nothing was shown. */
    boolean show(Terminal terminal, Action.Live live, Context context, Glyphs glyphs);

    /** The one that an action names. */
    static LiveView of(Action.Live live) {
        return (LiveView) PictureText.of(live.view());
    }
}
