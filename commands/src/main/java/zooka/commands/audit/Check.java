package zooka.commands.audit;

import java.util.Locale;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A check of the evidence. */
abstract class Check {

    /** The evidence that a check requires. */
    enum Scope {
        /** The metadata in ZooKeeper. */
        ZOOKEEPER,
        /** The answers of the brokers. */
        BROKERS,
        /** Both, for a comparison. */
        BOTH,
        /** One of the two. */
        EITHER,
        /** The answers of brokers in KRaft mode. */
        KRAFT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String id;
    private final Severity severity;
    private final Scope scope;
    private final String meaning;

    /**
     * @param severity the severity of most findings
     * @param meaning what the check finds, in a few words
     */
    Check(String id, Severity severity, Scope scope, String meaning) {
        this.id = id;
        this.severity = severity;
        this.scope = scope;
        this.meaning = meaning;
    }

    final String id() {
        return id;
    }

    final Severity severity() {
        return severity;
    }

    final Scope scope() {
        return scope;
    }

    final String meaning() {
        return meaning;
    }

    /** Whether the evidence is sufficient for this check. */
    final boolean applies(Evidence evidence) {
        return switch (scope) {
            case ZOOKEEPER -> evidence.hasZooKeeper();
            case BROKERS -> evidence.hasTestimony();
            case EITHER -> true;
            case BOTH -> evidence.hasZooKeeper() && evidence.hasTestimony();
            case KRAFT -> evidence.hasTestimony() && !evidence.hasZooKeeper() && evidence.kraft();
        };
    }

    /** Reports all findings. */
    abstract void find(Evidence evidence, Consumer<Finding> found);

    final Finding finding(String subject, String zookeeper, String brokers, String remedy) {
        return finding(severity, subject, zookeeper, brokers, remedy);
    }

    final Finding finding(Severity how, String subject, String zookeeper, String brokers, String remedy) {
        return new Finding(id, how, subject, zookeeper, brokers, remedy, zookeeper + "\n" + brokers);
    }

    /** A finding whose evidence contains counts that change from reading to reading. */
    final Finding moving(String subject, String zookeeper, String brokers, String remedy, String essence) {
        return new Finding(id, severity, subject, zookeeper, brokers, remedy, essence);
    }
}
