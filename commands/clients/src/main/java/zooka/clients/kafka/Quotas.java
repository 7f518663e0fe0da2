package zooka.clients.kafka;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists and changes client quotas. Timeouts and failures as in {@link Topics}. */
public interface Quotas {

    /** The name of the default in the place of a client. */
    String DEFAULT = "<default>";

    /**
     * The client of a quota: a user, a client id, both together, or an address.
     *
     * @param user a name, or {@link #DEFAULT}; empty if unused. The other parts likewise
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

    /** All quotas that match the given parts of the client, sorted. */
    List<Limits> list(Client like);

    /**
     * Sets and deletes quotas of a client.
     *
     * @param values the new values; empty to delete
     * @param onlyValidate let the brokers validate the request without a change
     */
    void alter(Client client, Map<String, Optional<Double>> values, boolean onlyValidate);
}
