package zooka.commands.zk;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.result.Result;

/** {@code stat}: what ZooKeeper keeps of a znode beside its value. */
@Command(
        name = "stat",
        footer = {"", "Example:", "  stat /controller"})
public final class Stat implements Action.Query {

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: where you are.")
    String path = ".";

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        Znodes.Stat stat = context.clusters().znodes().stat(absolute).orElseThrow(() -> Znodes.missing(absolute));
        return new Result.Details(StatFields.of(stat));
    }
}
