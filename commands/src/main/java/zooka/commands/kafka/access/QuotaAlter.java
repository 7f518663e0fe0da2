package zooka.commands.kafka.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Quotas;
import zooka.clients.kafka.Quotas.Client;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.config.ConfigChanges;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code quota alter}: sets or deletes client quotas. */
@Command(
        name = "quota alter",
        footer = {
            "",
            "Keys: producer_byte_rate, consumer_byte_rate, request_percentage, controller_mutation_rate; for addresses connection_creation_rate.",
            "With --dry-run the brokers validate the change.",
            "",
            "Examples:",
            "  quota alter --user alice producer_byte_rate=10MiB consumer_byte_rate=20MiB",
            "  quota alter --user alice --client-id app request_percentage=200",
            "  quota alter --client-defaults --delete producer_byte_rate"
        })
public final class QuotaAlter implements Action.Change {

    private static final List<Column> FIELDS = List.of(
            Column.of("user", "user"),
            Column.of("clientId", "client id"),
            Column.of("ip", "address"),
            Column.of("quotas", "quotas").list());

    @Mixin
    QuotaClient whose = new QuotaClient();

    @Option(names = "--delete", split = ",", paramLabel = "KEY", description = "Delete a quota; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> delete = List.of();

    @Parameters(
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description = "A quota to set; byte rates take units (512KiB, 10MiB).")
    @Completes(Candidates.FREE_TEXT)
    List<String> pairs = List.of();

    @Override
    public void check() {
        Client client = whose.client();
        if (QuotaClient.text(client).isEmpty()) {
            throw Failure.usage("missing user, client id or address")
                    .hint("specify --user, --client-id or --ip, or a --...-defaults option");
        }
        wanted(client);
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        Client client = whose.client();
        Map<String, Optional<Double>> wanted = wanted(client);
        Quotas quotas = context.clusters().administration().quotas();
        Map<String, Double> before = quotas.list(client).stream()
                .filter(limits -> limits.client().equals(client))
                .findFirst()
                .map(Quotas.Limits::values)
                .orElse(Map.of());
        wanted.entrySet().removeIf(entry -> entry.getValue().equals(Optional.ofNullable(before.get(entry.getKey()))));
        if (wanted.isEmpty()) {
            return Plan.onNothing()
                    .change(
                            "alter nothing: the quotas are already set",
                            () -> done("nothing to alter: the quotas are already set", client, wanted, before));
        }
        return Plan.on(Scope.kafka(QuotaClient.text(client)))
                .change(
                        () -> {
                            quotas.alter(client, wanted, true);
                            return new Plan.Preview(
                                    text("alter", client, wanted, before), fields(client, wanted, before));
                        },
                        () -> {
                            quotas.alter(client, wanted, false);
                            return done(text("altered", client, wanted, before), client, wanted, before);
                        })
                .givingBack(new Plan.WayBack(Optional.empty(), fields(client, wanted, before)));
    }

    private Map<String, Optional<Double>> wanted(Client client) {
        Map<String, Optional<Double>> wanted = new TreeMap<>();
        ConfigChanges.settings(pairs).forEach((key, value) -> {
            QuotaKeys.check(key, client);
            wanted.put(key, Optional.of(QuotaKeys.value(key, value)));
        });
        for (String key : delete) {
            if (wanted.put(QuotaKeys.check(key, client), Optional.empty()) != null) {
                throw Failure.usage(key + " cannot be both set and deleted");
            }
        }
        if (wanted.isEmpty()) {
            throw Failure.usage("no change specified").hint("specify KEY=VALUE or --delete KEY");
        }
        return wanted;
    }

    private static String text(
            String verb, Client client, Map<String, Optional<Double>> wanted, Map<String, Double> before) {
        StringBuilder text = new StringBuilder(verb + " the quotas of " + QuotaClient.text(client) + ":");
        wanted.forEach((key, value) -> text.append("\n  ")
                .append(key)
                .append(": ")
                .append(text(key, Optional.ofNullable(before.get(key))))
                .append(" → ")
                .append(text(key, value)));
        return text.toString();
    }

    private static String text(String key, Optional<Double> value) {
        return value.map(number -> QuotaKeys.text(key, number)).orElse("none");
    }

    private static Result done(
            String what, Client client, Map<String, Optional<Double>> wanted, Map<String, Double> before) {
        return new Result.Change(what, Optional.empty(), fields(client, wanted, before));
    }

    private static List<Field> fields(Client client, Map<String, Optional<Double>> wanted, Map<String, Double> before) {
        List<Cell> cells = new ArrayList<>();
        wanted.forEach((key, value) -> cells.add(new Cell.Group(List.of(
                Field.of("key", "key", Cell.text(key)),
                Field.of(
                        "from",
                        "from",
                        Cell.optional(Optional.ofNullable(before.get(key)).map(number -> QuotaKeys.cell(key, number)))),
                Field.of("to", "to", Cell.optional(value.map(number -> QuotaKeys.cell(key, number))))))));
        return Field.all(
                FIELDS,
                Cell.optional(client.user().map(Cell::text)),
                Cell.optional(client.clientId().map(Cell::text)),
                Cell.optional(client.ip().map(Cell::text)),
                new Cell.Many(cells));
    }
}
