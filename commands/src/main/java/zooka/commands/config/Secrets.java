package zooka.commands.config;

import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/** Where a password is asked for that was not given, of the person or of a program; and where else it may be. */
@FunctionalInterface
public interface Secrets {
    /** Without a person to ask; no program is run either, as it may ask the person. */
    Secrets NONE = what -> Optional.empty();

    /** A secret typed without echo; empty if nobody can be asked. */
    Optional<String> ask(String what);

    /**
     * The first line that a program prints, without its newline; empty if no program may be run.
     *
     * @param command the program and its arguments
     * @throws Failure {@code USAGE} for a program that cannot be started; {@code FAILED} for one that fails or does not
     *     end in time; without the program's output
     */
    default Optional<String> firstLine(List<String> command) {
        return Optional.empty();
    }

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
