package zooka.sandbox;

import java.util.Arrays;
import java.util.Optional;

/** How far the migration of a sandbox from ZooKeeper to KRaft has come, by what was done to its servers. */
public enum Stage {
    /** Brokers on ZooKeeper; the controllers were not started. */
    NOT_BEGUN("not begun"),
    /** The controllers wait for brokers that are ready for the migration. */
    CONTROLLERS("controllers"),
    /** The brokers are ready for the migration, and still on ZooKeeper; metadata are written to both. */
    DUAL_WRITE("dual write"),
    /** The brokers are in KRaft mode; metadata are still written to both. */
    KRAFT_BROKERS("KRaft brokers"),
    /** The controllers do not know ZooKeeper any more: there is no way back. */
    FINALIZED("finalized");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** The one with this name; empty for null. */
    static Optional<Stage> of(String word) {
        return Arrays.stream(values()).filter(stage -> stage.word.equals(word)).findFirst();
    }

    /** The name in output and in JSON. */
    public String word() {
        return word;
    }

    /** Whether it comes later. */
    boolean isAfter(Stage other) {
        return compareTo(other) > 0;
    }
}
