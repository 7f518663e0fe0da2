package zooka.commands.zk.watch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.ZooKeeperSession.WatchMode;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code addWatch}: be told of a znode's events while other commands are run. */
@Command(
        name = "addWatch",
        footer = {
            "",
            "Prints events above the prompt, in scripts on stderr, until removewatches or the end of the shell.",
            "Use watch to only follow events.",
            "",
            "Examples:",
            "  addWatch /brokers/ids",
            "  addWatch -m PERSISTENT /controller"
        })
public final class AddWatch implements Action.Query {

    private static final List<Column> FIELDS = List.of(Column.of("path", "path"), Column.of("mode", "mode"));

    enum Mode {
        PERSISTENT,
        PERSISTENT_RECURSIVE
    }

    @Option(
            names = "-m",
            paramLabel = "MODE",
            description =
                    "PERSISTENT: the znode and the list of its children. PERSISTENT_RECURSIVE, the default: the znode and its descendants.")
    Mode mode = Mode.PERSISTENT_RECURSIVE;

    @Parameters(paramLabel = "PATH", description = "The znode, which need not exist yet.")
    @Completes(Candidates.ZNODE)
    String path;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        context.clusters()
                .session()
                .watch(mode == Mode.PERSISTENT ? WatchMode.PERSISTENT : WatchMode.PERSISTENT_RECURSIVE, absolute);
        return new Result.Change(
                "watching " + absolute + (mode == Mode.PERSISTENT ? "" : " and its descendants"),
                Optional.empty(),
                Field.all(FIELDS, Cell.text(absolute), Cell.text(mode.name().toLowerCase(Locale.ROOT))));
    }
}
