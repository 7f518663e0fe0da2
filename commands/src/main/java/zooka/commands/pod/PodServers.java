package zooka.commands.pod;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pod says of its servers.
 *
 * @param unread which files could not be read, and why
 */
public record PodServers(Optional<Side> zookeeper, Optional<Side> kafka, List<String> unread) {

    public PodServers {
        unread = List.copyOf(unread);
    }

    /**
     * One kind of servers.
     *
     * @param servers {@code host:port,...}, for ZooKeeper with the chroot
     * @param config what a client must be told to be let in, by its own keys
     * @param from the file or the variable that says so
     */
    public record Side(String servers, Map<String, String> config, String from) {
        public Side {
            config = Map.copyOf(config);
        }

        /** The addresses, the protocol unless it is plain text, and where both were found. */
        String description() {
            String protocol = config.getOrDefault("security.protocol", "PLAINTEXT");
            boolean secure = config.containsKey("zookeeper.client.secure");
            String how = secure ? " over TLS" : protocol.equals("PLAINTEXT") ? "" : " over " + protocol;
            return servers + how + " (" + from + ")";
        }

        /** The servers and where they are from; never what lets a client in. */
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
