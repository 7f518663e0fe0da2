package zooka.commands.leaders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.Topics.Setting;

/**
 * What is known of the subject of a page besides the map: it is costly, and asked for that subject alone.
 *
 * @param subject its name, as {@link Subject#name}
 * @param asOf when it was asked
 * @param end the log end offset of a partition; empty if unknown
 * @param replicas the logs of a partition's replicas, or all logs of a broker
 * @param dirs the log directories of a broker
 * @param settings the configuration of a partition's topic, without defaults
 * @param consumers who reads a partition, or has committed offsets for it
 * @param troubles what could not be read and why
 */
public record Detail(
        String subject,
        Instant asOf,
        OptionalLong end,
        List<ReplicaLog> replicas,
        List<LogDir> dirs,
        List<Setting> settings,
        List<Consumer> consumers,
        List<String> troubles) {

    public Detail {
        replicas = List.copyOf(replicas);
        dirs = List.copyOf(dirs);
        settings = List.copyOf(settings);
        consumers = List.copyOf(consumers);
        troubles = List.copyOf(troubles);
    }

    /**
     * The log of a replica.
     *
     * @param lag the number of offsets behind the high watermark
     * @param dir the log directory
     * @param future whether it is being moved to that directory
     */
    public record ReplicaLog(int broker, long sizeBytes, long lag, String dir, boolean future) {}

    /**
     * A group with a committed offset for a partition, or a member that is assigned it.
     *
     * @param committed the committed offset; empty without one
     * @param lag the number of records still to read; empty if unknown
     * @param member the host and client of the member that reads it; empty without one
     */
    public record Consumer(
            String group, String state, OptionalLong committed, OptionalLong lag, Optional<String> member) {}
}
