package zooka.commands.audit;

import java.util.Locale;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** One thing that can be wrong. */
abstract class Check {

    /** What a check needs to have been told. */
    enum Scope {
        /** What ZooKeeper keeps. */
        ZOOKEEPER,
        /** What the brokers say, of each other too. */
        BROKERS,
        /** Both, to be compared. */
        BOTH,
        /** Whichever of them there is. */
        EITHER,
        /** What brokers say that have a quorum of their own in place of ZooKeeper. */
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
     * @param severity of most of what it finds
     * @param meaning what it finds, in a few words
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

    /** Whether that evidence is enough to look at. */
    final boolean applies(Evidence evidence) {
        return switch (scope) {
            case ZOOKEEPER -> evidence.hasKept();
            case BROKERS -> evidence.hasTold();
            case EITHER -> true;
            case BOTH -> evidence.hasKept() && evidence.hasTold();
            case KRAFT -> evidence.hasTold() && !evidence.hasKept() && evidence.kraft();
        };
    }

    /** Tells of all that it finds. */
    abstract void look(Evidence evidence, Consumer<Finding> found);

    final Finding finding(String subject, String zookeeper, String brokers, String remedy) {
        return finding(severity, subject, zookeeper, brokers, remedy);
    }

    final Finding finding(Severity how, String subject, String zookeeper, String brokers, String remedy) {
        return new Finding(id, how, subject, zookeeper, brokers, remedy, zookeeper + "\n" + brokers);
    }

    /** One whose evidence holds what is counted anew in each look. */
    final Finding moving(String subject, String zookeeper, String brokers, String remedy, String essence) {
        return new Finding(id, severity, subject, zookeeper, brokers, remedy, essence);
    }
}
