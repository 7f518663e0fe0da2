package zooka.commands.kafka.access;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zooka.clients.kafka.Quotas;
import zooka.clients.kafka.Quotas.Client;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code quota list}: lists client quotas. */
@Command(
        name = "quota list",
        footer = {"", "Examples:", "  quotas", "  quotas --user alice", "  quotas --client-defaults"})
public final class QuotaList implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("user", "USER"),
            Column.of("clientId", "CLIENT ID"),
            Column.of("ip", "ADDRESS"),
            Column.of("key", "QUOTA"),
            Column.of("value", "VALUE"));

    @Mixin
    QuotaClient whose = new QuotaClient();

    @Override
    public void check() {
        whose.client();
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        List<Row> rows = new ArrayList<>();
        for (Quotas.Limits limits : context.clusters().administration().quotas().list(whose.client())) {
            Client client = limits.client();
            new TreeMap<>(limits.values())
                    .forEach((key, value) -> rows.add(Row.of(
                            Cell.optional(client.user().map(Cell::text)),
                            Cell.optional(client.clientId().map(Cell::text)),
                            Cell.optional(client.ip().map(Cell::text)),
                            Cell.text(key),
                            QuotaKeys.cell(key, value))));
        }
        return new Table(COLUMNS, rows, "no quotas").counted("quota");
    }
}
