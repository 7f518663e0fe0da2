package zooka.commands.audit;

import zooka.commands.result.Severity;

/**
 * Something that is wrong.
 *
 * @param check the id of the check that found it
 * @param subject a partition, a topic, a broker, a group
 * @param zookeeper the evidence of that side; empty where it says nothing of it
 * @param brokers the evidence of the other side, by broker
 * @param remedy what to do
 * @param essence what must be the same in a later look for it to be the same finding; what is counted anew in each look is
 *     not in it
 */
record Finding(
        String check,
        Severity severity,
        String subject,
        String zookeeper,
        String brokers,
        String remedy,
        String essence) {

    /** The subject of what is wrong with all of it. */
    static final String WHOLE = "cluster";

    /** Whether another look has found the same. */
    boolean same(Finding other) {
        return check.equals(other.check) && subject.equals(other.subject) && essence.equals(other.essence);
    }
}
