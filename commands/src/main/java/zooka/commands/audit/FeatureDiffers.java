package zooka.commands.audit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.clients.kafka.BrokerSurvey.Range;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers that report different levels of a feature, or do not support its level. */
final class FeatureDiffers extends Check {

    FeatureDiffers() {
        super(
                "feature-differs",
                Severity.WARNING,
                Scope.KRAFT,
                "brokers report different levels of a feature, or do not support its level");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Set<String> names = new TreeSet<>();
        evidence.testimony()
                .features()
                .answers()
                .values()
                .forEach(told -> names.addAll(told.finalized().keySet()));
        for (String name : names) {
            Map<Integer, String> all = new TreeMap<>();
            Map<Integer, String> unable = new TreeMap<>();
            evidence.testimony().features().answers().forEach((id, told) -> {
                Integer level = told.finalized().get(name);
                Range range = told.supported().get(name);
                all.put(id, level == null ? "no level" : "level " + level);
                if (level != null && range != null && (level < range.from() || level > range.to())) {
                    unable.put(
                            id,
                            "supports levels " + range.from() + " to " + range.to() + ", the cluster uses " + level);
                }
            });
            if (all.values().stream().distinct().count() > 1) {
                found.accept(finding(
                        name,
                        "",
                        Evidence.byBroker(all),
                        "if the difference persists, restart the broker that differs"));
            }
            if (!unable.isEmpty()) {
                found.accept(finding(
                        name,
                        "",
                        Evidence.byBroker(unable),
                        "upgrade or downgrade the broker to the version of the others"));
            }
        }
    }
}
