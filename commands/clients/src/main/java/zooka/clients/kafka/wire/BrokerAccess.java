package zooka.clients.kafka.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.kafka.common.Node;
import zooka.clients.kafka.Listener;
import zooka.clients.net.AddressMap;
import zooka.clients.net.Addresses;

/**
 * The access to brokers: security configuration and address map.
 *
 * @param config the security configuration of a Kafka client, such as {@code security.protocol}; empty for PLAINTEXT
 *     connections
 * @param map the address map for brokers with unreachable advertised addresses
 * @param listeners all listeners of all brokers, if known; used only if an advertised one is unreachable
 * @param zookeeper for the requests that brokers serve from ZooKeeper
 */
public record BrokerAccess(
        Map<String, String> config, AddressMap map, Supplier<List<Listener>> listeners, ZooKeeperGate zookeeper) {

    /** The access without TLS, SASL and address map. */
    public static BrokerAccess open() {
        return new BrokerAccess(Map.of(), AddressMap.NONE, List::of);
    }

    public BrokerAccess {
        config = Map.copyOf(config);
    }

    /** The access of a client that is not told of any ZooKeeper ensemble. */
    public BrokerAccess(Map<String, String> config, AddressMap map, Supplier<List<Listener>> listeners) {
        this(config, map, listeners, ZooKeeperGate.unknown());
    }

    boolean inTheClear() {
        return FastMetadata.inTheClear(config);
    }

    /** Whether this client has a certificate. */
    boolean showsOwn() {
        return config.containsKey("ssl.keystore.location") || config.containsKey("ssl.keystore.key");
    }

    boolean overTls() {
        String protocol = config.getOrDefault("security.protocol", "");
        return protocol.equals("SSL") || protocol.equals("SASL_SSL");
    }

    /** The mapped address of a broker as {@code host:port}; empty without a mapping. */
    Optional<String> mapped(Node node) {
        // The id of a broker from the bootstrap list is not known yet.
        OptionalInt id = node.id() < 0 ? OptionalInt.empty() : OptionalInt.of(node.id());
        return map.isEmpty() ? Optional.empty() : map.reachable(id, node.host(), node.port());
    }

    /** The address to connect to, as {@code host:port}. */
    String dialled(Node node) {
        return mapped(node).orElseGet(() -> BrokerConnections.address(node));
    }

    /**
     * The broker of an address of the bootstrap list. If the address is the target of a mapping, it is the mapped broker: over
     * TLS its certificate contains its advertised name.
     */
    public Node named(int id, String address) {
        String known = map.isEmpty() || inTheClear()
                ? address
                : map.advertised(address).orElse(address);
        return new Node(id, Addresses.host(known), Addresses.port(known));
    }

    /** The configuration of a library client that starts with a broker; {@link #lead} must follow. */
    public Map<String, Object> settings(Node first) {
        Map<String, Object> settings = new HashMap<>(config);
        settings.put("bootstrap.servers", map.isEmpty() ? BrokerConnections.address(first) : AddressMapPatch.NOWHERE);
        return settings;
    }

    /**
     * Makes a library client connect to brokers by the address map.
     *
     * @param first the broker of its configuration
     */
    public <C> C lead(C client, Node first) {
        if (!map.isEmpty()) {
            AddressMapPatch.of(client, map, first);
        }
        return client;
    }
}
