package zooka.commands.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import zooka.clients.Quoting;

/** A password, or another text that must not be shown, by its source. */
public sealed interface SecretText {

    /** Replaces a secret wherever settings are shown. */
    String HIDDEN = "(hidden)";

    /** Where the secret is stored, without the secret. */
    String source();

    /** Whether the configuration contains the text itself. */
    default boolean inClear() {
        return false;
    }

    <R> R match(Cases<R> cases);

    /** One case per kind, so that a new kind does not compile until every consumer handles it. */
    interface Cases<R> {
        R literal(Literal secret);

        R inFile(InFile secret);

        R inVariable(InVariable secret);

        R asked(Prompt secret);

        R byCommand(ByCommand secret);
    }

    /** The text itself, as the config file has it. */
    record Literal(String text) implements SecretText {
        @Override
        public boolean inClear() {
            return true;
        }

        @Override
        public String source() {
            return HIDDEN;
        }

        @Override
        public String toString() {
            return HIDDEN;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.literal(this);
        }
    }

    /** The first line of a file. */
    record InFile(Path file) implements SecretText {
        @Override
        public String source() {
            return HIDDEN + ", from " + file;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inFile(this);
        }
    }

    /** What an environment variable holds. */
    record InVariable(String name) implements SecretText {
        @Override
        public String source() {
            return HIDDEN + ", from $" + name;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inVariable(this);
        }
    }

    /**
     * The first line that a program prints.
     *
     * @param command the program and its arguments, which no shell sees
     */
    record ByCommand(List<String> command) implements SecretText {
        public ByCommand {
            command = List.copyOf(command);
        }

        @Override
        public String source() {
            return HIDDEN + ", from command "
                    + command.stream().map(Quoting::asArgument).collect(Collectors.joining(" "));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.byCommand(this);
        }
    }

    /** A secret that is requested from the person when it is needed. */
    record Prompt() implements SecretText {
        @Override
        public String source() {
            return HIDDEN + ", prompted";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.asked(this);
        }
    }
}
