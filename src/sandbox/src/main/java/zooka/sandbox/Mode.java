package zooka.sandbox;

import java.util.Locale;

/** The place of the brokers' metadata. */
public enum Mode {
    /** ZooKeeper 3.9, and Kafka 3.9 that uses it. */
    ZOOKEEPER,
    /** Kafka 4 with its own quorum, without ZooKeeper. */
    KRAFT;

    /** The name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
