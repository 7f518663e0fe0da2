package zooka.commands.zk.subtree;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.text.Counts;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.tree.Census;
import zooka.commands.zk.tree.ChildrenFirst;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.Tally;

/** {@code deleteall}: delete a znode and all below it. */
@Command(
        name = "deleteall",
        footer = {
            "",
            "Asks for confirmation on a terminal; elsewhere it needs --yes. undo restores everything except ephemeral znodes; containers",
            "and TTL znodes are restored as persistent, because ZooKeeper does not report their kind to clients.",
            "",
            "Examples:",
            "  deleteall /demo/old",
            "  deleteall --dry-run /demo/old",
            "  deleteall -y /demo/old"
        })
public final class DeleteAll implements Action.Change {

    private static final List<Column> FIELDS =
            List.of(Column.of("path", "path"), Column.of("deleted", "deleted").number());

    private static final int LEAVES = 1000;

    @Option(names = "-b", paramLabel = "COUNT", description = "Ignored, for compatibility with zkCli.")
    @Completes(Candidates.FREE_TEXT)
    Integer batch;

    @Option(
            names = "--keep-acls",
            description = "Record the ACL of every znode for undo. By default it is recorded for " + LEAVES
                    + " znodes without children;"
                    + " the others need undo --acl.")
    boolean keepAcls;

    @Parameters(paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        String absolute = context.path(path);
        if (absolute.equals("/") || absolute.equals("/zookeeper")) {
            throw new Failure(Kind.REFUSED, absolute + " belongs to ZooKeeper and cannot be deleted");
        }
        return Plan.on(Scope.subtree(absolute))
                .confirmed(
                        () -> preview(context, absolute),
                        absolute.substring(absolute.lastIndexOf('/') + 1),
                        () -> delete(context, absolute));
    }

    private static Plan.Preview preview(Context context, String absolute) {
        Census census = Census.of(context, absolute);
        String undo = census.ephemerals() == 0 ? "" : "; undo cannot restore ephemeral znodes";
        return new Plan.Preview(
                "delete " + census.text() + ": " + absolute + " and its descendants" + undo, census.fields());
    }

    private Result delete(Context context, String absolute) {
        Znodes znodes = context.clusters().znodes();
        Tally tally = new Tally(context.remarks(), "deleted");
        Iterator<Copies.CopiedZnode> reads =
                Copies.of(znodes, context.remarks(), absolute, keepAcls ? Long.MAX_VALUE : LEAVES);
        tally.count(() -> znodes.applyAll(new ChildrenFirst(reads), tally));
        tally.check();
        return new Result.Change(
                "deleted " + Counts.of(tally.done(), "znode"),
                Optional.empty(),
                Field.all(FIELDS, Cell.text(absolute), Cell.count(tally.done())));
    }
}
