package zooka.clients.kafka;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A broker as the cluster knows it.
 *
 * @param host the advertised host; empty for a broker that is only known from the replicas that name it
 * @param port the advertised port, or -1 where the host is empty
 * @param online whether it is registered and not fenced; without registrations, whether it answers
 * @param trouble why it does not answer this client: {@code connection refused}; empty where it does, or was not asked
 */
public record Broker(int id, String host, int port, Optional<String> rack, boolean online, Optional<String> trouble) {

    /** The state of a broker in its cluster. */
    public enum State {
        /** It serves. */
        ONLINE,
        /** It is not registered; without registrations: it does not answer. */
        OFFLINE,
        /** It is registered and kept from serving, as KRaft does. */
        FENCED;

        /**
         * What a broker is. With KRaft one that does not serve stays registered, and is fenced.
         *
         * @param controlled whether there is a controller, which fences
         */
        public static State of(Broker broker, ClusterState.Mode mode, boolean controlled) {
            if (broker.online()) {
                return ONLINE;
            }
            boolean registered = mode == ClusterState.Mode.KRAFT
                    && controlled
                    && !broker.host().isEmpty();
            return registered ? FENCED : OFFLINE;
        }

        /** The word for it, also in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A broker that was not asked. */
    public Broker(int id, String host, int port, Optional<String> rack, boolean online) {
        this(id, host, port, rack, online, Optional.empty());
    }

    /** The same, known not to serve. */
    public Broker offline() {
        return online ? new Broker(id, host, port, rack, false, trouble) : this;
    }

    /** The same, known to give this client no answer. */
    Broker unreachable(String why) {
        return new Broker(id, host, port, rack, online, Optional.of(why));
    }

    /** The same with another cause, or none, of giving this client no answer. */
    public Broker withTrouble(Optional<String> why) {
        return why.equals(trouble) ? this : new Broker(id, host, port, rack, online, why);
    }

    /** The form of an id: ten digits at most, of which not every number is one. */
    public static final String ID = "\\d{1,10}";

    /** The id that a text is; empty where it is none. */
    public static Optional<Integer> id(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches(ID))
                .map(Long::parseLong)
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    /** A broker that replicas name and that is not registered. */
    public static Broker unregistered(int id) {
        return new Broker(id, "", -1, Optional.empty(), false);
    }

    /** The brokers by id, and as offline those that a replica names and that are not among them. */
    public static List<Broker> andUnregistered(Map<Integer, Broker> registered, List<Topic> topics) {
        Map<Integer, Broker> brokers = new TreeMap<>(registered);
        for (Topic topic : topics) {
            for (Partition partition : topic.partitions()) {
                partition.replicas().forEach(id -> brokers.computeIfAbsent(id, Broker::unregistered));
            }
        }
        return List.copyOf(brokers.values());
    }
}
