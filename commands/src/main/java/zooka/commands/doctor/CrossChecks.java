package zooka.commands.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import zooka.clients.kafka.wire.BrokerHandshake;
import zooka.clients.zookeeper.servers.Quorum;
import zooka.clients.zookeeper.servers.Server;
import zooka.clients.zookeeper.servers.Votes;

/** Compares the answers of servers, to check whether they belong together. */
final class CrossChecks {

    static final String ENSEMBLE = "ensemble";
    static final String CLUSTER = "cluster";
    static final String CLOCK = "this machine";

    /** The distance of session ids of different servers: ids start with the start time, 65,536 per millisecond. */
    private static final long SESSIONS_OF_ONE_SERVER = 1 << 24;

    /** The tolerated clock offset, for the time between writing and reading. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private CrossChecks() {}

    /**
     * The steps on the ensemble; empty without an answer.
     *
     * @param asked the addresses of all probed servers
     */
    static List<Step> ensemble(List<ZooKeeperFacts> servers, List<String> asked) {
        if (servers.isEmpty()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        Optional<String> split = apart(
                        servers, facts -> Optional.of(facts.members()).filter(text -> !text.isEmpty()))
                .map(said -> "the servers have different members: " + said)
                .or(() -> apart(servers, ZooKeeperFacts::clusterId)
                        .map(said -> "the servers have different Kafka clusters: " + said))
                .or(() -> alone(servers));
        if (split.isPresent()) {
            steps.add(Step.conclusion(
                    ENSEMBLE,
                    "same",
                    split.get(),
                    Optional.of(Fault.of(
                            "other-ensemble", "-z contains servers of two ensembles: specify the servers of one"))));
            return steps;
        }
        steps.add(quorum(servers, asked));
        Optional<String> epochs = apart(servers, facts -> facts.words().epoch().map(String::valueOf));
        epochs.ifPresent(
                said -> steps.add(
                        Step.conclusion(
                                ENSEMBLE,
                                "epoch",
                                said,
                                Optional.of(
                                        Fault.warning(
                                                "epoch-differs",
                                                "a leader is being elected, or a server has missed an election: try again, then see its log")))));
        return steps;
    }

    /** The steps with servers without a quorum corrected if other servers of the ensemble have one. */
    static List<Step> besideQuorum(List<Step> steps, List<ZooKeeperFacts> servers) {
        boolean held = servers.stream().anyMatch(facts -> facts.words().inQuorum());
        return !held
                ? steps
                : steps.stream()
                        .map(step -> step.failedBy(ClusterFaults.NO_QUORUM)
                                ? step.concluding(
                                        ClusterFaults.besideQuorum(step.detail()), ClusterFaults.outOfQuorum())
                                : step)
                        .toList();
    }

    private static Step quorum(List<ZooKeeperFacts> servers, List<String> asked) {
        Map<String, Long> roles = servers.stream()
                .collect(Collectors.groupingBy(
                        facts -> facts.words().role().orElse("unknown role"),
                        LinkedHashMap::new,
                        Collectors.counting()));
        String told = roles.entrySet().stream()
                .map(role -> role.getValue() + " " + role.getKey())
                .collect(Collectors.joining(", "));
        Optional<Votes> votes =
                servers.stream().flatMap(facts -> facts.votes().stream()).max(Comparator.comparingInt(Votes::count));
        Map<String, Server> all = new LinkedHashMap<>();
        asked.forEach(address -> all.put(address, Server.unreachable(address, "")));
        servers.forEach(facts -> all.put(
                facts.address(), Server.of(facts.address(), facts.words().role())));
        Quorum quorum = Quorum.of(List.copyOf(all.values()), () -> votes);
        // With weights the number of votes is not sufficient.
        String counted = quorum.weighed().isPresent()
                ? "; " + quorum.description()
                : votes.map(each -> "; " + each.count() + " voting servers").orElse("");
        boolean lost = servers.stream().allMatch(facts -> facts.words().readOnly());
        return Step.conclusion(
                ENSEMBLE,
                "quorum",
                (lost ? "lost: " : "") + told + counted,
                lost ? Optional.of(Fault.of(ClusterFaults.NO_QUORUM, "")) : Optional.empty());
    }

    /** Detects different standalone servers, which have no members to compare. */
    private static Optional<String> alone(List<ZooKeeperFacts> servers) {
        List<ZooKeeperFacts> alone =
                servers.stream().filter(facts -> facts.words().standalone()).toList();
        if (alone.isEmpty() || servers.size() == 1) {
            return Optional.empty();
        }
        if (alone.size() < servers.size()) {
            return Optional.of(names(alone) + " is standalone, but others are not");
        }
        long first = alone.get(0).session().id();
        return alone.stream().allMatch(facts -> Math.abs(facts.session().id() - first) < SESSIONS_OF_ONE_SERVER)
                ? Optional.empty()
                : Optional.of("all are standalone: " + names(alone));
    }

    private static String names(List<ZooKeeperFacts> servers) {
        return servers.stream().map(ZooKeeperFacts::address).collect(Collectors.joining(" "));
    }

    private static Optional<String> apart(
            List<ZooKeeperFacts> servers, Function<ZooKeeperFacts, Optional<String>> question) {
        Map<String, String> answers = new LinkedHashMap<>();
        servers.forEach(facts -> question.apply(facts).ifPresent(said -> answers.put(facts.address(), said)));
        return differing(answers);
    }

    /** The different answers by server, if not all are equal. */
    private static Optional<String> differing(Map<String, String> answers) {
        Map<String, List<String>> same = answers.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return same.size() < 2
                ? Optional.empty()
                : Optional.of(same.entrySet().stream()
                        .map(said -> String.join(" ", said.getValue()) + ": " + said.getKey())
                        .collect(Collectors.joining("; ")));
    }

    /**
     * Whether the brokers belong to one cluster.
     *
     * @param brokers the answers by address
     * @param kept the cluster id in ZooKeeper; empty without one
     */
    static List<Step> cluster(Map<String, BrokerHandshake.Response> brokers, Optional<String> kept) {
        Map<String, String> said = new LinkedHashMap<>();
        brokers.forEach((address, told) -> told.clusterId().ifPresent(id -> said.put(address, id)));
        if (said.isEmpty()) {
            return List.of();
        }
        Optional<String> differing = differing(said);
        if (differing.isPresent()) {
            return List.of(
                    Step.conclusion(
                            CLUSTER,
                            "same",
                            differing.get(),
                            Optional.of(
                                    Fault.of(
                                            "other-cluster",
                                            "-b contains brokers of two clusters, or an address leads to another cluster: specify the brokers of one"))));
        }
        String id = said.values().iterator().next();
        if (kept.isPresent() && !kept.get().equals(id)) {
            return List.of(
                    Step.conclusion(
                            CLUSTER,
                            "same",
                            "the brokers belong to " + id + ", but ZooKeeper contains " + kept.get(),
                            Optional.of(
                                    Fault.of(
                                            "other-cluster",
                                            "-z and -b belong to two clusters: specify the ensemble and chroot of these brokers, or omit -b"))));
        }
        return List.of(Step.conclusion(CLUSTER, "same", id, Optional.empty()));
    }

    /**
     * Faults that prevent the cluster from serving although its servers are reachable.
     *
     * @param servers the ZooKeeper servers that answered
     * @param quorumLed the answers of the brokers about the quorum leader
     * @param answered whether any broker has answered
     */
    static List<Step> serving(List<ZooKeeperFacts> servers, List<Boolean> quorumLed, boolean answered) {
        boolean kept = servers.stream().anyMatch(facts -> facts.clusterId().isPresent());
        boolean registered = servers.stream().anyMatch(facts -> !facts.brokers().isEmpty());
        if (kept && !registered) {
            return List.of(Step.conclusion(
                    CLUSTER,
                    "brokers",
                    "no broker is registered in ZooKeeper",
                    Optional.of(ClusterFaults.noBroker(answered))));
        }
        if (!quorumLed.isEmpty() && quorumLed.stream().noneMatch(Boolean::booleanValue)) {
            return List.of(Step.conclusion(
                    CLUSTER, "quorum", "the quorum has no leader", Optional.of(ClusterFaults.lostQuorum())));
        }
        return List.of();
    }

    /**
     * Whether this machine's clock is right, as far as known.
     *
     * @param now the time of this machine
     * @param latest a time in the past, by a server's clock; empty if unknown
     * @param told the current times of servers; may be empty
     */
    static Step clock(Instant now, Optional<Instant> latest, Map<String, Duration> told) {
        for (Map.Entry<String, Duration> off : told.entrySet()) {
            if (off.getValue().abs().compareTo(CLOCK_TOLERANCE) > 0) {
                return clock(Math.abs(off.getValue().toSeconds()) + " s "
                        + (off.getValue().isNegative() ? "behind" : "ahead of") + " the clock of " + off.getKey());
            }
        }
        if (latest.isPresent() && latest.get().isAfter(now.plus(CLOCK_TOLERANCE))) {
            return clock("at least " + Duration.between(now, latest.get()).toSeconds()
                    + " s behind: a broker registered at " + latest.get());
        }
        return Step.conclusion(
                CLOCK,
                "clock",
                told.isEmpty()
                        ? "unknown: no server reports its time"
                        : "in sync with " + String.join(" ", told.keySet()),
                Optional.empty());
    }

    private static Step clock(String detail) {
        return Step.conclusion(
                CLOCK,
                "clock",
                detail,
                Optional.of(Fault.of(
                        "clock-off",
                        "review NTP on this machine and the servers: certificates, tickets and"
                                + " ages depend on the time")));
    }
}
