package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Brokers.Versions;
import zooka.clients.kafka.PerBroker;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code broker versions}: shows the API versions that brokers support, and those that this client uses. */
@Command(
        name = "broker versions",
        footer = {
            "",
            "RELEASE is derived from the API versions; brokers do not report it.",
            "",
            "Examples:",
            "  broker versions 1",
            "  broker versions --json | jq 'group_by(.broker)[][0] | {broker, release}'"
        })
public final class BrokerVersions implements Action.Query {

    @Parameters(arity = "0..*", paramLabel = "BROKER", description = "Broker ids. Default: all.")
    @Completes(Candidates.BROKER)
    List<Integer> ids = List.of();

    @Override
    public List<Column> columns() {
        return columns(true);
    }

    private static List<Column> columns(boolean several) {
        return List.of(
                several ? Column.of("broker", "BROKER") : Column.jsonOnly("broker"),
                Column.of("release", "RELEASE"),
                Column.of("name", "REQUEST"),
                Column.of("key", "KEY"),
                Column.of("min", "MIN"),
                Column.of("max", "MAX"),
                Column.of("usable", "USABLE"));
    }

    @Override
    public Result run(Context context) {
        PerBroker<Versions> told = context.clusters().administration().brokers().versions(ids);
        named(context, told);
        List<Row> rows = new ArrayList<>();
        told.answers().forEach((id, versions) -> versions.apis()
                .forEach(api -> rows.add(Row.of(
                        Cell.id(id),
                        Cell.optional(Release.of(versions).map(Cell::text)),
                        Cell.optional(api.name().map(Cell::text)),
                        Cell.id(api.key()),
                        Cell.id(api.min()),
                        Cell.id(api.max()),
                        api.usable().isPresent() ? Cell.id(api.usable().getAsInt()) : Cell.missing()))));
        return new Table(columns(told.answers().size() > 1), rows, "no broker is registered");
    }

    /** Remarks the brokers that do not answer; throws if none does. */
    static void named(Context context, PerBroker<?> told) {
        List<String> silent = told.unreachable().entrySet().stream()
                .map(entry -> "broker " + entry.getKey() + ": " + entry.getValue())
                .toList();
        if (told.answers().isEmpty() && !silent.isEmpty()) {
            throw Failure.unreachable(String.join("; ", silent));
        }
        silent.forEach(context.remarks()::incomplete);
    }
}
