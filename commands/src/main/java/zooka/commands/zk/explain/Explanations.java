package zooka.commands.zk.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What znodes mean. */
public final class Explanations {

    private static final List<Explainer> EXPLAINERS = Stream.of(
                    KafkaState.EXPLAINERS, KafkaChanges.EXPLAINERS, OldConsumers.EXPLAINERS, Curator.EXPLAINERS)
            .flatMap(List::stream)
            .toList();

    private Explanations() {}

    /** The meaning, in a line; the first that has one. */
    public static Optional<String> of(Subject subject) {
        return EXPLAINERS.stream()
                .flatMap(explainer -> explainer.explain(subject).stream())
                .findFirst();
    }
}
