package zooka.commands.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.wire.BrokerAccess;
import zooka.clients.kafka.wire.BrokerHandshake;
import zooka.clients.kafka.wire.ListenerChoice;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;
import zooka.clients.net.Trust;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.security.SessionSecurity;
import zooka.commands.action.Context;
import zooka.commands.doctor.Probe.Task;

/**
 * All probes, in two rounds: of the specified servers, then of the brokers that they reported. Then the results are
 * compared.
 */
final class Diagnosis {

    private static final int KAFKA_PORT = 9092;
    private static final int CONTROLLER_PORT = 9093;
    /** The configuration key of ZooKeeper's SASL login. */
    private static final String SASL = "zooka.sasl.mechanism";

    private static final String JAAS = "java.security.auth.login.config";
    private static final long CLOCK_MILLIS = 300;

    /** The part of the time for the first round, in percent; the probes of brokers need the rest. */
    private static final int FIRST_ROUND = 70;

    private final Context context;
    private final ClientSettings access;
    private final Deadline end;
    private final Deadline half;
    private final Optional<ZooKeeperAddress> ensemble;
    private final List<String> named;
    private final BrokerAccess reach;
    private final Optional<Trust> zookeeperTrust;
    private final Optional<Trust> brokersTrust;
    private final Map<String, ZooKeeperFacts> zookeepers = new ConcurrentHashMap<>();
    private final Map<String, BrokerProbe.Answer> answers = new ConcurrentHashMap<>();
    private final Clocks clocks;

    Diagnosis(Context context, Duration within) {
        this.context = context;
        Profile profile = context.clusters().profile();
        this.access = profile.access();
        this.end = Deadline.in(within);
        this.half = Deadline.in(within.multipliedBy(FIRST_ROUND).dividedBy(100));
        this.ensemble = profile.zookeeper().map(ZooKeeperAddress::parse);
        Set<String> servers = new LinkedHashSet<>();
        profile.bootstrap().ifPresent(list -> servers.addAll(Addresses.parse(list, KAFKA_PORT)));
        profile.controllers().ifPresent(list -> servers.addAll(Addresses.parse(list, CONTROLLER_PORT)));
        this.named = List.copyOf(servers);
        this.reach = new BrokerAccess(access.kafka(), access.map(), List::of);
        this.zookeeperTrust =
                ensemble.flatMap(unused -> SessionSecurity.of(access).trust());
        this.brokersTrust = BrokerHandshake.trust(access.kafka());
        this.clocks = new Clocks(context.clock());
    }

    /** All steps of all probes, and the conclusions. */
    List<Step> steps() {
        List<Task> first = new ArrayList<>();
        ensemble.ifPresent(address -> address.servers().forEach(server -> first.add(toKeeper(address, server))));
        named.forEach(address -> first.add(toBroker(address)));
        List<Task> beside = clockErrands();
        List<Task> round = new ArrayList<>(first);
        round.addAll(beside);
        Probe.runAll(round, half);
        List<Step> ways = new ArrayList<>();
        first.forEach(errand -> ways.addAll(errand.probe().close()));
        beside.forEach(errand -> errand.probe().close());
        List<String> named = ensemble.map(ZooKeeperAddress::servers).orElse(List.of());
        List<ZooKeeperFacts> servers = inOrder(zookeepers, named);
        List<Step> steps = new ArrayList<>(CrossChecks.besideQuorum(ways, servers));
        steps.addAll(CrossChecks.ensemble(servers, named));
        steps.addAll(secondRound(servers));
        steps.addAll(CrossChecks.cluster(
                told(),
                servers.stream().flatMap(facts -> facts.clusterId().stream()).findFirst()));
        steps.addAll(CrossChecks.serving(
                servers,
                answers.values().stream()
                        .flatMap(answer -> answer.quorumLed().stream())
                        .toList(),
                !answers.isEmpty()));
        if (!servers.isEmpty() || !answers.isEmpty()) {
            steps.add(CrossChecks.clock(context.clock().instant(), latest(servers), clocks.offsets()));
        }
        return steps;
    }

