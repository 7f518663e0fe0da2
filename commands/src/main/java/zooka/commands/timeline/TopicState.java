package zooka.commands.timeline;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell.Level;

/**
 * A topic with the values derived from its partitions, computed when it changes.
 *
 * @param written the topic as its source last told it; it may name leaders that are offline by now
 * @param topic the topic without leaders that are offline
 * @param inSync the number of in-sync replicas of its worst partition
 * @param replicas the number of replicas of that partition
 * @param level the level of its worst partition
 * @param since the time of the last change of one of its partitions; empty if unknown
 */
public record TopicState(
        Topic written, Topic topic, int inSync, int replicas, Level level, Optional<Instant> since, Totals totals) {

    /** @param offline the ids of the brokers that are offline */
    static TopicState of(Topic written, Set<Integer> offline) {
        Topic topic = written.without(offline);
        int inSync = 0;
        int replicas = 0;
        int missing = -1;
        Level level = Level.PLAIN;
        Instant newest = null;
        for (Partition partition : topic.partitions()) {
            // ZooKeeper keeps the last in-sync replica of an offline partition, although it does not serve.
            int serving = partition.inSync().size();
            int out = partition.replicas().size() - serving;
            if (out > missing) {
                missing = out;
                inSync = serving;
                replicas = partition.replicas().size();
            }
            level = level.worse(PartitionTable.level(topic, partition));
            Instant since = partition.since().orElse(null);
            if (since != null && (newest == null || since.isAfter(newest))) {
                newest = since;
            }
        }
        return new TopicState(written, topic, inSync, replicas, level, Optional.ofNullable(newest), Totals.of(topic));
    }

    /** Whether one of its replicas is on a broker. */
    boolean uses(int broker) {
        for (Partition partition : written.partitions()) {
            if (partition.replicas().contains(broker)) {
                return true;
            }
        }
        return false;
    }
}
