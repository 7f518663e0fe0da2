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
 * How this client gets to brokers, and how they let it in.
 *
 * @param config the configuration of a Kafka client: {@code security.protocol} and what goes with it; empty for connections
 *     in the clear
 * @param map where the brokers are that advertise addresses which lead nowhere from here
 * @param listeners all doors of all brokers, where somebody knows them; asked only when one that is advertised is shut
 */
public record BrokerAccess(Map<String, String> config, AddressMap map, Supplier<List<Listener>> listeners) {

    /** In the clear, at the addresses that are advertised. */
    public static BrokerAccess open() {
        return new BrokerAccess(Map.of(), AddressMap.NONE, List::of);
    }

    public BrokerAccess {
        config = Map.copyOf(config);
    }

    boolean inTheClear() {
        return FastMetadata.inTheClear(config);
    }

    /** Whether this client has a certificate to show. */
    boolean showsOwn() {
        return config.containsKey("ssl.keystore.location") || config.containsKey("ssl.keystore.key");
    }

    boolean overTls() {
        String protocol = config.getOrDefault("security.protocol", "");
        return protocol.equals("SSL") || protocol.equals("SASL_SSL");
    }

    /** Where a broker is dialled that is not dialled where it says that it is, as {@code host:port}. */
    Optional<String> mapped(Node node) {
        // One that the user has named is not known by its id yet.
        OptionalInt id = node.id() < 0 ? OptionalInt.empty() : OptionalInt.of(node.id());
        return map.isEmpty() ? Optional.empty() : map.reachable(id, node.host(), node.port());
    }

    /** Where a broker is dialled, as {@code host:port}. */
    String dialled(Node node) {
        return mapped(node).orElseGet(() -> BrokerConnections.address(node));
    }

    /**
     * A broker as the user has named it. Where that is the far end of the map, it is the broker that the map has there: over
     * TLS its certificate names what it advertises.
     */
    Node named(int id, String address) {
        String known = map.isEmpty() || inTheClear()
                ? address
                : map.advertised(address).orElse(address);
        return new Node(id, Addresses.host(known), Addresses.port(known));
    }

    /** Settings for a client of the Kafka library that begins with a broker; {@link #lead} has to follow. */
    public Map<String, Object> settings(Node first) {
        Map<String, Object> settings = new HashMap<>(config);
        settings.put("bootstrap.servers", map.isEmpty() ? BrokerConnections.address(first) : AddressMapPatch.NOWHERE);
        return settings;
    }

    /**
     * Makes a client of the Kafka library dial brokers where the map has them.
     *
     * @param first the broker that its settings are for
     */
    public <C> C lead(C client, Node first) {
        if (!map.isEmpty()) {
            AddressMapPatch.of(client, map, first);
        }
        return client;
    }
}
