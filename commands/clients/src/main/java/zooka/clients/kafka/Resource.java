package zooka.clients.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.Failure;

/**
 * A resource with a configuration, in the syntax {@code topic/orders}.
 *
 * @param name the name of a topic or group, or a broker id; empty for the cluster-wide default of brokers
 */
public record Resource(Kind kind, String name) {

    /** The name of the cluster-wide default in the syntax. */
    public static final String EVERY_BROKER = "default";

    /** A type of resources. */
    public enum Kind {
        TOPIC(2, "topic"),
        BROKER(4, "broker"),
        BROKER_LOGGER(8, "broker-logger"),
        CLIENT_METRICS(16, "client-metrics"),
        GROUP(32, "group");

        private final byte id;
        private final String word;

        Kind(int id, String word) {
            this.id = (byte) id;
            this.word = word;
        }

        /** Its number in Kafka's protocol. */
        public byte id() {
            return id;
        }

        /** The name in the syntax. */
        public String word() {
            return word;
        }

        /** Whether only the broker itself can return the configuration. */
        public boolean asksItself() {
            return this == BROKER || this == BROKER_LOGGER;
        }

        /** The type with a number of Kafka's protocol; empty for a newer one. */
        public static Optional<Kind> of(byte id) {
            for (Kind kind : values()) {
                if (kind.id == id) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        /** Parses a type; the plural of the stock tools is accepted, too. */
        static Optional<Kind> of(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(kind -> lower.equals(kind.word) || lower.equals(kind.word + "s"))
                    .findFirst();
        }
    }

    public static Resource topic(String name) {
        return new Resource(Kind.TOPIC, name);
    }

    public static Resource broker(int id) {
        return new Resource(Kind.BROKER, Integer.toString(id));
    }

    /** The cluster-wide default of brokers. */
    public static Resource everyBroker() {
        return new Resource(Kind.BROKER, "");
    }

    /**
     * Parses resources: {@code topic/orders}, or {@code topic orders} as two words.
     *
     * @throws Failure {@code USAGE} for an invalid word
     */
    public static List<Resource> of(List<String> words) {
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean kindAlone = Kind.of(words.get(i)).isPresent() && i + 1 < words.size();
            resources.add(kindAlone ? of(words.get(i) + "/" + words.get(++i)) : of(words.get(i)));
        }
        return resources;
    }

    private static Resource of(String word) {
        int slash = word.indexOf('/');
        Optional<Kind> kind = slash < 0 ? Optional.empty() : Kind.of(word.substring(0, slash));
        String name = word.substring(slash + 1);
        if (kind.isEmpty() || name.isEmpty()) {
            throw Failure.usage("invalid resource '" + word + "'")
                    .hint("use topic/NAME, broker/ID, broker/default, "
                            + Arrays.stream(Kind.values())
                                    .skip(2)
                                    .map(each -> each.word() + (each == Kind.BROKER_LOGGER ? "/ID" : "/NAME"))
                                    .collect(Collectors.joining(", ")));
        }
        if (kind.get() == Kind.BROKER && name.equals(EVERY_BROKER)) {
            return everyBroker();
        }
        if (kind.get().asksItself() && Broker.id(name).isEmpty()) {
            throw Failure.usage("invalid broker id '" + name + "'").hint("brokers lists the ids");
        }
        return new Resource(kind.get(), name);
    }

    /** Written by hand, as resources are keys: what records bring along takes milliseconds to set up in each run. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Resource that && kind == that.kind && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return kind.word() + "/" + (name.isEmpty() ? EVERY_BROKER : name);
    }
}
