package zooka.clients.kafka;

/**
 * A listener of a broker.
 *
 * @param name the name of the listener: {@code EXTERNAL}
 * @param protocol the security protocol: {@code SASL_SSL}
 * @param host the advertised host
 * @param port the advertised port
 */
public record Listener(int broker, String name, String protocol, String host, int port) {

    /** The advertised {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }
}
