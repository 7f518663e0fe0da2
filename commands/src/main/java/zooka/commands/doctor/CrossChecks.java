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

/** Whether those behind the addresses belong together: what each said, held against what the others did. */
final class CrossChecks {

    static final String ENSEMBLE = "ensemble";
    static final String CLUSTER = "cluster";
    static final String CLOCK = "this machine";

    /** A server numbers its sessions from the moment on when it was started, 65,536 to a millisecond: two are this far apart. */
    private static final long SESSIONS_OF_ONE_SERVER = 1 << 24;

    /** What lies between writing a time and reading it is no fault of a clock. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private CrossChecks() {}

    /**
     * What the ZooKeeper servers are together; nothing where none has told.
     *
     * @param asked the addresses of those that were asked
     */
    static List<Step> ensemble(List<ZooKeeperFacts> servers, List<String> asked) {
        if (servers.isEmpty()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        Optional<String> split = apart(
                        servers, facts -> Optional.of(facts.members()).filter(text -> !text.isEmpty()))
                .map(said -> "they name different members: " + said)
                .or(() -> apart(servers, ZooKeeperFacts::clusterId)
                        .map(said -> "they keep different Kafka clusters: " + said))
                .or(() -> alone(servers));
        if (split.isPresent()) {
            steps.add(Step.concluded(
                    ENSEMBLE,
                    "same",
                    split.get(),
                    Optional.of(Fault.of(
                            "other-ensemble",
                            "-z names servers of two ensembles, and each client comes to either: name those of one"))));
            return steps;
        }
        steps.add(quorum(servers, asked));
        Optional<String> epochs = apart(servers, facts -> facts.words().epoch().map(String::valueOf));
        epochs.ifPresent(
                said -> steps.add(
                        Step.concluded(
                                ENSEMBLE,
                                "epoch",
                                said,
                                Optional.of(
                                        Fault.warning(
                                                "epoch-differs",
                                                "a leader is being elected, or one of them has not heard of the last: look again, then see its log")))));
        return steps;
    }

    /** The steps in which a server without a quorum is told from an ensemble without one: others of it have one. */
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
        asked.forEach(address -> all.put(address, Server.silent(address, "")));
        servers.forEach(facts -> all.put(
                facts.address(), Server.of(facts.address(), facts.words().role())));
        Quorum quorum = Quorum.of(List.copyOf(all.values()), () -> votes);
        // Where the votes do not count the same, their number says nothing.
        String counted = quorum.weighed().isPresent()
                ? "; " + quorum.told()
                : votes.map(each -> "; " + each.count() + " servers vote").orElse("");
        boolean lost = servers.stream().allMatch(facts -> facts.words().readOnly());
        return Step.concluded(
                ENSEMBLE,
                "quorum",
                (lost ? "lost: " : "") + told + counted,
                lost ? Optional.of(Fault.of(ClusterFaults.NO_QUORUM, "")) : Optional.empty());
    }

    /** Servers without an ensemble that are not one and the same: their members do not tell them apart. */
    private static Optional<String> alone(List<ZooKeeperFacts> servers) {
        List<ZooKeeperFacts> alone =
                servers.stream().filter(facts -> facts.words().standalone()).toList();
        if (alone.isEmpty() || servers.size() == 1) {
            return Optional.empty();
        }
        if (alone.size() < servers.size()) {
            return Optional.of(names(alone) + " stands alone, and others do not");
        }
        long first = alone.get(0).session().id();
        return alone.stream().allMatch(facts -> Math.abs(facts.session().id() - first) < SESSIONS_OF_ONE_SERVER)
                ? Optional.empty()
                : Optional.of("each stands alone: " + names(alone));
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

    /** Who says what, where not all say the same. */
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
     * Whether the brokers are of one cluster.
     *
     * @param brokers what each said, by its address
     * @param kept the cluster that ZooKeeper keeps; empty where it keeps none, or is not asked
     */
    static List<Step> cluster(Map<String, BrokerHandshake.Told> brokers, Optional<String> kept) {
        Map<String, String> said = new LinkedHashMap<>();
        brokers.forEach((address, told) -> told.clusterId().ifPresent(id -> said.put(address, id)));
        if (said.isEmpty()) {
            return List.of();
        }
        Optional<String> differing = differing(said);
        if (differing.isPresent()) {
            return List.of(
                    Step.concluded(
                            CLUSTER,
                            "same",
                            differing.get(),
                            Optional.of(
                                    Fault.of(
                                            "other-cluster",
                                            "-b names brokers of two clusters, or an address leads to another one: name those of one"))));
        }
        String id = said.values().iterator().next();
        if (kept.isPresent() && !kept.get().equals(id)) {
            return List.of(
                    Step.concluded(
                            CLUSTER,
                            "same",
                            "the brokers are of " + id + ", and ZooKeeper keeps " + kept.get(),
                            Optional.of(
                                    Fault.of(
                                            "other-cluster",
                                            "-z and -b name two clusters: name the ensemble and the chroot of these brokers, or leave out -b"))));
        }
        return List.of(Step.concluded(CLUSTER, "same", id, Optional.empty()));
    }

    /**
     * What keeps the cluster from serving although its servers can be reached.
     *
     * @param servers the ZooKeeper servers that have told
     * @param quorumLed what each broker said of the quorum's leader
     * @param answered whether any broker has answered
     */
    static List<Step> serving(List<ZooKeeperFacts> servers, List<Boolean> quorumLed, boolean answered) {
        boolean kept = servers.stream().anyMatch(facts -> facts.clusterId().isPresent());
        boolean registered = servers.stream().anyMatch(facts -> !facts.brokers().isEmpty());
        if (kept && !registered) {
            return List.of(Step.concluded(
                    CLUSTER,
                    "brokers",
                    "no broker is registered in ZooKeeper",
                    Optional.of(ClusterFaults.noBroker(answered))));
        }
        if (!quorumLed.isEmpty() && quorumLed.stream().noneMatch(Boolean::booleanValue)) {
            return List.of(Step.concluded(
                    CLUSTER, "quorum", "the quorum has no leader", Optional.of(ClusterFaults.lostQuorum())));
        }
        return List.of();
    }

    /**
     * Whether this machine's clock is right, as far as anybody tells.
     *
     * @param now what it shows
     * @param latest a moment that has passed for certain, by a server's clock; empty where none is known
     * @param told what servers' clocks showed just now, by who told; empty where none did
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
        return Step.concluded(
                CLOCK,
                "clock",
                told.isEmpty()
                        ? "unknown: no server tells what time it is there"
                        : "as that of " + String.join(" ", told.keySet()),
                Optional.empty());
    }

    private static Step clock(String detail) {
        return Step.concluded(
                CLOCK,
                "clock",
                detail,
                Optional.of(Fault.of(
                        "clock-off",
                        "see whether this machine and the servers have their time from a time server: certificates, tickets and"
                                + " ages are judged by it")));
    }
}
