package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The log directories of brokers. Each broker is asked for its own, in parallel, within the
 * profile's timeout. A broker that does not answer, or rejects the request, does not affect the others.
 */
public interface LogDirs {

    /**
     * A replica in a log directory.
     *
     * @param sizeBytes the size of its segments
     * @param offsetLag the lag behind the replica that it will replace, or behind the high watermark
     * @param future whether it is being moved here from another directory of the broker
     */
    record Replica(String topic, int partition, long sizeBytes, long offsetLag, boolean future) {
        /** The name of its partition: {@code orders-0}. */
        public String name() {
            return topic + "-" + partition;
        }
    }

    /**
     * A log directory.
     *
     * @param error why it has failed, for example a broken disk; empty if it is healthy
     * @param totalBytes the size of its volume; empty on brokers before 3.3
     * @param usableBytes the free space of its volume
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

    /** The directories of all registered brokers; {@code UNREACHABLE} if no broker answers. */
    PerBroker<List<LogDir>> all();

    /** The directories of those brokers. */
    PerBroker<List<LogDir>> of(Collection<Broker> brokers);
}
