package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.text.Counts;
import zooka.commands.brokers.BrokerLoss;
import zooka.commands.timeline.Voter;

/**
 * Whether a broker can be stopped without harm.
 *
 * @param controller whether it is the active controller, which moves
 * @param leaders the number of partitions that it leads, whose leaders move
 * @param loss what breaks
 * @param strained the partitions below {@code min.insync.replicas} already, of which it holds an in-sync replica
 * @param quorum why the KRaft quorum does not allow it; empty if it does, or has no part in it
 * @param controlled whether there is a controller, which elects the next leaders
 */
record RestartCheck(
        Broker broker,
        boolean controller,
        long leaders,
        BrokerLoss loss,
        List<Partition> strained,
        Optional<String> quorum,
        boolean controlled) {

    /** Why it should not be stopped, with the id of the remark that says so. */
    record Reason(String id, String text) {}

    /** How many partitions a reason lists at most. */
    private static final int NAMED = 3;

    /** @param voters the voters of the KRaft quorum; empty if there is none, or it is unknown */
    static RestartCheck of(ClusterState state, List<Voter> voters, Broker broker) {
        int id = broker.id();
        return new RestartCheck(
                broker,
                state.controller().isPresent() && state.controller().getAsInt() == id,
                state.partitions().stream()
                        .filter(one -> one.leader().isPresent() && one.leader().getAsInt() == id)
                        .count(),
                BrokerLoss.of(state, id),
                strained(state, id),
                quorum(voters, id),
                state.controller().isPresent());
    }

    private static List<Partition> strained(ClusterState state, int id) {
        List<Partition> strained = new ArrayList<>();
        for (Topic topic : state.topics()) {
            for (Partition partition : topic.partitions()) {
                if (!partition.offline()
                        && partition.inSync().size() > 1
                        && partition.inSync().contains(id)
                        && topic.underMinInSync(partition)) {
                    strained.add(partition);
                }
            }
        }
        return List.copyOf(strained);
    }

    /** The voters that are left must be a majority. */
    private static Optional<String> quorum(List<Voter> voters, int id) {
        if (voters.stream().noneMatch(voter -> voter.id() == id)) {
            return Optional.empty();
        }
        long left = voters.stream()
                .filter(voter -> voter.id() != id && voter.current())
                .count();
        int majority = voters.size() / 2 + 1;
        return left >= majority
                ? Optional.empty()
                : Optional.of("the quorum would lose its majority: " + left + " of " + voters.size()
                        + " voters would be caught up");
    }

    /** Whether nothing breaks. */
    boolean harmless() {
        return reasons().isEmpty();
    }

    /** Why it should not be stopped now. */
    List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        if (!broker.online()) {
            return reasons; // it is stopped, and leads and serves nothing
        }
        add(reasons, "partitions-offline", loss.offline(), "would go offline");
        add(reasons, "below-min-isr", loss.noWrites(), "would fall below min.insync.replicas");
        add(reasons, "below-min-isr", strained, below(strained.size()));
        if (loss.unknown() > 0) {
            reasons.add(new Reason(
                    "min-isr-unknown", "min.insync.replicas is unknown for " + Counts.of(loss.unknown(), "topic")));
        }
        quorum.ifPresent(text -> reasons.add(new Reason("quorum-majority", text)));
        if (!controlled) {
            reasons.add(new Reason("no-controller", "no controller is active: no other leader would be elected"));
        }
        return List.copyOf(reasons);
    }

    private static String below(int partitions) {
        return (partitions == 1 ? "is" : "are") + " below min.insync.replicas already";
    }

    private static void add(List<Reason> reasons, String id, List<Partition> partitions, String what) {
        if (!partitions.isEmpty()) {
            String more = partitions.size() > NAMED ? " ..." : "";
            String names = String.join(
                    " ", partitions.stream().limit(NAMED).map(Partition::name).toList());
            reasons.add(new Reason(id, Counts.of(partitions.size(), "partition") + " " + what + ": " + names + more));
        }
    }

    /** The number of what is coordinated by it; empty if unknown. */
    record Coordination(OptionalLong groups, OptionalLong transactions) {}
}
