package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Outcome;

/** Settings of topics, brokers, groups and the like. Bounded and failing as {@link Topics}. */
public interface Configs {

    /** The source of what nobody has set. */
    String DEFAULT = "DEFAULT_CONFIG";

    /** So many bytes of UTF-8 a value can have: the protocol has no more room for its length. */
    int LONGEST_VALUE = Short.MAX_VALUE;

    /**
     * A setting.
     *
     * @param value empty where it has none, and where it is secret
     * @param source who has set it, in Kafka's own words: {@code DYNAMIC_TOPIC_CONFIG}
     * @param synonyms all that say what the value is, the one that counts first
     * @param type in Kafka's own words: {@code BOOLEAN}, {@code LIST}; {@code UNKNOWN} where brokers do not tell
     * @param readOnly whether it can be changed only in the broker's file
     * @param sensitive whether it is secret, so that brokers do not tell its value
     */
    record Entry(
            String key,
            Optional<String> value,
            String source,
            List<Synonym> synonyms,
            String type,
            boolean readOnly,
            boolean sensitive,
            Optional<String> documentation) {
        public Entry {
            synonyms = List.copyOf(synonyms);
        }

        /** Whether nobody has set it. */
        public boolean byDefault() {
            return source.equals(DEFAULT);
        }
    }

    /** One of those that say what a setting's value is. */
    record Synonym(String source, String key, Optional<String> value) {}

    /** A way to change a setting. */
    enum Operation {
        SET,
        /** Let hold what would hold without it. */
        DELETE,
        /** Put into a list. */
        APPEND,
        /** Take out of a list. */
        SUBTRACT
    }

    /** A change of one setting; the value of a {@code DELETE} is empty. */
    record Alteration(Operation operation, String key, String value) {}

    /** All settings of each resource by their keys, in the order of the resources; the reason where they cannot be had. */
    Map<Resource, Outcome<List<Entry>>> describe(Collection<Resource> resources);

    /**
     * Changes some settings and leaves the others as they are.
     *
     * @param onlyValidate let the cluster say whether it could, and change nothing
     */
    void alter(Resource resource, List<Alteration> alterations, boolean onlyValidate);
}
