package zooka.commands.migration;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code migration}: where the migration from ZooKeeper to KRaft stands. */
@Command(
        name = "migration",
        footer = {
            "",
            "The phase is read from /controller and /migration, from the requests that each broker serves, and from the controllers",
            "that the brokers, or --controllers, name. What is awaited and what blocks it is listed. The exit code is 1 where the",
            "migration does not go on by itself.",
            "",
            "Examples:",
            "  migration",
            "  migration --controllers kafka-controller-0:9093",
            "  watch migration",
            "  migration -o 'jsonpath={.phase}'"
        })
public final class MigrationStatus implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.jsonOnly("phase"),
            Column.textOnly("phase"),
            Column.of("since", "since").time(),
            Column.of("evidence", "evidence").list(),
            Column.of("awaited", "awaited").list(),
            Column.of("blockers", "blockers").list(),
            Column.of("next", "next"),
            Column.of("wayBack", "way back"),
            Column.of("brokers", "brokers").list());

    private static final List<Column> BROKERS = List.of(
            Column.of("broker", "BROKER").number(),
            Column.of("mode", "MODE"),
            Column.of("registered", "IN ZOOKEEPER").flag(),
            Column.of("enabled", "MIGRATION ENABLED").flag());

    @Option(
            names = "--controllers",
            paramLabel = "HOST:PORT",
            split = ",",
            description =
                    "Addresses of controllers, which brokers do not know before they are restarted for the migration.")
    @Completes(Candidates.FREE_TEXT)
    List<String> controllers = List.of();

    @Override
    public void check() {
        for (String address : controllers) {
            if (!address.matches("[^:\\[\\]]+:\\d{1,5}|\\[[^\\[\\]]+]:\\d{1,5}") || Addresses.port(address) > 65_535) {
                throw Failure.usage("invalid --controllers '" + address + "' (example: controller-0:9093)");
            }
        }
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public boolean changesWithCluster() {
        return true;
    }

    @Override
    public Result run(Context context) {
        MigrationState state = new MigrationReader(context, controllers).read();
        Phase phase = state.phase();
        if (state.stuck()) {
            state.blockers().forEach(blocker -> context.remarks().fault("migration-blocked", blocker));
        }
        Level level = state.stuck() ? Level.BAD : phase == Phase.FINALIZED ? Level.GOOD : Level.PLAIN;
        Table brokers = new Table(
                BROKERS,
                state.brokers().values().stream().map(MigrationStatus::row).toList(),
                "no broker");
        return new Result.Details(
                Field.all(
                        FIELDS.subList(0, FIELDS.size() - 1),
                        Cell.text(phase.word()),
                        Cell.text(phase.title(), level),
                        Cell.optional(state.since().map(Cell::since)),
                        texts(state.evidence()),
                        texts(state.awaited()),
                        texts(state.blockers()),
                        Cell.text(phase.next()),
                        Cell.text(wayBack(phase))),
                Optional.of(brokers),
                "brokers");
    }

    private static String wayBack(Phase phase) {
        return switch (phase) {
            case NOT_BEGUN -> "nothing to take back";
            case CONTROLLERS_READY -> "stop the controllers";
            case WAITING_FOR_BROKERS, COPYING, DUAL_WRITE ->
                "stop the controllers, delete /controller and /migration, and restart the brokers without the migration";
            case DUAL_WRITE_KRAFT ->
                "restart the brokers on ZooKeeper with the migration enabled, then go on as from dual write";
            case BROKEN_OFF -> "delete /migration, and restart the brokers without the migration";
            case FINALIZED -> "none";
        };
    }

    private static Row row(MigrationState.Broker broker) {
        String mode =
                switch (broker.kind()) {
                    case ZOOKEEPER -> "zookeeper";
                    case KRAFT -> "kraft";
                    case UNKNOWN -> "unknown";
                };
        return Row.of(
                Cell.id(broker.id()),
                Cell.text(mode, broker.kind() == MigrationState.Kind.UNKNOWN ? Level.BAD : Level.PLAIN),
                Cell.flag(broker.registered()),
                Cell.optional(broker.enabled().map(Cell::flag)));
    }

    private static Cell texts(List<String> texts) {
        return new Cell.Many(texts.stream().map(Cell::text).toList());
    }
}
