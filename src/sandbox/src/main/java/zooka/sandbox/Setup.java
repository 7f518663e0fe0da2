package zooka.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of sandboxes by their names on the command line. */
public enum Setup {
    ZOOKEEPER(Mode.ZOOKEEPER, 0),
    KRAFT(Mode.KRAFT, 0),
    /** Brokers on ZooKeeper, with controllers for a rehearsal of the migration to KRaft. */
    MIGRATION(Mode.ZOOKEEPER, 3);

    private final Mode mode;
    private final int controllers;

    Setup(Mode mode, int controllers) {
        this.mode = mode;
        this.controllers = controllers;
    }

    /** The one with this name; empty if there is none. */
    public static Optional<Setup> of(String word) {
        return Arrays.stream(values())
                .filter(setup -> setup.word().equals(word))
                .findFirst();
    }

    /** The name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Mode mode() {
        return mode;
    }

    Options options() {
        return Options.full().withControllers(controllers);
    }
}
