package zooka.clients.kafka;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much clients may ask of the brokers. Bounded and failing as {@link Topics}. */
public interface Quotas {

    /** Stands in a client's place for all that have no quota of their own. */
    String DEFAULT = "<default>";

    /**
     * Whom a quota holds for: a user, a client id, both together, or an address.
     *
     * @param user a name, or {@link #DEFAULT}; empty where it does not matter. The same of the others
     */
    record Client(Optional<String> user, Optional<String> clientId, Optional<String> ip) implements Comparable<Client> {

        private static final Comparator<Client> ORDER = Comparator.comparing(
                        (Client c) -> c.user().orElse(""))
                .thenComparing(c -> c.clientId().orElse(""))
                .thenComparing(c -> c.ip().orElse(""));

        @Override
        public int compareTo(Client other) {
            return ORDER.compare(this, other);
        }
    }

    /** A client's quotas, by Kafka's names: {@code producer_byte_rate}. */
    record Limits(Client client, Map<String, Double> values) {
        public Limits {
            values = Map.copyOf(values);
        }
    }

    /** All quotas of which the parts that are given are those of the client's, in order. */
    List<Limits> list(Client like);

    /**
     * Sets and takes quotas of a client.
     *
     * @param values what each is to be; empty to take it away
     * @param onlyValidate let the brokers say whether they would, and change nothing
     */
    void alter(Client client, Map<String, Optional<Double>> values, boolean onlyValidate);
}
