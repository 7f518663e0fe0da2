package zooka.commands.kafka.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A broker as the cluster knows it.
 *
 * @param host the advertised host; empty for a broker that is only known from the replicas that name it
 * @param port the advertised port, or -1 where the host is empty
 * @param alive whether it is registered and serves now
 */
public record Broker(int id, String host, int port, Optional<String> rack, boolean alive) {

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
    public static Broker lost(int id) {
        return new Broker(id, "", -1, Optional.empty(), false);
    }

    /** The brokers by id, and as lost those that a replica names and that are not among them. */
    public static List<Broker> andLost(Map<Integer, Broker> registered, List<Topic> topics) {
        Map<Integer, Broker> brokers = new TreeMap<>(registered);
        for (Topic topic : topics) {
            for (Partition partition : topic.partitions()) {
                partition.replicas().forEach(id -> brokers.computeIfAbsent(id, Broker::lost));
            }
        }
        return List.copyOf(brokers.values());
    }
}
