package zooka.commands.session;

import picocli.CommandLine.Command;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code close}: end the session, and with it its ephemerals and watches. */
@Command(
        name = "close",
        footer = {"", "Unlike quit, stays in the shell.", "", "Example:", "  close; connect zk-1:2181"})
public final class Close implements Action.Steer {

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.Disconnect();
    }
}
