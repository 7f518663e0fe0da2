package zooka.clients.zookeeper.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.net.Dialer;
import zooka.clients.net.Trust;

/**
 * {@link Ensemble} by the servers' own interfaces. Only what was named is dialled: the addresses of the dynamic configuration mean
 * nothing outside of the servers' own network.
 */
public final class LiveEnsemble implements Ensemble {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final List<String> addresses;
    private final List<String> admin;
    private final List<String> usual;
    private final Duration timeout;
    private final Optional<Trust> trust;

    /** @param trust the TLS configuration; without it servers are only asked in plaintext */
    public LiveEnsemble(List<String> addresses, Duration timeout, Optional<Trust> trust) {
        this(addresses, List.of(), List.of(":" + AdminServer.PORT), timeout, trust);
    }

    private LiveEnsemble(
            List<String> addresses, List<String> admin, List<String> usual, Duration timeout, Optional<Trust> trust) {
        this.addresses = List.copyOf(addresses);
        this.admin = List.copyOf(admin);
        this.usual = List.copyOf(usual);
        this.timeout = timeout;
        this.trust = trust;
    }

    /** The same, with another place of the AdminServers where none is asked for: {@code :9990/zk}. */
    public LiveEnsemble withAdmin(String places) {
        return new LiveEnsemble(addresses, admin, AdminServer.places(places), timeout, trust);
    }

    @Override
    public Ensemble at(List<String> servers, List<String> adminServers) {
        List<String> asked = servers.isEmpty() ? addresses : servers;
        boolean onePort = adminServers.size() == 1 && adminServers.get(0).startsWith(":");
        if (!adminServers.isEmpty() && !onePort && adminServers.size() != asked.size()) {
            throw Failure.usage("--admin has " + adminServers.size() + " AdminServers for " + asked.size()
                            + " ZooKeeper servers")
                    .hint("use --admin PORT, or --admin HOST:PORT,... with one address per server, in the same order");
        }
        return new LiveEnsemble(asked, adminServers, usual, timeout, trust);
    }

    @Override
    public List<Server> servers() {
        Dialer dialer = new Dialer(timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST, trust);
        List<Server> servers =
                each(dialer, ServerInterfaces::describe, address -> Server.unreachable(address, "timed out"));
        return servers.stream().anyMatch(Server::inQuorum)
                ? servers.stream().map(Server::besideQuorum).toList()
                : servers;
    }

    @Override
    public List<Answer> ask(FourLetterWord word) {
        return each(
                new Dialer(timeout, trust),
                doors -> doors.ask(word),
                address -> new Answer(
                        address, Optional.empty(), Optional.empty(), Optional.of(Failure.unreachable("timed out"))));
    }

    /** Asks all at the same time. */
    private <T> List<T> each(Dialer dialer, Function<ServerInterfaces, T> question, Function<String, T> late) {
        List<ServerInterfaces> doors = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            doors.add(new ServerInterfaces(addresses.get(i), adminOf(i), dialer));
        }
        Deadline deadline = Deadline.in(dialer.timeout().multipliedBy(3));
        return List.copyOf(Async.each(doors, deadline, question)
                .orElse(silent -> late.apply(silent.address()))
                .values());
    }

    /**
     * Where a server's AdminServer is. By default only where its host is named once: behind one host there are several servers,
     * and one port for all would be one server's word for each.
     */
    private Optional<String> adminOf(int index) {
        String host = addresses.get(index).substring(0, addresses.get(index).lastIndexOf(':'));
        if (admin.isEmpty()) {
            Map<String, Integer> named = new HashMap<>();
            addresses.forEach(address -> named.merge(Addresses.host(address), 1, Integer::sum));
            return named.get(Addresses.host(addresses.get(index))) == 1
                    ? Optional.of(
                                    usual.size() == addresses.size() && usual.size() > 1
                                            ? usual.get(index)
                                            : usual.get(0))
                            .map(place -> place.startsWith(":") ? host + place : place)
                    : Optional.empty();
        }
        String named = admin.size() == 1 ? admin.get(0) : admin.get(index);
        return Optional.of(named.startsWith(":") ? host + named : named);
    }
}
