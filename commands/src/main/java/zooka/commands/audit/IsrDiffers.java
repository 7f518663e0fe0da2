package zooka.commands.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.clients.kafka.Partition;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.kafka.metadata.KafkaZnodes.Leadership;
import zooka.commands.result.Severity;

/** Finds brokers that report the right leader but other in-sync replicas. */
final class IsrDiffers extends Check {

    IsrDiffers() {
        super("isr-differs", Severity.WARNING, Scope.BROKERS, "a broker reports different in-sync replicas");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        for (Map.Entry<String, Partition> entry : evidence.newest().entrySet()) {
            String name = entry.getKey();
            Partition newest = entry.getValue();
            Leadership kept =
                    evidence.hasZooKeeper() ? evidence.zookeeper().leaderships().get(name) : null;
            if (evidence.hasZooKeeper() && (kept == null || !kept.leaderEpoch().equals(newest.leaderEpoch()))) {
                continue;
            }
            Map<Integer, String> all = new TreeMap<>();
            evidence.partitions().forEach((id, partitions) -> {
                Partition told = partitions.get(name);
                if (told != null && told.leaderEpoch().equals(newest.leaderEpoch())) {
                    all.put(id, "in sync " + Evidence.ids(new TreeSet<>(told.isr())));
                }
            });
            if (kept == null) {
                if (all.values().stream().distinct().count() > 1) {
                    found.accept(finding(
                            name,
                            "",
                            Evidence.byBroker(all),
                            "if the difference persists, restart the broker that differs"));
                }
                continue;
            }
            String truth = "in sync " + Evidence.ids(new TreeSet<>(kept.isr()));
            all.values().removeIf(truth::equals);
            if (!all.isEmpty()) {
                found.accept(finding(
                        name,
                        truth + ", state version " + kept.version(),
                        Evidence.byBroker(all),
                        "delete /controller: the new controller updates every broker"));
            }
        }
    }
}
