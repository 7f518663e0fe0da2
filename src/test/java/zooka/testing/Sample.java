package zooka.testing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;

/** A cluster of three brokers, of which 2 is lost. */
public final class Sample {

    private Sample() {}

    public static Partition partition(
            String topic, int number, OptionalInt leader, List<Integer> replicas, List<Integer> isr) {
        return new Partition(
                topic,
                number,
                leader,
                OptionalInt.of(5),
                replicas,
                isr,
                Optional.empty(),
                replicas.stream().filter(id -> id == 2).toList(),
                Optional.empty());
    }

    public static Topic topic(String name, Partition... partitions) {
        return new Topic(
                name, Optional.of("id-of-" + name), name.startsWith("__"), OptionalInt.empty(), List.of(partitions));
    }

    public static ClusterState state(ClusterState.Mode mode, Topic... topics) {
        return new ClusterState(
                TestRun.NOW,
                Optional.of("cluster"),
                mode,
                OptionalInt.of(3),
                OptionalInt.empty(),
                List.of(
                        new Broker(1, "kafka-1", 9092, Optional.of("a"), true),
                        Broker.unregistered(2),
                        new Broker(3, "kafka-3", 9092, Optional.empty(), true)),
                List.of(topics));
    }

    /** Well, not led by its preferred leader, under-replicated, and offline: one of each. */
    public static ClusterState state(ClusterState.Mode mode) {
        return state(
                mode,
                topic(
                        "__consumer_offsets",
                        partition("__consumer_offsets", 0, OptionalInt.of(1), List.of(1, 3), List.of(1, 3))),
                topic(
                        "logs",
                        partition("logs", 0, OptionalInt.of(1), List.of(1, 3), List.of(1, 3)),
                        partition("logs", 1, OptionalInt.of(3), List.of(1, 3), List.of(3, 1)),
                        partition("logs", 2, OptionalInt.of(3), List.of(2, 3), List.of(3))),
                topic("orders", partition("orders", 0, OptionalInt.empty(), List.of(2), List.of(2))));
    }
}
