package zooka.commands.zk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zooka.commands.zk.client.Znodes;

/** Znodes that a mistake must not reach: ZooKeeper's own, and those that a Kafka cluster keeps. */
public final class Protection {

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

    private Protection() {}

    /**
     * Why a znode is protected, such as {@code "is Kafka's own"}; empty where it is not. The names that Kafka uses are Kafka's
     * only where brokers are registered beside them, which is asked of the server only for such names.
     *
     * @param touched an absolute path; with a slash at the end it stands for all below it, too
     */
    public static Optional<String> of(Znodes znodes, String touched) {
        boolean below = touched.endsWith("/");
        String path = below && touched.length() > 1 ? touched.substring(0, touched.length() - 1) : touched;
        if (path.equals("/")) {
            return below ? Optional.of("holds everything") : Optional.empty();
        }
        if (path.equals(ZOOKEEPER) || path.startsWith(ZOOKEEPER + "/")) {
            return Optional.of("is ZooKeeper's own");
        }
        List<String> registries = new ArrayList<>();
        if (below) {
            registries.add(path + "/brokers/ids");
        }
        for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
            int end = path.indexOf('/', slash + 1);
            if (KAFKA.contains(path.substring(slash + 1, end < 0 ? path.length() : end))) {
                registries.add(path.substring(0, slash) + "/brokers/ids");
            }
        }
        if (registries.isEmpty()) {
            return Optional.empty();
        }
        boolean kafka = znodes.statAll(registries).stream().anyMatch(Optional::isPresent);
        return kafka ? Optional.of("is Kafka's own") : Optional.empty();
    }
}
