package zooka.shell.view;

import org.jline.terminal.Terminal;
import zooka.commands.Action;
import zooka.commands.Context;

public final class LeadersLoop {
    private LeadersLoop() {}

    public static void run(Terminal terminal, Action.Live live, Context context, boolean colour, boolean ascii) {}
}
