package zooka.commands.zk.session;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code whoami}: whom the server takes the session to be. */
@Command(
        name = "whoami",
        footer = {"", "Requires ZooKeeper 3.7 or later.", "", "Example:", "  whoami"})
public final class WhoAmI implements Action.Query {

    private static final List<Column> COLUMNS = List.of(Column.of("scheme", "SCHEME"), Column.of("user", "USER"));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        List<ZooKeeperSession.Identity> identities =
                context.clusters().session().whoami();
        List<Row> rows = new ArrayList<>();
        List<Cell> lines = new ArrayList<>(List.of(Cell.text("Auth scheme: User")));
        for (ZooKeeperSession.Identity identity : identities) {
            rows.add(Row.of(Cell.text(identity.scheme()), Cell.text(identity.id())));
            lines.add(Cell.text(identity.scheme() + ": " + identity.id()));
        }
        Result table = new Table(COLUMNS, rows, "not authenticated");
        return new Result.AsZkCli(table, lines, List.of(), List.of());
    }
}
