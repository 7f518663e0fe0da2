package zooka.commands.zk.watch;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.ZooKeeperSession.WatcherType;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code removewatches}: be told no more of a znode's events. */
@Command(
        name = "removewatches",
        footer = {"", "Examples:", "  removewatches /brokers/ids", "  removewatches /controller -d"})
public final class RemoveWatches implements Action.Query {

    private static final List<Column> FIELDS = List.of(Column.of("path", "path"));

    static final class Which {
        @Option(names = "-c", description = "Watches set by ls -w.")
        boolean children;

        @Option(names = "-d", description = "Watches set by get -w and stat -w.")
        boolean data;

        @Option(names = "-p", description = "Watches set by addWatch -m PERSISTENT.")
        boolean persistent;

        @Option(names = "-r", description = "Watches set by addWatch.")
        boolean recursive;

        @Option(names = "-a", description = "All watches, the default.")
        boolean any;
    }

    @ArgGroup
    Which which = new Which();

    @Option(names = "-l", description = "Remove the watches even if no server is reachable.")
    boolean local;

    @Parameters(paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        WatcherType removing = which.children
                ? WatcherType.CHILDREN
                : which.data
                        ? WatcherType.DATA
                        : which.persistent
                                ? WatcherType.PERSISTENT
                                : which.recursive ? WatcherType.PERSISTENT_RECURSIVE : WatcherType.ANY;
        context.clusters().session().unwatch(removing, absolute, local);
        return new Result.Change(
                "removed watches from " + absolute, Optional.empty(), Field.all(FIELDS, Cell.text(absolute)));
    }
}
