package zooka.commands.zk.subtree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.zk.tree.Walk;
import zooka.commands.zk.tree.Walk.Visit;

/** {@code du}: how much there is in each subtree. */
@Command(
        name = "du",
        footer = {
            "",
            "Bytes of values, znodes and ephemeral znodes of each subtree; the last line is the total.",
            "",
            "Examples:",
            "  du /",
            "  du -d 2 /brokers",
            "  du -s /demo",
            "  du / | sort -n"
        })
public final class Du implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("bytes", "SIZE").size(),
            Column.of("znodes", "ZNODES").number(),
            Column.of("ephemerals", "EPHEMERALS").number(),
            Column.of("path", "PATH"));

    @Option(names = "-d", paramLabel = "DEPTH", description = "Levels below PATH to show. Default: 1.")
    @Completes(Candidates.FREE_TEXT)
    int depth = 1;

    @Option(names = "-s", description = "Show only the total.")
    boolean summary;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    /** The sums of a subtree that is still being walked. */
    private static final class Sum {
        private final String path;
        private final int depth;
        private long bytes;
        private long znodes;
        private long ephemerals;

        private Sum(String path, int depth) {
            this.path = path;
            this.depth = depth;
        }

        private void add(Sum other) {
            bytes += other.bytes;
            znodes += other.znodes;
            ephemerals += other.ephemerals;
        }

        private Row row() {
            return Row.of(new Cell.Size(bytes), Cell.count(znodes), Cell.count(ephemerals), Cell.text(path));
        }
    }

    @Override
    public void check() {
        if (depth < 0) {
            throw Failure.usage("du: -d must not be negative");
        }
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        int deepest = summary ? 0 : depth;
        return new Flow(COLUMNS, rows -> sum(context, absolute, deepest, rows), Shape.TABLE, Pace.LIST);
    }

    private static void sum(Context context, String root, int deepest, Consumer<Row> rows) {
        Deque<Sum> line = new ArrayDeque<>();
        long[] count = new long[1];
        Walk.values(context.clusters().znodes(), context.remarks(), Walk.EVERYTHING)
                .preorder(root, visited -> {
                    close(line, visited.depth(), deepest, rows);
                    line.push(begin(visited));
                    if (++count[0] % 10_000 == 0) {
                        context.remarks().progress(String.format(Locale.ROOT, "%,d znodes", count[0]));
                    }
                });
        close(line, 0, deepest, rows);
    }

    private static Sum begin(Visit visited) {
        Sum sum = new Sum(visited.path(), visited.depth());
        Znodes.Stat stat = visited.znode().orElseThrow().stat();
        sum.znodes = 1;
        sum.bytes = stat.dataLength();
        sum.ephemerals = stat.kind().ephemeral() ? 1 : 0;
        return sum;
    }

    /** Ends the subtrees down to that depth, each adding to the one that it is in. */
    private static void close(Deque<Sum> line, int depth, int deepest, Consumer<Row> rows) {
        while (!line.isEmpty() && line.peek().depth >= depth) {
            Sum ended = line.pop();
            if (ended.depth <= deepest) {
                rows.accept(ended.row());
            }
            if (!line.isEmpty()) {
                line.peek().add(ended);
            }
        }
    }
}
