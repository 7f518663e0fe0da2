package zooka.commands.timeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.MetadataImage;

/**
 * What the records of a KRaft metadata log come to, and what they have changed since the last {@link #tell}. Used by one thread.
 */
final class LogState implements MetadataImage.Watcher {

    private final MetadataImage image = new MetadataImage(this);
    private final Set<String> changedTopics = new LinkedHashSet<>();
    private final Set<String> deletedTopics = new LinkedHashSet<>();
    private final Map<String, Set<Integer>> changedPartitions = new HashMap<>();
    private final Set<Integer> changedBrokers = new HashSet<>();
    private final Map<String, Integer> minimums = new HashMap<>();
    private Optional<Instant> elected = Optional.empty();

    /** Forgets everything. */
    void clear() {
        image.clear();
        forgetChanges();
    }

    private void forgetChanges() {
        changedTopics.clear();
        deletedTopics.clear();
        changedPartitions.clear();
        changedBrokers.clear();
        minimums.clear();
        elected = Optional.empty();
    }

    /**
     * Applies records.
     *
     * @param time when they were appended; empty for a snapshot
     */
    void apply(List<MetadataChange> changes, Optional<Instant> time) {
        image.apply(changes, time);
    }

    /** Tells everything that is known. */
    void tellAll(Edit edit) {
        edit.allBrokers(image.brokers(), id -> Optional.empty());
        edit.allTopics(image.topics(), name -> Optional.empty());
        edit.minimums(Map.copyOf(minimums));
        forgetChanges();
    }

    /** Tells what has changed since the last time; false if that is nothing. */
    boolean tell(Edit edit) {
        Optional<Instant> appended = image.appended();
        for (int id : changedBrokers) {
            image.broker(id)
                    .ifPresentOrElse(broker -> edit.broker(broker, appended), () -> edit.unregistered(id, appended));
        }
        deletedTopics.forEach(edit::deleted);
        for (String id : changedTopics) {
            image.topic(id).ifPresent(topic -> edit.topic(topic, image.created(id)));
        }
        changedPartitions.forEach((id, numbers) -> {
            if (!changedTopics.contains(id)) {
                numbers.forEach(number -> image.partition(id, number).ifPresent(edit::partition));
            }
        });
        if (!minimums.isEmpty()) {
            edit.minimums(Map.copyOf(minimums));
        }
        boolean some = !changedBrokers.isEmpty()
                || !deletedTopics.isEmpty()
                || !changedTopics.isEmpty()
                || !changedPartitions.isEmpty()
                || !minimums.isEmpty();
        forgetChanges();
        return some;
    }

    /** When the controller was elected, if one of the records since the last time says so. */
    Optional<Instant> elected() {
        return elected;
    }

    @Override
    public void broker(int id) {
        changedBrokers.add(id);
    }

    @Override
    public void topic(String topicId, String name) {
        deletedTopics.remove(name);
        changedTopics.add(topicId);
    }

    @Override
    public void deletion(String name) {
        deletedTopics.add(name);
    }

    @Override
    public void partition(String topicId, int partition) {
        changedPartitions.computeIfAbsent(topicId, any -> new LinkedHashSet<>()).add(partition);
    }

    @Override
    public void minimum(String topic, int value) {
        minimums.put(topic, value);
    }

    @Override
    public void election() {
        elected = image.appended();
    }
}
