package zooka.sandbox;

import java.util.Locale;

/** Where the brokers keep their metadata. */
public enum Mode {
    /** ZooKeeper 3.9 and Kafka 3.9 on it. */
    ZOOKEEPER,
    /** Kafka 4 on its own quorum; there is no ZooKeeper. */
    KRAFT;

    /** As a person types it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
