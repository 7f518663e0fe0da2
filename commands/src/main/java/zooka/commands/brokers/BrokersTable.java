package zooka.commands.brokers;

import java.util.List;
import java.util.OptionalLong;
import zooka.clients.kafka.Broker;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** Brokers with what they store as rows; the first columns are those of {@code broker list}. */
final class BrokersTable {

    private BrokersTable() {}

    /** The rows of a picture. */
    static Table of(BrokersPicture picture) {
        return new Table(
                        List.of(
                                Column.of("id", "ID").number(),
                                Column.of("host", "HOST"),
                                Column.of("port", "PORT").number(),
                                Column.of("rack", "RACK"),
                                Column.of("controller", "CONTROLLER").flag(),
                                Column.of("leaders", "LEADERS").number(),
                                Column.of("replicas", "REPLICAS").number(),
                                Column.of("state", "STATE"),
                                Column.of("preferredLeaders", "PREFERRED").number(),
                                Column.of("leaderSkew", "SKEW %").number(),
                                Column.of("logSize", "SIZE").size(),
                                Column.of("sizeSkew", "SKEW %").number(),
                                Column.of("usableBytes", "FREE").size(),
                                Column.of("failedLogDirs", "FAILED DIRS").number(),
                                Column.of("release", "RELEASE"),
                                Column.jsonOnly("logDirs").list(),
                                Column.jsonOnly("unreachable")),
                        picture.brokers().stream()
                                .map(broker -> row(picture, broker))
                                .toList(),
                        "no broker is registered")
                .graded("broker");
    }

    private static Row row(BrokersPicture picture, BrokerLoad load) {
        Broker broker = load.broker();
        boolean addressed = !broker.host().isEmpty();
        return Row.of(
                Cell.id(broker.id()),
                addressed ? Cell.text(broker.host()) : Cell.missing(),
                addressed ? Cell.id(broker.port()) : Cell.missing(),
                Cell.optional(broker.rack().map(Cell::text)),
                Cell.flag(load.controller()),
                Cell.count(load.leaders()),
                Cell.count(load.replicas()),
                Cell.text(load.state().word(), load.online() ? Level.DIM : Level.BAD),
                Cell.count(load.preferred()),
                skew(picture.leaderSkew(load)),
                size(load.size()),
                skew(picture.sizeSkew(load)),
                size(load.free()),
                load.logDirs().isPresent()
                        ? Cell.count(load.failedDirs(), load.failedDirs() > 0 ? Level.BAD : Level.DIM)
                        : Cell.missing(),
                Cell.optional(load.release().map(Cell::text)),
                Cell.optional(load.logDirs()
                        .map(dirs -> new Cell.Many(
                                dirs.stream().map(dir -> Cell.text(dir.path())).toList()))),
                Cell.optional(broker.trouble().map(Cell::text)));
    }

    private static Cell size(OptionalLong bytes) {
        return bytes.isPresent() ? new Cell.Size(bytes.getAsLong()) : Cell.missing();
    }

    private static Cell skew(OptionalLong percent) {
        return percent.isPresent() ? Cell.id(percent.getAsLong()) : Cell.missing();
    }
}
