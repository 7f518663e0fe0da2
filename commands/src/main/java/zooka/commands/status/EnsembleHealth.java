package zooka.commands.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import zooka.clients.zookeeper.servers.Quorum;
import zooka.clients.zookeeper.servers.Server;
import zooka.clients.zookeeper.servers.Storage;
import zooka.clients.zookeeper.servers.Votes;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.status.StatusReport.Finding;

/** ZooKeeper's part of {@code status}. */
final class EnsembleHealth {

    private final List<Server> servers;

    private final Supplier<Optional<Votes>> votes;

    /** @param votes who votes; asked only where there is a quorum */
    EnsembleHealth(List<Server> servers, Supplier<Optional<Votes>> votes) {
        this.servers = List.copyOf(servers);
        this.votes = votes;
    }

    /** Whether any of the servers has answered. */
    boolean answers() {
        return servers.stream().anyMatch(server -> server.answers() || server.alone());
    }

    /** Why none has. */
    String silence() {
        return servers.stream()
                .map(server -> server.address() + " " + server.trouble().orElse(""))
                .reduce((one, other) -> one + ", " + other)
                .orElse("no server is named");
    }

    void tell(StatusReport lines) {
        List<Finding> findings = new ArrayList<>();
        Quorum quorum = Quorum.of(servers, votes);
        if (quorum.state() == Quorum.State.LOST || quorum.atTheEdge()) {
            findings.add(Finding.critical(quorum.told(), "ensemble"));
        }
        servers.forEach(server -> server.trouble()
                .ifPresent(trouble -> findings.add(Finding.warning(server.address() + " " + trouble, "ensemble"))));
        servers.stream()
                .filter(server -> Storage.of(server).slow())
                .map(server -> server.address() + " has " + Storage.of(server).told())
                .forEach(slow -> findings.add(Finding.warning(slow, "ensemble")));
        long answering = servers.stream().filter(Server::answers).count();
        Optional<Server> leader = servers.stream().filter(Server::leads).findFirst();
        OptionalLong newest =
                servers.stream().flatMapToLong(server -> server.zxid().stream()).max();
        OptionalLong lag = newest.isEmpty()
                ? OptionalLong.empty()
                : servers.stream()
                        .flatMapToLong(server -> server.zxid().stream())
                        // Of another epoch, the numbers cannot be compared.
                        .filter(zxid -> zxid >>> 32 == newest.getAsLong() >>> 32)
                        .map(zxid -> newest.getAsLong() - zxid)
                        .max();
        Optional<Double> latency =
                servers.stream().flatMap(server -> server.latencyMs().stream()).max(Double::compare);
        OptionalLong znodes = servers.stream()
                .flatMapToLong(server -> server.znodes().stream())
                .max();
        List<String> words = new ArrayList<>();
        words.add(answering + " of " + servers.size());
        leader.ifPresent(server ->
                words.add(server.role().orElse("").equals("standalone") ? "standalone" : server.address() + " leads"));
        newest.ifPresent(zxid -> words.add("zxid 0x" + Long.toHexString(zxid)
                + (servers.size() > 1 && lag.isPresent() ? ", followers " + lag.getAsLong() + " behind" : "")));
        latency.ifPresent(millis -> words.add(String.format(Locale.ROOT, "latency %.1f ms", millis)));
        znodes.ifPresent(count -> words.add(String.format(Locale.ROOT, "znodes %,d", count)));
        lines.add(
                "ZooKeeper",
                "zookeeper",
                String.join("   ", words),
                List.of(
                        Field.of("servers", "", Cell.count(servers.size())),
                        Field.of("answering", "", Cell.count(answering)),
                        Field.of("leader", "", Cell.optional(leader.map(server -> Cell.text(server.address())))),
                        Field.of(
                                "zxid",
                                "",
                                newest.isPresent()
                                        ? Cell.text("0x" + Long.toHexString(newest.getAsLong()))
                                        : Cell.missing()),
                        Field.of("zxidLag", "", count(lag)),
                        Field.of("latencyMs", "", Cell.optional(latency.map(Cell.Millis::new))),
                        Field.of("znodes", "", count(znodes))),
                findings);
    }

    private static Cell count(OptionalLong value) {
        return value.isPresent() ? Cell.count(value.getAsLong()) : Cell.missing();
    }
}
