package zooka.commands.session;

import picocli.CommandLine.Command;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code history}: the lines that this shell has run. */
@Command(
        name = "history",
        footer = {"", "Lines with a password are not kept.", "", "Example:", "  history"})
public final class History implements Action.Steer {

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.ShowHistory();
    }
}
