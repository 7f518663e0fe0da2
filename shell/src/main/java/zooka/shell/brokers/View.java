package zooka.shell.brokers;

import org.jline.terminal.Terminal;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.brokers.BrokersPicture;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Screen;
import zooka.shell.screen.Commands;
import zooka.shell.screen.LiveView;
import zooka.shell.sheet.SheetScreen;
import zooka.shell.sheet.SheetText;

/** The view of {@code watch brokers}. */
public final class View implements LiveView {

    @Override
    public String text(Picture picture, Screen screen) {
        return SheetText.of(new BrokersSubject(), (BrokersPicture) picture, screen);
    }

    @Override
    public boolean show(Terminal terminal, Action.Live live, Context context, Glyphs glyphs, Commands commands) {
        return SheetScreen.show(terminal, new BrokersSubject(), BrokersPicture.class, live, context, glyphs, commands);
    }
}
