package zooka.commands.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import zooka.clients.zookeeper.servers.Quorum;
import zooka.clients.zookeeper.servers.Server;
import zooka.clients.zookeeper.servers.Storage;
import zooka.clients.zookeeper.servers.Votes;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.zk.znode.StatFields;

/** The health of ZooKeeper for {@code status}. */
final class EnsembleHealth {

    private final List<Server> servers;

    private final Supplier<Optional<Votes>> votes;

    /** @param votes the voters; requested only if there is a quorum */
    EnsembleHealth(List<Server> servers, Supplier<Optional<Votes>> votes) {
        this.servers = List.copyOf(servers);
        this.votes = votes;
    }

    /** Whether any server has answered. */
    boolean answers() {
        return servers.stream().anyMatch(server -> server.answers() || server.alone());
    }

    /** The causes if none has answered. */
    String silence() {
        return servers.stream()
                .map(server -> server.address() + " " + server.trouble().orElse(""))
                .reduce((one, other) -> one + ", " + other)
                .orElse("no servers specified");
    }

    Part part() {
        List<Finding> findings = new ArrayList<>();
        Quorum quorum = Quorum.of(servers, votes);
        if (quorum.state() == Quorum.State.LOST || quorum.atTheEdge()) {
            findings.add(Finding.critical("quorum", "ensemble", quorum.description(), "ensemble"));
        }
        servers.forEach(server -> server.trouble()
                .ifPresent(trouble -> findings.add(Finding.warning(
                        "server-unreachable", server.address(), server.address() + " " + trouble, "ensemble"))));
        servers.stream()
                .filter(server -> Storage.of(server).slow())
                .forEach(server -> findings.add(Finding.warning(
                        "slow-storage",
                        server.address(),
                        server.address() + " has " + Storage.of(server).description(),
                        "ensemble")));
        long answering = servers.stream().filter(Server::answers).count();
        Optional<Server> leader = servers.stream().filter(Server::leads).findFirst();
        OptionalLong newest =
                servers.stream().flatMapToLong(server -> server.zxid().stream()).max();
        OptionalLong lag = newest.isEmpty()
                ? OptionalLong.empty()
                : servers.stream()
                        .flatMapToLong(server -> server.zxid().stream())
                        // Zxids of different epochs cannot be compared.
                        .filter(zxid -> zxid >>> 32 == newest.getAsLong() >>> 32)
                        .map(zxid -> newest.getAsLong() - zxid)
                        .max();
        Optional<Double> latency =
                servers.stream().flatMap(server -> server.latencyMs().stream()).max(Double::compare);
        OptionalLong znodes = servers.stream()
                .flatMapToLong(server -> server.znodes().stream())
                .max();
        List<Field> facts = new ArrayList<>();
        facts.add(Part.textOnly(answering + " of " + servers.size()));
        leader.ifPresent(server -> facts.add(Part.textOnly(
                server.role().orElse("").equals("standalone") ? "standalone" : server.address() + " leads")));
        facts.add(Part.jsonOnly("servers", Cell.count(servers.size())));
        facts.add(Part.jsonOnly("answering", Cell.count(answering)));
        facts.add(Part.jsonOnly("leader", Cell.optional(leader.map(server -> Cell.text(server.address())))));
        facts.add(Field.of("zxid", newest.isPresent() ? "zxid" : "", StatFields.hex(newest)));
        facts.add(Field.of("zxidLag", servers.size() > 1 && lag.isPresent() ? "lag" : "", count(lag)));
        facts.add(Field.of(
                "latencyMs", latency.isPresent() ? "latency" : "", Cell.optional(latency.map(Cell.Millis::new))));
        facts.add(Field.of("znodes", znodes.isPresent() ? "znodes" : "", count(znodes)));
        return Part.of("ZooKeeper", "zookeeper", facts, findings);
    }

    private static Cell count(OptionalLong value) {
        return value.isPresent() ? Cell.count(value.getAsLong()) : Cell.missing();
    }
}
