package zooka.commands.audit;

import zooka.commands.result.Severity;

/**
 * A finding of a check.
 *
 * @param check the id of the check that found it
 * @param subject a partition, a topic, a broker, a group
 * @param zookeeper the evidence from ZooKeeper; empty without any
 * @param brokers the evidence from the brokers, by broker; empty without any
 * @param remedy what to do about the finding
 * @param essence the part that must be equal in a later reading for it to be the same finding; without counts that change from
 *     reading to reading
 */
record Finding(
        String check,
        Severity severity,
        String subject,
        String zookeeper,
        String brokers,
        String remedy,
        String essence) {

    /** The subject of findings that concern the whole cluster. */
    static final String WHOLE = "cluster";

    /** Whether a finding of another reading is the same. */
    boolean same(Finding other) {
        return check.equals(other.check) && subject.equals(other.subject) && essence.equals(other.essence);
    }
}
