package zooka.commands.session;

import picocli.CommandLine.Command;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code quit}: leave the shell or end the script. */
@Command(
        name = "quit",
        footer = {"", "Example:", "  quit"})
public final class Quit implements Action.Steer {

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.Leave();
    }
}
