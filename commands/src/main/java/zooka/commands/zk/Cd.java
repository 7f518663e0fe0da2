package zooka.commands.zk;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;

/** {@code cd}: be at another znode. */
@Command(
        name = "cd",
        footer = {"", "Examples:", "  cd /brokers/topics", "  cd ..", "  cd"})
public final class Cd implements Action.Move {

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the root.")
    String path = "/";

    @Override
    public String move(Context context) {
        String absolute = context.path(path);
        if (context.clusters().znodes().stat(absolute).isEmpty()) {
            throw Znodes.missing(absolute);
        }
        return absolute;
    }
}
