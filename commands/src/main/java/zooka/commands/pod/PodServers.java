package zooka.commands.pod;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The servers that a pod names.
 *
 * @param unread the files that could not be read, and why
 */
public record PodServers(Optional<Side> zookeeper, Optional<Side> kafka, List<String> unread) {

    public PodServers {
        unread = List.copyOf(unread);
    }

    /**
     * The servers of one system.
     *
     * @param servers {@code host:port,...}, for ZooKeeper with the chroot
     * @param config the client configuration, by the client's keys
     * @param from the file or variable that names them
     */
    public record Side(String servers, Map<String, String> config, String from) {
        public Side {
            config = Map.copyOf(config);
        }

        /** The addresses, the protocol unless it is plaintext, and the source. */
        String description() {
            String protocol = config.getOrDefault("security.protocol", "PLAINTEXT");
            boolean secure = config.containsKey("zookeeper.client.secure");
            String how = secure ? " over TLS" : protocol.equals("PLAINTEXT") ? "" : " over " + protocol;
            return servers + how + " (" + from + ")";
        }

        /** The servers and their source, without the configuration, which may contain secrets. */
        @Override
        public String toString() {
            return description();
        }
    }

    boolean isEmpty() {
        return zookeeper.isEmpty() && kafka.isEmpty() && unread.isEmpty();
    }

    /** One line for people; empty if no server was found. */
    public String description() {
        if (zookeeper.isEmpty() && kafka.isEmpty()) {
            return "";
        }
        String ensemble =
                zookeeper.map(side -> "ZooKeeper " + side.description()).orElse("");
        String brokers = kafka.map(side -> "Kafka " + side.description()).orElse("");
        return "found " + ensemble + (ensemble.isEmpty() || brokers.isEmpty() ? "" : ", ") + brokers;
    }
}
