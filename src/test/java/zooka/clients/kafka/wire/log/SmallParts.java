package zooka.clients.kafka.wire.log;

import java.time.Duration;
import java.util.List;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.wire.BrokerAccess;

/** A follower that fetches snapshots in many parts, so that they are cut within batches. */
public final class SmallParts {

    private SmallParts() {}

    /**
     * Connects to nothing yet.
     *
     * @param bytes the maximum of a part
     */
    public static MetadataLog follow(List<String> controllers, Duration timeout, int bytes) {
        return WireMetadataLog.of(controllers, BrokerAccess.open(), timeout, bytes);
    }
}
