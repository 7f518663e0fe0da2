package zooka.commands.failover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import zooka.clients.kafka.Partition;
import zooka.clients.text.Counts;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Health;
import zooka.commands.timeline.ServerNames;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.TopicState;
import zooka.commands.timeline.Voter;

/** What is unhealthy in a state of a cluster, the worst first. */
final class UnhealthyParts {

    /** The most partitions that are named. */
    private static final int NAMED = 3;

    private UnhealthyParts() {}

    /** What is unhealthy, part by part; empty for a healthy cluster. */
    static List<String> parts(Snapshot state) {
        List<String> parts = new ArrayList<>();
        if (state.controller().isEmpty()) {
            parts.add("no active controller");
        }
        if (!state.offline().isEmpty()) {
            parts.add(brokers(state.offline()) + " offline");
        }
        Set<Integer> silent = new TreeSet<>(state.unreachable().keySet());
        silent.removeAll(state.offline());
        if (!silent.isEmpty()) {
            parts.add(brokers(silent) + (silent.size() == 1 ? " does not answer" : " do not answer"));
        }
        if (state.totals().offline() > 0) {
            parts.add(Counts.of(state.totals().offline(), "offline partition") + " (" + offline(state) + ")");
        }
        if (state.totals().belowMinimum() > 0) {
            parts.add(Counts.of(state.totals().belowMinimum(), "partition") + " below min.insync.replicas");
        }
        if (state.totals().underReplicated() > 0) {
            parts.add(Counts.of(state.totals().underReplicated(), "under-replicated partition"));
        }
        voters(state, Voter.State.OFFLINE, parts);
        voters(state, Voter.State.LAGGING, parts);
        ensemble(state.ensemble(), parts);
        return List.copyOf(parts);
    }

    /** A sentence for a cluster that is not healthy: {@code the cluster is still degraded: broker 2 offline}. */
    static String sentence(Snapshot state) {
        return "the cluster is still " + state.health().word() + ": " + String.join(", ", parts(state));
    }

    static boolean is(Snapshot state) {
        return state.health() != Health.HEALTHY;
    }

    private static void voters(Snapshot state, Voter.State which, List<String> parts) {
        List<Integer> ids = state.voters().stream()
                .filter(voter -> voter.state() == which)
                .map(Voter::id)
                .toList();
        if (!ids.isEmpty()) {
            parts.add(ids("voter", ids) + " " + which.word());
        }
    }

    private static String brokers(Collection<Integer> ids) {
        return ids("broker", ids);
    }

    private static String ids(String noun, Collection<Integer> ids) {
        return (ids.size() == 1 ? noun + " " : noun + "s ")
                + ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String offline(Snapshot state) {
        List<String> names = new ArrayList<>();
        for (TopicState topic : state.topics()) {
            for (Partition partition : topic.topic().partitions()) {
                if (partition.offline()) {
                    if (names.size() == NAMED) {
                        return String.join(", ", names) + ", ...";
                    }
                    names.add(partition.name());
                }
            }
        }
        return String.join(", ", names);
    }

    private static void ensemble(List<Server> servers, List<String> parts) {
        for (Server server : servers) {
            if (!server.answers()) {
                parts.add("ZooKeeper " + ServerNames.of(server, servers) + " does not answer");
            }
        }
        if (!servers.isEmpty() && servers.stream().noneMatch(Server::leads)) {
            parts.add("ZooKeeper has no leader");
        }
    }
}
