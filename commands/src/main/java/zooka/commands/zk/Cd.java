package zooka.commands.zk;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Steering;
import zooka.commands.zk.client.Znodes;

/** {@code cd}: be at another znode. */
@Command(
        name = "cd",
        footer = {"", "Examples:", "  cd /brokers/topics", "  cd ..", "  cd"})
public final class Cd implements Action.Steer {

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the root.")
    String path = "/";

    @Override
    public Steering steer(Context context) {
        String absolute = context.path(path);
        if (context.clusters().znodes().stat(absolute).isEmpty()) {
            throw Znodes.missing(absolute);
        }
        return new Steering.MoveTo(absolute);
    }
}
