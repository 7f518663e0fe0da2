package zooka.clients.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Outcome;

/**
 * Lists and changes ACLs. Names are Kafka's own, in capitals: {@code READ}, {@code ALLOW},
 * {@code TOPIC}, {@code PREFIXED}. Timeouts and failures as in {@link Topics}; fails with a hint if the brokers have no authorizer.
 */
public interface Acls {

    /** The name of the only resource of the type {@code CLUSTER}. */
    String CLUSTER = "kafka-cluster";

    /**
     * An ACL.
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
     * A filter of ACLs; empty fields match anything.
     *
     * @param patternType {@code LITERAL}, {@code PREFIXED}, or {@code MATCH} for all that apply to the resource
     */
    record Filter(
            Optional<String> principal,
            Optional<String> host,
            Optional<String> operation,
            Optional<String> permission,
            Optional<String> resourceType,
            Optional<String> resourceName,
            Optional<String> patternType) {}

    /** The ACLs that match any of the filters, sorted, without duplicates. */
    List<Rule> list(Collection<Filter> filters);

    /** Creates ACLs; existing ones are left unchanged. */
    Map<Rule, Outcome<Void>> create(Collection<Rule> rules);

    /** Deletes ACLs. */
    Map<Rule, Outcome<Void>> delete(Collection<Rule> rules);
}
