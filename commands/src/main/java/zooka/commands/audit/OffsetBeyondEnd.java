package zooka.commands.audit;

import java.util.Comparator;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.clients.kafka.Groups.Lag;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds groups with committed offsets past the end of the log: records were lost, or the topic was recreated. */
final class OffsetBeyondEnd extends Check {

    OffsetBeyondEnd() {
        super(
                "offset-beyond-end",
                Severity.WARNING,
                Scope.BROKERS,
                "a group has committed an offset past the end of the log");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        new TreeMap<>(evidence.beyond()).forEach((group, lags) -> {
            Lag most = lags.stream()
                    .max(Comparator.comparing(lag -> lag.beyond().getAsLong()))
                    .orElseThrow();
            String partitions = Evidence.count(
                    lags.stream()
                            .map(lag -> lag.commit().partition().toString())
                            .toList(),
                    "partition",
                    "partitions");
            found.accept(moving(
                    "group " + group,
                    "",
                    partitions
                            + String.format(
                                    Locale.ROOT,
                                    "; %s: committed %,d, end %,d",
                                    most.commit().partition(),
                                    most.commit().offset().getAsLong(),
                                    most.log().end().getAsLong()),
                    "determine why records were lost; then group reset " + group
                            + " --to-latest --all-topics (or --to-earliest)",
                    partitions));
        });
    }
}
