package zooka.commands.config;

import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/** Where a password is asked for that was not given; and where else it may be. */
@FunctionalInterface
public interface Secrets {
    /** Without a person to ask. */
    Secrets NONE = what -> Optional.empty();

    /** A secret typed without echo; empty if nobody can be asked. */
    Optional<String> ask(String what);

    /**
     * What a variable holds.
     *
     * @throws Failure {@code USAGE} where it is not set
     */
    static String variable(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw Failure.usage("environment variable " + name + " is not set");
        }
        return value;
    }

    /** The first line of a file. */
    static String file(String name) {
        return firstLine(TextFile.utf8(TextFile.path(name)));
    }

    /** A text without what follows its first line. */
    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
