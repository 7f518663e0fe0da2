package zooka.commands.zk.server;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import zooka.clients.zookeeper.ClientVersion;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code version}: which ZooKeeper the client and each server are. */
@Command(
        name = "version",
        footer = {"", "zooka --version shows the version of zooka.", "", "Example:", "  version"})
public final class Version implements Action.Query {

    private static final List<Column> COLUMNS =
            List.of(Column.of("side", "SIDE"), Column.of("server", "ADDRESS"), Column.of("version", "VERSION"));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(Cell.text("client"), Cell.missing(), Cell.text(ClientVersion.number())));
        for (Server server : context.clusters().ensemble().servers()) {
            server.trouble()
                    .ifPresent(why -> context.remarks().incomplete("server-silent", server.address() + ": " + why));
            rows.add(Row.of(
                    Cell.text("server"),
                    Cell.text(server.address()),
                    Cell.optional(server.version().map(Cell::text))));
        }
        Result table = new Table(COLUMNS, rows, "");
        return new Result.AsZkCli(table, "ZooKeeper CLI version: " + ClientVersion.full());
    }
}
