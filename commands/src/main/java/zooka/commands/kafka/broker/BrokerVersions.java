package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Brokers;
import zooka.clients.kafka.Brokers.Api;
import zooka.clients.kafka.Brokers.ClientApi;
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
            "  broker versions 1 --all",
            "  broker versions --where 'name =~ Fetch' --columns broker,name,max"
        })
public final class BrokerVersions implements Action.Query {

    @Parameters(arity = "0..*", paramLabel = "BROKER", description = "Broker ids. Default: all.")
    @Completes(Candidates.BROKER)
    List<Integer> ids = List.of();

    @Option(
            names = {"-a", "--all"},
            description =
                    "Also list the requests that this client can send and the broker does not support, without MIN and MAX.")
    boolean all;

    @Override
    public List<Column> columns() {
        return columns(true);
    }

    private static List<Column> columns(boolean several) {
        return List.of(
                several
                        ? Column.of("broker", "BROKER").number()
                        : Column.jsonOnly("broker").number(),
                Column.of("release", "RELEASE"),
                Column.of("name", "REQUEST"),
                Column.of("key", "KEY").number(),
                Column.of("min", "MIN").number(),
                Column.of("max", "MAX").number(),
                Column.of("usable", "USABLE").number(),
                Column.jsonOnly("clientMin").number(),
                Column.jsonOnly("clientMax").number());
    }

    @Override
    public Result run(Context context) {
        Brokers brokers = context.clusters().administration().brokers();
        PerBroker<Versions> told = brokers.versions(ids);
        named(context, told);
        Map<Integer, ClientApi> client = new TreeMap<>();
        brokers.clientApis().forEach(api -> client.put(api.key(), api));
        List<Row> rows = new ArrayList<>();
        told.answers().forEach((id, versions) -> rows.addAll(rows(id, versions, client)));
        return new Table(columns(told.answers().size() > 1), rows, "no broker is registered");
    }

    /** The rows of a broker, by the keys of the requests. */
    private Collection<Row> rows(int id, Versions versions, Map<Integer, ClientApi> client) {
        Cell release = Cell.optional(Release.of(versions).map(Cell::text));
        Map<Integer, Row> rows = new TreeMap<>();
        if (all) {
            client.values()
                    .forEach(api -> rows.put(
                            api.key(),
                            Row.of(
                                    Cell.id(id),
                                    release,
                                    Cell.text(api.name()),
                                    Cell.id(api.key()),
                                    Cell.missing(),
                                    Cell.missing(),
                                    Cell.missing(),
                                    Cell.id(api.min()),
                                    Cell.id(api.max()))));
        }
        for (Api api : versions.apis()) {
            Optional<ClientApi> own = Optional.ofNullable(client.get(api.key()));
            rows.put(
                    api.key(),
                    Row.of(
                            Cell.id(id),
                            release,
                            Cell.optional(api.name().map(Cell::text)),
                            Cell.id(api.key()),
                            Cell.id(api.min()),
                            Cell.id(api.max()),
                            api.usable().isPresent() ? Cell.id(api.usable().getAsInt()) : Cell.missing(),
                            Cell.optional(own.map(each -> Cell.id(each.min()))),
                            Cell.optional(own.map(each -> Cell.id(each.max())))));
        }
        return rows.values();
    }

    /** Remarks the brokers that do not answer; throws if none does. */
    static void named(Context context, PerBroker<?> told) {
        List<String> silent = told.unreachable().entrySet().stream()
                .map(entry -> "broker " + entry.getKey() + ": " + entry.getValue())
                .toList();
        if (told.answers().isEmpty() && !silent.isEmpty()) {
            throw Failure.unreachable(String.join("; ", silent));
        }
        silent.forEach(what -> context.remarks().incomplete("broker-silent", what));
    }
}