    private static <T> List<T> inOrder(Map<String, T> found, Collection<String> order) {
        return order.stream()
                .distinct()
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    private Map<String, BrokerHandshake.Response> told() {
        Map<String, BrokerHandshake.Response> told = new LinkedHashMap<>();
        named.stream()
                .filter(answers::containsKey)
                .forEach(address -> told.put(address, answers.get(address).told()));
        return told;
    }

    private static Optional<Instant> latest(List<ZooKeeperFacts> servers) {
        return servers.stream()
                .flatMap(facts -> facts.brokers().stream())
                .flatMap(broker -> broker.time().stream())
                .max(Instant::compareTo);
    }

    private Task toKeeper(ZooKeeperAddress address, String server) {
        ZooKeeperProbe way = new ZooKeeperProbe(
                server,
                String.join(",", address.servers()),
                address.chroot(),
                access.credentials(),
                login(server),
                zookeeperTrust,
                context.clock().instant(),
                facts -> zookeepers.put(server, facts));
        return new Task(new Probe(server, way.steps(), half), way);
    }

    private Optional<Supplier<Znodes>> login(String server) {
        return access.zookeeper().containsKey(SASL) || System.getProperty(JAAS) != null
                ? Optional.of(() -> context.clusters().znodes(server))
                : Optional.empty();
    }

    private Task toBroker(String address) {
        // Over TLS the target of a mapping is verified by the advertised name.
        String name = brokersTrust.isEmpty()
                ? address
                : access.map().advertised(address).orElse(address);
        BrokerProbe way = new BrokerProbe(
                name,
                access.map().orItself(name),
                OptionalInt.empty(),
                false,
                reach,
                brokersTrust,
                context.clock().instant(),
                answer -> answers.put(address, answer));
        return new Task(new Probe(address, way.steps(), half), way);
    }

    /** One for each host of a ZooKeeper server, without steps. */
    private List<Task> clockErrands() {
        return ensemble.map(ZooKeeperAddress::servers).orElse(List.of()).stream()
                .map(Addresses::host)
                .distinct()
                .map(host -> {
                    Probe way = new Probe(host, List.of(), half);
                    return new Task(way, unused -> askClock(host, way.limit(CLOCK_MILLIS)));
                })
                .toList();
    }

    private void askClock(String host, int millis) {
        try {
            clocks.ask(InetAddress.getByName(host), host, millis);
        } catch (UnknownHostException e) {
            return; // its own probe reports it
        }
    }

    private List<Step> secondRound(List<ZooKeeperFacts> servers) {
        List<Registration> registered = servers.stream()
                .map(ZooKeeperFacts::brokers)
                .filter(brokers -> !brokers.isEmpty())
                .findFirst()
                .orElse(List.of());
        BrokerAccess chosen = chosen(registered);
        List<Broker> brokers = brokers(registered, chosen);
        Set<String> reached = new HashSet<>();
        Set<String> failed = new HashSet<>();
        for (String address : named) {
            (answers.containsKey(address) ? reached : failed).add(access.map().orItself(address));
        }
        List<Task> errands = new ArrayList<>();
        Map<String, Broker> labels = new TreeMap<>();
        for (Broker broker : brokers) {
            String advertised = broker.host() + ":" + broker.port();
            String dialled = chosen.map()
                    .reachable(OptionalInt.of(broker.id()), broker.host(), broker.port())
                    .orElse(advertised);
            if (!failed.contains(dialled)) {
                BrokerProbe way = new BrokerProbe(
                        advertised,
                        dialled,
                        OptionalInt.of(broker.id()),
                        reached.contains(dialled),
                        chosen,
                        brokersTrust,
                        context.clock().instant(),
                        answer -> {});
                String label = "broker " + broker.id();
                labels.put(label, broker);
                errands.add(new Task(new Probe(label, way.steps(), end), way));
            }
        }
        OtherListeners others = new OtherListeners(registered, brokers, end);
        List<Task> round = new ArrayList<>(errands);
        round.addAll(others.errands());
        if (!round.isEmpty()) {
            Probe.runAll(round, end);
        }
        List<Step> steps = new ArrayList<>();
        errands.forEach(errand -> steps.addAll(errand.probe().close()));
        others.errands().forEach(errand -> errand.probe().close());
        Map<Integer, String> known = new TreeMap<>();
        answers.forEach((address, answer) -> answer.broker().ifPresent(id -> known.put(id, address)));
        MapSuggestions suggestions = new MapSuggestions(brokers, known, others.reachable(), access.map());
        return steps.stream()
                .map(step -> labels.containsKey(step.server())
                        ? suggestions.remedied(step, labels.get(step.server()))
                        : step)
                .toList();
    }

    /** The access to brokers by the requested listener, as soon as it is known from ZooKeeper. */
    private BrokerAccess chosen(List<Registration> registered) {
        List<Listener> doors =
                registered.stream().flatMap(broker -> broker.doors().stream()).toList();
        return access.listener().isEmpty() || doors.isEmpty()
                ? reach
                : ListenerChoice.of(access.listener().get(), doors).reach(reach);
    }

    /** The brokers of the metadata; those in ZooKeeper without metadata, or for a requested listener. */
    private List<Broker> brokers(List<Registration> registered, BrokerAccess chosen) {
        Map<Integer, Broker> byId = new TreeMap<>();
        boolean byListener = access.listener().isPresent() && !registered.isEmpty();
        Optional<List<Broker>> told = answers.values().stream()
                .map(answer -> answer.told().brokers())
                .max((one, other) -> Integer.compare(one.size(), other.size()));
        if (told.isPresent() && !byListener) {
            told.get().forEach(broker -> byId.put(broker.id(), broker));
            return List.copyOf(byId.values());
        }
        String protocol = chosen.config().getOrDefault("security.protocol", "PLAINTEXT");
        for (Registration registration : registered) {
            Optional<Listener> door = byListener
                    ? registration.doors().stream()
                            .filter(one -> one.name().equals(access.listener().get()))
                            .findFirst()
                    : registration.listener(protocol);
            door.ifPresent(found -> byId.put(
                    registration.id(),
                    new Broker(registration.id(), found.host(), found.port(), Optional.empty(), true)));
        }
        return List.copyOf(byId.values());
    }
}
