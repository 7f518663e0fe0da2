package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Outcome;

/** Making and unmaking topics. Bounded and failing as {@link Topics}. */
public interface TopicChanges {

    /**
     * A topic to be made.
     *
     * @param partitions empty for the brokers' default
     * @param replication empty for the brokers' default
     * @param assignment the replicas of each partition, the preferred leader first; empty to let the controller choose.
     *     Where it is given, it says how many partitions and replicas there are
     * @param configs what differs from the brokers' defaults
     */
    record NewTopic(
            String name,
            OptionalInt partitions,
            OptionalInt replication,
            List<List<Integer>> assignment,
            Map<String, String> configs) {
        public NewTopic {
            assignment = List.copyOf(assignment);
            configs = Map.copyOf(configs);
        }
    }

    /**
     * A topic as it was made, or would be.
     *
     * @param id empty where it was not made, and on brokers that have none
     * @param partitions empty where the brokers' default holds, and they did not tell it
     * @param replication likewise
     */
    record Made(String name, Optional<String> id, OptionalInt partitions, OptionalInt replication) {}

    /**
     * Makes a topic; {@code CONFLICT} where it exists, and with a hint where another is in the way: one with the same name in
     * metrics, or itself while it waits to be deleted.
     *
     * @param onlyValidate let the controller say whether it could, and change nothing
     */
    Made create(NewTopic topic, boolean onlyValidate);

    /**
     * Gives a topic more partitions.
     *
     * @param count how many it is to have in all
     * @param assignment the replicas of each new one; empty to let the controller choose
     * @param onlyValidate let the controller say whether it could, and change nothing
     */
    void addPartitions(String topic, int count, List<List<Integer>> assignment, boolean onlyValidate);

    /**
     * Deletes the records of a topic that lie before an offset.
     *
     * @param before by partition
     * @return where the log of each begins then
     */
    Map<Integer, Outcome<Long>> deleteRecords(String topic, Map<Integer, Long> before);

    /** Deletes topics with all their records; what became of each, in their order. */
    Map<String, Outcome<Void>> delete(Collection<String> topics);
}
