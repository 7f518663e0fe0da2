package zooka.clients.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.Failure;

/**
 * Something that has settings, written {@code topic/orders}.
 *
 * @param name of a topic or group, id of a broker; empty for what holds of all brokers
 */
public record Resource(Kind kind, String name) {

    /** How all brokers together are written. */
    public static final String EVERY_BROKER = "default";

    /** A kind of such things. */
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

        /** How it is typed. */
        public String word() {
            return word;
        }

        /** Whether only the broker of that name can tell its settings. */
        public boolean asksItself() {
            return this == BROKER || this == BROKER_LOGGER;
        }

        /** The kind that a word names; the stock tools' plural is taken too. */
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

    /** What holds of all brokers that say nothing else themselves. */
    public static Resource everyBroker() {
        return new Resource(Kind.BROKER, "");
    }

    /**
     * The resources that words name: {@code topic/orders}, or {@code topic orders} as two words.
     *
     * @throws Failure {@code USAGE} for a word that names none
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
            throw Failure.usage("'" + word + "' names nothing that has settings")
                    .hint("topic/NAME, broker/ID, broker/default, "
                            + Arrays.stream(Kind.values())
                                    .skip(2)
                                    .map(each -> each.word() + (each == Kind.BROKER_LOGGER ? "/ID" : "/NAME"))
                                    .collect(Collectors.joining(", ")));
        }
        if (kind.get() == Kind.BROKER && name.equals(EVERY_BROKER)) {
            return everyBroker();
        }
        if (kind.get().asksItself() && Broker.id(name).isEmpty()) {
            throw Failure.usage("'" + name + "' is no broker's id").hint("brokers lists them");
        }
        return new Resource(kind.get(), name);
    }

    @Override
    public String toString() {
        return kind.word() + "/" + (name.isEmpty() ? EVERY_BROKER : name);
    }
}
