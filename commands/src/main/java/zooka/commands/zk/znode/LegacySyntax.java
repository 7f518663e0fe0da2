package zooka.commands.zk.znode;

import java.util.OptionalInt;

/** What zkCli took before it had options, and still takes: hidden parameters behind the path. */
final class LegacySyntax {

    private LegacySyntax() {}

    /** {@code ls PATH watch} for {@code ls -w PATH}. */
    enum WatchWord {
        WATCH,
        TRUE
    }

    /** The version of the option, else of the word behind; -1 for any. */
    static OptionalInt version(Integer option, Integer word) {
        Integer given = option != null ? option : word;
        return given == null || given == -1 ? OptionalInt.empty() : OptionalInt.of(given);
    }
}
