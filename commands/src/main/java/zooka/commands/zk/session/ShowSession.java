package zooka.commands.zk.session;

import java.util.List;
import picocli.CommandLine.Command;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.zk.znode.StatFields;

/** {@code session}: this shell's session with the ensemble. */
@Command(
        name = "session",
        footer = {"", "Example:", "  session"})
public final class ShowSession implements Action.Query {

    @Override
    public Result run(Context context) {
        ZooKeeperSession.Description session = context.clusters().session().describe();
        return new Result.Details(List.of(
                Field.of("session", "session", StatFields.hex(session.id())),
                Field.of("state", "state", Cell.text(session.state())),
                Field.of("server", "server", Cell.optional(session.server().map(Cell::text))),
                Field.of("local", "local", Cell.optional(session.local().map(Cell::text))),
                Field.of("transport", "transport", Cell.text(session.secure() ? "TLS" : "plaintext")),
                Field.of(
                        "credentials",
                        "credentials",
                        new Cell.Many(session.shown().stream().map(Cell::text).toList())),
                Field.of(
                        "timeoutMs",
                        "timeout",
                        new Cell.Millis(session.timeout().toMillis()))));
    }
}
