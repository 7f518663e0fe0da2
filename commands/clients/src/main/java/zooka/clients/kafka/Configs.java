package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Outcome;

/** Configurations of topics, brokers, groups and other resources. Timeouts and failures as in {@link Topics}. */
public interface Configs {

    /** The source of default values. */
    String DEFAULT = "DEFAULT_CONFIG";

    /** The maximum length of a value in bytes of UTF-8, limited by the protocol. */
    int LONGEST_VALUE = Short.MAX_VALUE;

    /**
     * A key with its value.
     *
     * @param value empty without a value, and for a sensitive one
     * @param source the source in Kafka's terms: {@code DYNAMIC_TOPIC_CONFIG}
     * @param synonyms all sources of the value, in order of precedence; none where they were not requested
     * @param type the type in Kafka's terms: {@code BOOLEAN}, {@code LIST}; {@code UNKNOWN} on old brokers
     * @param readOnly whether it can be changed only in {@code server.properties}
     * @param sensitive whether the value is a secret, which brokers do not return
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

        /** Whether the value is the default. */
        public boolean byDefault() {
            return source.equals(DEFAULT);
        }
    }

    /** A source of a value. */
    record Synonym(String source, String key, Optional<String> value) {}

    /** How much is requested of each key. With everything an answer is many times as large as with values alone. */
    enum Detail {
        /** Values with their sources, types and flags. */
        VALUES,
        /** Synonyms, too. */
        SYNONYMS,
        /** Synonyms and documentation, too. */
        DOCUMENTATION
    }

    /** The operation of a change. */
    enum Operation {
        SET,
        /** Resets the key to its default. */
        DELETE,
        /** Adds to a list. */
        APPEND,
        /** Removes from a list. */
        SUBTRACT
    }

    /** A change of one key; the value of a {@code DELETE} is empty. */
    record Alteration(Operation operation, String key, String value) {}

    /** The configuration of each resource sorted by key, in the order of the resources; or the failure. */
    Map<Resource, Outcome<List<Entry>>> describe(Collection<Resource> resources, Detail detail);

    /** The same with values and synonyms. */
    default Map<Resource, Outcome<List<Entry>>> describe(Collection<Resource> resources) {
        return describe(resources, Detail.SYNONYMS);
    }

    /**
     * Changes some keys and leaves the others unchanged.
     *
     * @param onlyValidate let the brokers validate the request without a change
     */
    void alter(Resource resource, List<Alteration> alterations, boolean onlyValidate);
}
