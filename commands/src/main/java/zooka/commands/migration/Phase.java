package zooka.commands.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a migration from ZooKeeper to KRaft has come, in the order of Kafka's manual. */
public enum Phase {
    /** No controller is ready, and no broker. */
    NOT_BEGUN("not begun", "start the controllers with zookeeper.metadata.migration.enable=true"),
    /** The controllers would take over; the brokers do not know of them. */
    CONTROLLERS_READY(
            "controllers ready",
            "restart the brokers one by one with zookeeper.metadata.migration.enable=true and the quorum's addresses"),
    /** Some brokers are ready, and the controllers wait for the others. */
    WAITING_FOR_BROKERS("waiting for brokers", "restart the brokers that are awaited; see what blocks"),
    /** A controller has taken over and reads what ZooKeeper has. */
    COPYING("copying", "wait for the end of the copy"),
    /** Changes are written to both, and brokers are still on ZooKeeper. */
    DUAL_WRITE("dual write", "restart the brokers one by one in KRaft mode"),
    /** Changes are written to both, and all brokers are in KRaft mode. */
    DUAL_WRITE_KRAFT(
            "dual write, all brokers in KRaft mode",
            "when all is well for long enough, restart the controllers one by one without"
                    + " zookeeper.metadata.migration.enable: there is no way back after that"),
    /** ZooKeeper is not written any more. */
    FINALIZED("finalized", "ZooKeeper may be stopped"),
    /** A controller had begun, and a broker is the controller again. */
    BROKEN_OFF("broken off", "keep the value of /migration, and delete it before another try");

    private final String title;
    private final String next;

    Phase(String title, String next) {
        this.title = title;
        this.next = next;
    }

    /** The name in JSON and on the command line: {@code dual-write}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people. */
    String title() {
        return title;
    }

    /** What an operator does next. */
    String next() {
        return next;
    }

    /** Whether metadata are, or were, written by a KRaft controller into ZooKeeper. */
    boolean hasBegun() {
        return compareTo(COPYING) >= 0;
    }

    /** The one with this name; empty if there is none. */
    static Optional<Phase> of(String word) {
        return Arrays.stream(values())
                .filter(phase -> phase.word().equals(word))
                .findFirst();
    }
}
