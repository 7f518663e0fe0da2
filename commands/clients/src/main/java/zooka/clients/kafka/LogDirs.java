package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The directories in which brokers keep their logs. Each broker is asked for its own, all at the same time; bounded by the
 * profile's timeout. A broker that does not answer, or refuses, is among the silent, and costs the others nothing.
 */
public interface LogDirs {

    /**
     * A replica in a log directory.
     *
     * @param sizeBytes of its segments
     * @param offsetLag how many records it is behind the replica that it will replace, or behind the high watermark
     * @param future whether it is on its way here from another directory of the same broker
     */
    record Replica(String topic, int partition, long sizeBytes, long offsetLag, boolean future) {
        /** The name by which people and tools call its partition: {@code orders-0}. */
        public String name() {
            return topic + "-" + partition;
        }
    }

    /**
     * A log directory.
     *
     * @param error why it is of no use, such as a failed disk; empty where it is well
     * @param totalBytes of the volume that it is on; empty on brokers before 3.3
     * @param usableBytes what is left of that
     */
    record LogDir(
            int broker,
            String path,
            Optional<String> error,
            OptionalLong totalBytes,
            OptionalLong usableBytes,
            List<Replica> replicas) {
        public LogDir {
            replicas = List.copyOf(replicas);
        }
    }

    /** The directories of every broker that is registered; {@code UNREACHABLE} where nobody tells which those are. */
    PerBroker<List<LogDir>> all();

    /** The directories of those brokers. */
    PerBroker<List<LogDir>> of(Collection<Broker> brokers);
}
