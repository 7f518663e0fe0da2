package zooka.commands.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.commands.audit.evidence.Evidence;

/** All checks, in the order of {@code audit --list}; the only place where a check is registered. */
final class Checks {

    private static final WrongCluster WRONG_CLUSTER = new WrongCluster();

    /** Checks whose findings cause most findings of other checks. */
    private static final List<Check> CAUSES = List.of(new NoBroker(), new NoQuorumLeader());

    /** Checks whose findings follow from those causes, and end with them. */
    private static final Set<String> CONSEQUENCES = Set.of(
            "no-controller",
            "no-leader",
            "offline-leader",
            "offline-replica",
            "fenced-broker",
            "unreachable-endpoint",
            "stale-reassignment",
            "blocked-election");

    private static final List<Check> ALL = List.of(
            WRONG_CLUSTER,
            CAUSES.get(0),
            new NoController(),
            new ControllerDiffers(),
            new ZombieControllerEpoch(),
            CAUSES.get(1),
            new QuorumDiffers(),
            new NoLeader(),
            new OfflineLeader(),
            new StaleLeader(),
            new IsrDiffers(),
            new IsrOutsideReplicas(),
            new ReplicasDiffer(),
            new MissingState(),
            new EligibleReplicas(),
            new UnacceptedBroker(),
            new UnregisteredBroker(),
            new FencedBroker(),
            new OfflineReplica(),
            new EndpointDiffers(),
            new UnreachableEndpoint(),
            new GhostTopic(),
            new UnknownTopic(),
            new TopicIdDiffers(),
            new PendingDeletion(),
            new StrayLog(),
            new MissingLog(),
            new FailedLogDir(),
            new OrphanConfig(),
            new ConfigDiffers(),
            new StaleReassignment(),
            new BlockedElection(),
            new UnreadableZnode(),
            LaggingFollower.voter(),
            LaggingFollower.observer(),
            new FeatureDiffers(),
            new LegacyGroups(),
            new OffsetBeyondEnd(),
            new OngoingMigration());

    private final List<Check> chosen;

    private Checks(List<Check> chosen) {
        this.chosen = List.copyOf(chosen);
    }

    static List<Check> all() {
        return ALL;
    }

    /**
     * A selection of checks.
     *
     * @param only ids of checks; empty for all
     * @param skipped ids of checks to leave out
     * @throws Failure {@code USAGE} for an unknown id
     */
    static Checks of(List<String> only, List<String> skipped) {
        Set<String> known = ALL.stream().map(Check::id).collect(Collectors.toSet());
        List<String> named = new ArrayList<>(only);
        named.addAll(skipped);
        for (String id : named) {
            if (!known.contains(id)) {
                throw Failure.usage("unknown check '" + id + "'").hint("audit --list");
            }
        }
        return new Checks(ALL.stream()
                .filter(check -> only.isEmpty() || only.contains(check.id()))
                .filter(check -> !skipped.contains(check.id()))
                .toList());
    }

    /** The checks for which the evidence is sufficient. */
    List<Check> applying(Evidence evidence) {
        return chosen.stream().filter(check -> check.applies(evidence)).toList();
    }

    /**
     * All findings. If ZooKeeper and the brokers belong to different clusters, only that is reported; if no broker is
     * registered, or the quorum has no leader, that is reported first, without the findings that follow from it.
     */
    List<Finding> find(Evidence evidence) {
        List<Finding> foreign = new ArrayList<>();
        if (evidence.hasTestimony() && evidence.hasZooKeeper()) {
            WRONG_CLUSTER.find(evidence, foreign::add);
        }
        List<Check> applying = applying(evidence);
        List<Finding> findings = new ArrayList<>();
        if (foreign.isEmpty()) {
            applying.stream().filter(CAUSES::contains).forEach(check -> check.find(evidence, findings::add));
        }
        boolean caused = findings.stream().anyMatch(finding -> finding.subject().equals(Finding.WHOLE));
        for (Check check : applying) {
            boolean told = CAUSES.contains(check) || (caused && CONSEQUENCES.contains(check.id()));
            if (foreign.isEmpty() ? !told : check == WRONG_CLUSTER) {
                check.find(evidence, findings::add);
            }
        }
        return findings;
    }
}
