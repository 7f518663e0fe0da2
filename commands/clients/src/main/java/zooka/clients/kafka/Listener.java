package zooka.clients.kafka;

/**
 * One of the doors of a broker.
 *
 * @param name of the listener: {@code EXTERNAL}
 * @param protocol what is spoken there: {@code SASL_SSL}
 * @param host the host that it advertises
 * @param port the port that it advertises
 */
public record Listener(int broker, String name, String protocol, String host, int port) {

    /** {@code host:port} as it is advertised. */
    public String address() {
        return host + ":" + port;
    }
}
