package zooka.commands.zk.znode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code cd}: be at another znode. */
@Command(
        name = "cd",
        footer = {"", "Examples:", "  cd /brokers/topics", "  cd ..", "  cd"})
public final class Cd implements Action.Steer {

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the root.")
    @Completes(Candidates.ZNODE)
    String path = "/";

    @Override
    public SessionChange steer(Context context) {
        String absolute = context.path(path);
        if (context.clusters().znodes().stat(absolute).isEmpty()) {
            throw Znodes.missing(absolute);
        }
        return new SessionChange.MoveTo(absolute);
    }
}
