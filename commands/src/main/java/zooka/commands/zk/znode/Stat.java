package zooka.commands.zk.znode;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code stat}: what ZooKeeper keeps of a znode beside its value. */
@Command(
        name = "stat",
        footer = {"", "Example:", "  stat /controller"})
public final class Stat implements Action.Query {

    @Option(names = "-w", description = "Set a one-time watch, also on a znode that does not exist yet.")
    boolean watch;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    /** As zkCli took it before it had options. */
    @Parameters(index = "1", arity = "0..1", hidden = true, paramLabel = "watch")
    LegacySyntax.WatchWord oldWatch;

    @Override
    public List<Column> fields() {
        return StatFields.COLUMNS;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        if (watch || oldWatch != null) {
            context.clusters().session().watch(ZooKeeperSession.WatchMode.EXISTENCE, absolute);
        }
        Znodes.Stat stat = context.clusters().znodes().stat(absolute).orElseThrow(() -> Znodes.missing(absolute));
        return new Result.Details(StatFields.of(stat));
    }
}
