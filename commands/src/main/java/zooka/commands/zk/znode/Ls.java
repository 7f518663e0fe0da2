package zooka.commands.zk.znode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.zk.tree.Walk;

/** {@code ls}: the children of a znode. */
@Command(
        name = "ls",
        footer = {"", "Examples:", "  ls /brokers/ids", "  ls -s /brokers/topics", "  ls -R /demo | grep job"})
public final class Ls implements Action.Query {

    @Option(names = "-s", description = "Print version, size, children, time and owner of each child.")
    boolean stat;

    @Option(names = "-R", description = "List the znode and its descendants, one path per line.")
    boolean recursive;

    @Option(names = "-w", description = "Set a one-time watch on the children; with -R a watch on the descendants.")
    boolean watch;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    /** As zkCli took it before it had options. */
    @Parameters(index = "1", arity = "0..1", hidden = true, paramLabel = "watch")
    LegacySyntax.WatchWord oldWatch;

    @Override
    public List<Column> columns() {
        if (recursive) {
            return List.of(Column.of("path", "PATH"));
        }
        if (!stat) {
            return List.of(Column.of("name", "NAME"), Column.jsonOnly("path"));
        }
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("name", "NAME"),
                Column.jsonOnly("path"),
                Column.textOnly("VERSION"),
                Column.textOnly("SIZE"),
                Column.textOnly("CHILDREN"),
                Column.textOnly("MODIFIED"),
                Column.textOnly("OWNER")));
        StatFields.COLUMNS.forEach(column -> columns.add(column.inJsonOnly()));
        return columns;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        Znodes znodes = context.clusters().znodes();
        if (recursive) {
            // Each znode before those below it; zkCli shows a whole family before what is below its first.
            return new Result.InZkCliOrder(
                    paths(context, absolute, (visited, rows) -> rows.accept(visited.path())),
                    paths(context, absolute, (visited, rows) -> {
                        if (visited.depth() == 0) {
                            rows.accept(visited.path());
                        }
                        visited.children().forEach(name -> rows.accept(Znodes.child(visited.path(), name)));
                    }));
        }
        watch(context, absolute);
        Znodes.Children children = znodes.children(absolute);
        List<String> names = children.names();
        String empty = absolute + " has no children";
        return stat
                ? new Result.AsZkCli(
                        withStats(znodes, absolute, names, empty),
                        List.of(Cell.text("[" + String.join(", ", names) + "]")),
                        StatFields.of(children.stat()),
                        List.of())
                : plain(absolute, names, empty);
    }

    private Flow paths(Context context, String root, BiConsumer<Walk.Visit, Consumer<String>> shown) {
        Znodes znodes = context.clusters().znodes();
        return new Flow(
                columns(),
                rows -> Walk.names(znodes, context.remarks(), Walk.EVERYTHING).preorder(root, visited -> {
                    watch(context, visited.path());
                    shown.accept(visited, path -> rows.accept(Row.of(Cell.text(path))));
                }),
                Shape.NAMES,
                Pace.LIST);
    }

    private void watch(Context context, String watched) {
        if (watch || oldWatch != null) {
            context.clusters().session().watch(ZooKeeperSession.WatchMode.CHILDREN, watched);
        }
    }

    private Result plain(String parent, List<String> names, String empty) {
        List<Row> rows = names.stream()
                .map(name -> Row.of(Cell.text(name), Cell.text(Znodes.child(parent, name))))
                .toList();
        return new Table(columns(), rows, Shape.NAMES, empty);
    }

    private Result withStats(Znodes znodes, String parent, List<String> names, String empty) {
        List<String> paths =
                names.stream().map(name -> Znodes.child(parent, name)).toList();
        List<Optional<Znodes.Stat>> stats = znodes.statAll(paths);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (stats.get(i).isEmpty()) {
                continue; // it went while we looked
            }
            Znodes.Stat stat = stats.get(i).get();
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.text(names.get(i)),
                    Cell.text(paths.get(i)),
                    Cell.count(stat.version()),
                    new Cell.Size(stat.dataLength()),
                    Cell.count(stat.numChildren()),
                    Cell.since(stat.mtime()),
                    stat.ephemeralOwner() == 0 ? Cell.missing() : StatFields.hex(stat.ephemeralOwner())));
            StatFields.of(stat).stream().map(Field::cell).forEach(cells::add);
            rows.add(new Row(cells));
        }
        return new Table(columns(), rows, empty).counted("znode");
    }
}
