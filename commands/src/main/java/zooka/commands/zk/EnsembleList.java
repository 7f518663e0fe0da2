package zooka.commands.zk;

import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;

/** {@code ensemble}: the servers of the ensemble and what each of them does. */
@Command(
        name = "ensemble",
        footer = {
            "",
            "It asks each server of the connect string by the four-letter words srvr and mntr.",
            "",
            "Examples:",
            "  ensemble",
            "  ensemble -o json | jq '.[] | select(.role == \"leader\") | .server'"
        })
public final class EnsembleList implements Action.Query {

    @Override
    public Result run(Context context) {
        List<Server> servers = context.clusters().ensemble().servers();
        if (servers.stream().noneMatch(Server::answers)) {
            throw Failure.unreachable("no ZooKeeper server answers: "
                            + String.join(
                                    ", ",
                                    servers.stream()
                                            .map(server -> server.address() + " "
                                                    + server.trouble().orElse(""))
                                            .toList()))
                    .hint("name the ensemble with -z HOST:PORT[,...]");
        }
        for (Server server : servers) {
            server.trouble().ifPresent(trouble -> context.remarks().incomplete(server.address() + ": " + trouble));
        }
        return table(servers);
    }

    /** The servers as they are told wherever they appear. */
    public static Result.Table table(List<Server> servers) {
        long newest = servers.stream()
                .flatMap(server -> server.zxid().stream().boxed())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return new Result.Table(
                List.of(
                        Column.of("server", "SERVER"),
                        Column.of("role", "ROLE"),
                        Column.of("version", "VERSION"),
                        Column.of("zxid", "ZXID"),
                        Column.of("zxidLag", "LAG"),
                        Column.of("latencyMs", "LATENCY"),
                        Column.of("connections", "CONNECTIONS"),
                        Column.of("watches", "WATCHES"),
                        Column.of("znodes", "ZNODES")),
                servers.stream().map(server -> row(server, newest)).toList(),
                "no servers");
    }

    private static Row row(Server server, long newest) {
        return Row.of(
                Cell.text(server.address()),
                server.role()
                        .map(role -> Cell.text(role, server.leads() ? Level.GOOD : Level.PLAIN))
                        .orElse(Cell.text("silent", Level.BAD)),
                Cell.optional(server.version().map(Cell::text)),
                StatFields.hex(server.zxid()),
                lag(server.zxid(), newest),
                Cell.optional(server.latencyMs().map(Cell.Millis::new)),
                count(server.connections()),
                count(server.watches()),
                count(server.znodes()));
    }

    /** How many transactions behind the newest; unknown between servers of two epochs, whose numbers begin anew. */
    private static Cell lag(OptionalLong zxid, long newest) {
        if (zxid.isEmpty() || zxid.getAsLong() >>> 32 != newest >>> 32) {
            return Cell.missing();
        }
        return Cell.count(newest - zxid.getAsLong());
    }

    private static Cell count(OptionalLong value) {
        return value.isPresent() ? Cell.count(value.getAsLong()) : Cell.missing();
    }
}
