package zooka.clients.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Znodes that a mistake must not reach: ZooKeeper's own, and those that a Kafka cluster keeps. */
public final class SystemZnodes {

    private static final String ZOOKEEPER = "/zookeeper";

    private static final Set<String> KAFKA = Set.of(
            "admin",
            "brokers",
            "cluster",
            "config",
            "consumers",
            "controller",
            "controller_epoch",
            "delegation_token",
            "feature",
            "isr_change_notification",
            "kafka-acl",
            "kafka-acl-changes",
            "kafka-acl-extended",
            "kafka-acl-extended-changes",
            "latest_producer_id_block",
            "log_dir_event_notification",
            "migration");

    private SystemZnodes() {}

    /** Why a znode is protected wherever it is, such as {@code "belongs to ZooKeeper"}; {@code below}: with all below it. */
    public static Optional<String> always(String path, boolean below) {
        if (path.equals("/")) {
            return below ? Optional.of("is the root of all znodes") : Optional.empty();
        }
        return path.equals(ZOOKEEPER) || path.startsWith(ZOOKEEPER + "/")
                ? Optional.of("belongs to ZooKeeper")
                : Optional.empty();
    }

    /**
     * Where brokers would be registered if a znode were Kafka's own; it is where one of these exists. Empty for most znodes:
     * the names that Kafka uses are Kafka's only where brokers are registered beside them.
     */
    public static List<String> registries(String path, boolean below) {
        List<String> registries = new ArrayList<>();
        if (below) {
            registries.add((path.equals("/") ? "" : path) + "/brokers/ids");
        }
        for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
            int end = path.indexOf('/', slash + 1);
            if (KAFKA.contains(path.substring(slash + 1, end < 0 ? path.length() : end))) {
                registries.add(path.substring(0, slash) + "/brokers/ids");
            }
        }
        return registries;
    }
}
