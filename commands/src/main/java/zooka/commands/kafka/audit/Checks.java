package zooka.commands.kafka.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zooka.commands.Failure;

/** The checks, in the order in which they are listed; the one place where a check is named. */
final class Checks {

    private static final WrongCluster WRONG_CLUSTER = new WrongCluster();

    private static final List<Check> ALL = List.of(
            WRONG_CLUSTER,
            new NoController(),
            new ControllerDiffers(),
            new ZombieControllerEpoch(),
            new NoQuorumLeader(),
            new QuorumDiffers(),
            new NoLeader(),
            new DeadLeader(),
            new StaleLeader(),
            new IsrDiffers(),
            new IsrOutsideReplicas(),
            new ReplicasDiffer(),
            new MissingState(),
            new EligibleReplicas(),
            new UnacceptedBroker(),
            new UnregisteredBroker(),
            new FencedBroker(),
            new DeadReplica(),
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
            new OldGroupFound(),
            new MigrationFound());

    private final List<Check> chosen;

    private Checks(List<Check> chosen) {
        this.chosen = List.copyOf(chosen);
    }

    static List<Check> all() {
        return ALL;
    }

    /**
     * Some of them.
     *
     * @param only by their ids; all where it is empty
     * @param skipped by their ids
     * @throws Failure {@code USAGE} for an id that there is not
     */
    static Checks of(List<String> only, List<String> skipped) {
        Set<String> known = ALL.stream().map(Check::id).collect(Collectors.toSet());
        List<String> named = new ArrayList<>(only);
        named.addAll(skipped);
        for (String id : named) {
            if (!known.contains(id)) {
                throw Failure.usage("no check '" + id + "'").hint("audit --list");
            }
        }
        return new Checks(ALL.stream()
                .filter(check -> only.isEmpty() || only.contains(check.id()))
                .filter(check -> !skipped.contains(check.id()))
                .toList());
    }

    /** Those for which the evidence is enough. */
    List<Check> applying(Evidence evidence) {
        return chosen.stream().filter(check -> check.applies(evidence)).toList();
    }

    /** All that they find; where the two sides are of two clusters, nothing else can be said than that. */
    List<Finding> look(Evidence evidence) {
        List<Finding> foreign = new ArrayList<>();
        if (evidence.hasTold() && evidence.hasKept()) {
            WRONG_CLUSTER.look(evidence, foreign::add);
        }
        List<Finding> findings = new ArrayList<>();
        for (Check check : applying(evidence)) {
            if (foreign.isEmpty() || check == WRONG_CLUSTER) {
                check.look(evidence, findings::add);
            }
        }
        return findings;
    }
}
