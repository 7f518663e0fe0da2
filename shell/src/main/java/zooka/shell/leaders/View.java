package zooka.shell.leaders;

import org.jline.terminal.Terminal;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Screen;
import zooka.shell.screen.Commands;
import zooka.shell.screen.LiveView;

/** The view of the leader map. */
public final class View implements LiveView {

    @Override
    public String text(Picture picture, Screen screen) {
        return LeadersText.plain((LeaderMap) picture, screen.frameColumns(), screen.glyphs(), screen.now());
    }

    @Override
    public boolean show(Terminal terminal, Action.Live live, Context context, Glyphs glyphs, Commands commands) {
        return LeadersLoop.show(terminal, live, context, glyphs, commands);
    }
}
