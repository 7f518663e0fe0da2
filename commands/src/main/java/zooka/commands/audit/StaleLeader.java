package zooka.commands.audit;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.clients.kafka.Partition;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.kafka.metadata.KafkaZnodes.Leadership;
import zooka.commands.result.Severity;

/** Finds brokers that report another leader or leader epoch than ZooKeeper or the other brokers. */
final class StaleLeader extends Check {

    StaleLeader() {
        super("stale-leader", Severity.CRITICAL, Scope.BROKERS, "a broker reports another leader or leader epoch");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        for (Map.Entry<String, Partition> entry : evidence.newest().entrySet()) {
            String name = entry.getKey();
            Leadership kept =
                    evidence.hasZooKeeper() ? evidence.zookeeper().leaderships().get(name) : null;
            if (evidence.hasZooKeeper() && kept == null) {
                continue;
            }
            Partition newest = entry.getValue();
            String truth = kept == null
                    ? words(newest.leader(), newest.leaderEpoch())
                    : words(kept.leader(), kept.leaderEpoch());
            Map<Integer, String> all = new TreeMap<>();
            Map<Integer, String> others = new TreeMap<>();
            evidence.partitions().forEach((id, partitions) -> {
                Partition told = partitions.get(name);
                if (told != null) {
                    String words = words(told.leader(), told.leaderEpoch());
                    all.put(id, words);
                    if (!words.equals(truth)) {
                        others.put(id, words);
                    }
                }
            });
            if (!others.isEmpty()) {
                found.accept(finding(
                        name,
                        kept == null ? "" : truth + ", state version " + kept.version(),
                        Evidence.byBroker(kept == null ? all : others),
                        kept == null ? restart(others) : remedy(others, all)));
            }
        }
    }

    private static String remedy(Map<Integer, String> others, Map<Integer, String> all) {
        if (others.size() == all.size() && others.values().stream().distinct().count() == 1) {
            return "all brokers agree: determine who wrote the state; restore it with undo or set, or delete /controller"
                    + " to update the brokers";
        }
        return "delete /controller: the new controller updates every broker; " + restart(others);
    }

    private static String restart(Map<Integer, String> others) {
        return "if the difference persists, restart " + Evidence.brokers(others.keySet());
    }

    private static String words(OptionalInt leader, OptionalInt epoch) {
        return (leader.isPresent() ? "leader " + leader.getAsInt() : "no leader")
                + (epoch.isPresent() ? ", epoch " + epoch.getAsInt() : "");
    }
}
