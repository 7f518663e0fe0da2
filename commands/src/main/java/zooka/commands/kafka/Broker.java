package zooka.commands.kafka;

import java.util.Optional;

/**
 * A broker as the cluster knows it.
 *
 * @param host the advertised host; empty for a broker that is only known from the replicas that name it
 * @param port the advertised port, or -1 where the host is empty
 * @param alive whether it is registered and serves now
 */
public record Broker(int id, String host, int port, Optional<String> rack, boolean alive) {

    /** A broker that replicas name and that is not registered. */
    public static Broker lost(int id) {
        return new Broker(id, "", -1, Optional.empty(), false);
    }
}
