package zooka.shell.leaders;

import java.time.Instant;
import org.jline.terminal.Terminal;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.result.Picture;
import zooka.commands.timeline.Via;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Screen;
import zooka.shell.screen.Commands;
import zooka.shell.screen.LiveView;

/** The view of the leader map. */
public final class View implements LiveView {

    @Override
    public String text(Picture picture, Screen screen) {
        LeaderMap map = (LeaderMap) picture;
        // Ages in a recording end with it.
        boolean recorded = map.state().via() == Via.RECORDING;
        Instant now = recorded ? map.state().asOf() : screen.now();
        return LeadersText.plain(map, screen.frameColumns(), screen.glyphs(), now);
    }

    @Override
    public boolean show(Terminal terminal, Action.Live live, Context context, Glyphs glyphs, Commands commands) {
        return LeadersLoop.show(terminal, live, context, glyphs, commands);
    }
}
