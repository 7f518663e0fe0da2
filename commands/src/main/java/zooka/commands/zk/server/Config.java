package zooka.commands.zk.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.znode.StatFields;

/** {@code config}: who belongs to the ensemble. */
@Command(
        name = "config",
        footer = {"", "A standalone server has no members.", "", "Examples:", "  config", "  config -c"})
public final class Config implements Action.Query {

    static final List<Column> FIELDS = List.of(
            Column.of("version", "version"),
            Column.of("connectString", "connect string"),
            Column.of("quorum", "quorum").number(),
            Column.of("servers", "servers").list(),
            Column.of("stat", "stat").object());

    @Option(names = "-c", description = "Print only the version and a connect string.")
    boolean clients;

    @Option(names = "-s", description = "Print the stat, too.")
    boolean stat;

    @Option(names = "-w", description = "Set a one-time watch.")
    boolean watch;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        if (watch) {
            context.clusters().session().watch(ZooKeeperSession.WatchMode.CONFIG, "/zookeeper/config");
        }
        Znodes.Znode znode = context.clusters().session().config();
        Result shown = result(znode, stat, clients);
        Members members = Members.parse(znode.data().orElse(new byte[0]));
        if (clients) {
            members.withoutClients().forEach(what -> context.remarks().warn("no-client-address", what));
        }
        String line = members.clientsAsZkCli();
        List<Field> stats = stat ? StatFields.of(znode.stat()) : List.of();
        return clients ? new Result.AsZkCli(shown, List.of(Cell.text(line)), stats, List.of()) : shown;
    }

    /** The members, as the servers keep them or as a connect string. */
    static Result result(Znodes.Znode znode, boolean stat, boolean clients) {
        byte[] data = znode.data().orElse(new byte[0]);
        Members members = Members.parse(data);
        List<Field> stats = StatFields.of(znode.stat());
        byte[] shown = clients ? members.clients().getBytes(StandardCharsets.UTF_8) : data;
        return new Payload(
                Optional.of(shown),
                Payload.Look.TEXT,
                Field.all(
                        FIELDS,
                        Cell.text(members.version()),
                        Cell.text(connectString(members)),
                        quorum(members),
                        new Cell.Many(members.all().stream().map(Config::member).toList()),
                        new Cell.Group(stats)),
                stat ? stats : List.of());
    }

    /** How many voters must agree; missing where groups and weights decide that. */
    static Cell quorum(Members members) {
        return members.quorum().isPresent() ? Cell.count(members.quorum().getAsInt()) : Cell.missing();
    }

    private static String connectString(Members members) {
        String clients = members.clients();
        return clients.substring(clients.indexOf(' ') + 1);
    }

    private static Cell member(Members.Member member) {
        return new Cell.Group(List.of(
                Field.of("id", "id", Cell.text(member.id())),
                Field.of("spec", "spec", Cell.text(member.spec())),
                Field.of("role", "role", Cell.text(member.observer() ? "observer" : "participant")),
                Field.of("clients", "clients", Cell.optional(member.clients().map(Cell::text))),
                Field.of(
                        "secureClients",
                        "secureClients",
                        Cell.optional(member.secureClients().map(Cell::text)))));
    }
}
