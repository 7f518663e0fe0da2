package zooka.clients.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.net.AddressMap;

/**
 * How the servers let this client in, and how it gets to them.
 *
 * @param zookeeper what a ZooKeeper client's configuration says, by its own keys ({@code zookeeper.ssl.trustStore.location});
 *     empty for connections in plaintext
 * @param credentials what each session shows to the ensemble, as {@code addauth} does
 * @param kafka what a Kafka client's {@code client.properties} says; empty for connections in plaintext
 * @param map where the brokers are that advertise addresses which lead nowhere from here
 * @param listener the name of the brokers' listener to use, {@code EXTERNAL}; empty for the advertised one
 */
public record ClientSettings(
        Map<String, String> zookeeper,
        List<Credential> credentials,
        Map<String, String> kafka,
        AddressMap map,
        Optional<String> listener) {

    /** In the clear, without a name, at the addresses that are advertised. */
    public static final ClientSettings OPEN =
            new ClientSettings(Map.of(), List.of(), Map.of(), AddressMap.NONE, Optional.empty());

    /** The key beside those of ZooKeeper's client that says where the AdminServers are: {@code :9990/zk}, or one for each. */
    public static final String ADMIN = "zooka.admin";

    public ClientSettings {
        zookeeper = Map.copyOf(zookeeper);
        credentials = List.copyOf(credentials);
        kafka = Map.copyOf(kafka);
    }

    /**
     * What is shown to the ensemble.
     *
     * @param scheme {@code digest}, or another that the servers know
     * @param secret for digest {@code user:password}; never printed
     */
    public record Credential(String scheme, String secret) {
        @Override
        public String toString() {
            return scheme;
        }
    }

    public ClientSettings withZooKeeper(Map<String, String> config) {
        return new ClientSettings(config, credentials, kafka, map, listener);
    }

    public ClientSettings withKafka(Map<String, String> config) {
        return new ClientSettings(zookeeper, credentials, config, map, listener);
    }

    public ClientSettings withMap(AddressMap other) {
        return new ClientSettings(zookeeper, credentials, kafka, other, listener);
    }

    /** Only what is not secret: the keys of a configuration. */
    @Override
    public String toString() {
        return "Access[zookeeper=" + zookeeper.keySet() + ", credentials=" + credentials + ", kafka=" + kafka.keySet()
                + ", map=" + map + ", listener=" + listener + "]";
    }
}
