package zooka.clients.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Outcome;

/**
 * Who may do what with Kafka's resources. The words are Kafka's own, in capitals: {@code READ}, {@code ALLOW},
 * {@code TOPIC}, {@code PREFIXED}. Bounded and failing as {@link Topics}; where the brokers have no authorizer, that is said.
 */
public interface Acls {

    /** The name of the only resource of the type {@code CLUSTER}. */
    String CLUSTER = "kafka-cluster";

    /**
     * One rule.
     *
     * @param principal {@code User:alice}
     * @param host an address, or {@code *}
     * @param permission {@code ALLOW} or {@code DENY}
     * @param patternType {@code LITERAL} or {@code PREFIXED}
     */
    record Rule(
            String principal,
            String host,
            String operation,
            String permission,
            String resourceType,
            String resourceName,
            String patternType)
            implements Comparable<Rule> {

        private static final Comparator<Rule> ORDER = Comparator.comparing(Rule::resourceType)
                .thenComparing(Rule::resourceName)
                .thenComparing(Rule::patternType)
                .thenComparing(Rule::principal)
                .thenComparing(Rule::operation)
                .thenComparing(Rule::permission)
                .thenComparing(Rule::host);

        @Override
        public int compareTo(Rule other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Which rules; empty where anything goes.
     *
     * @param patternType {@code LITERAL}, {@code PREFIXED}, or {@code MATCH} for all that hold for the resource of the name
     */
    record Filter(
            Optional<String> principal,
            Optional<String> host,
            Optional<String> operation,
            Optional<String> permission,
            Optional<String> resourceType,
            Optional<String> resourceName,
            Optional<String> patternType) {}

    /** The rules to which any of the filters applies, in their order, each once. */
    List<Rule> list(Collection<Filter> filters);

    /** Adds rules; one that is there already is none the worse. */
    Map<Rule, Outcome<Void>> create(Collection<Rule> rules);

    /** Takes rules away. */
    Map<Rule, Outcome<Void>> delete(Collection<Rule> rules);
}
