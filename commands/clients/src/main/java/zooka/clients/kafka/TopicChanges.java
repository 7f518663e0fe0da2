package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Outcome;

/** Creates and deletes topics. Timeouts and failures as in {@link Topics}. */
public interface TopicChanges {

    /**
     * A topic to create.
     *
     * @param partitions empty for the brokers' default
     * @param replication empty for the brokers' default
     * @param assignment the replicas of each partition, the preferred leader first; empty to let the controller choose.
     *     An assignment determines the number of partitions and replicas
     * @param configs the configuration without defaults
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
     * A topic that was created, or validated.
     *
     * @param id empty if it was only validated, and on old brokers
     * @param partitions empty if the brokers' default applies and was not reported
     * @param replication likewise
     */
    record CreatedTopic(String name, Optional<String> id, OptionalInt partitions, OptionalInt replication) {}

    /**
     * Creates a topic; {@code CONFLICT} if it exists, with a hint if another topic collides: one with the same name in
     * metrics, or itself while it is marked for deletion.
     *
     * @param onlyValidate let the controller validate the request without a change
     */
    CreatedTopic create(NewTopic topic, boolean onlyValidate);

    /**
     * Increases the number of partitions.
     *
     * @param count the new total number
     * @param assignment the replicas of each new one; empty to let the controller choose
     * @param onlyValidate let the controller validate the request without a change
     */
    void addPartitions(String topic, int count, List<List<Integer>> assignment, boolean onlyValidate);

    /**
     * Deletes the records of a topic before an offset.
     *
     * @param before the offsets by partition
     * @return the new start of each log
     */
    Map<Integer, Outcome<Long>> deleteRecords(String topic, Map<Integer, Long> before);

    /** Deletes topics with all their records; returns the outcomes in their order. */
    Map<String, Outcome<Void>> delete(Collection<String> topics);
}
