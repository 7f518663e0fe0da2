package zooka.shell.browse;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Terminal;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.zk.browse.ZnodeTree;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Screen;
import zooka.shell.screen.Commands;
import zooka.shell.screen.FullScreen;
import zooka.shell.screen.LiveView;

/** The view of the tree of znodes. */
public final class View implements LiveView {

    @Override
    public String text(Picture picture, Screen screen) {
        return BrowseText.text((ZnodeTree) picture, screen);
    }

    @Override
    public String plain(Picture picture, Screen screen) {
        return BrowseText.plain((ZnodeTree) picture, screen);
    }

    @Override
    public boolean show(Terminal terminal, Action.Live live, Context context, Glyphs glyphs, Commands commands) {
        if (!FullScreen.suits(terminal)) {
            return false;
        }
        try {
            new BrowseScreen(terminal, live, context, glyphs, commands).run();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
