package zooka.commands.zk.session;

import java.util.List;
import picocli.CommandLine.Command;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.znode.StatFields;

/** {@code session}: this shell's session with the ensemble. */
@Command(
        name = "session",
        footer = {"", "Example:", "  session"})
public final class ShowSession implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.of("session", "session"),
            Column.of("state", "state"),
            Column.of("server", "server"),
            Column.of("local", "local"),
            Column.of("transport", "transport"),
            Column.of("credentials", "credentials").list(),
            Column.of("timeoutMs", "timeout").duration());

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        ZooKeeperSession.Description session = context.clusters().session().describe();
        return new Result.Details(Field.all(
                FIELDS,
                StatFields.hex(session.id()),
                Cell.text(session.state()),
                Cell.optional(session.server().map(Cell::text)),
                Cell.optional(session.local().map(Cell::text)),
                Cell.text(session.secure() ? "TLS" : "plaintext"),
                new Cell.Many(session.shown().stream().map(Cell::text).toList()),
                new Cell.Millis(session.timeout().toMillis())));
    }
}
