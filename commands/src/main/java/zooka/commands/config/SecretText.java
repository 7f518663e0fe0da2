package zooka.commands.config;

import java.nio.file.Path;

/** A password, or another text that must not be shown, by where it is to be had. */
public sealed interface SecretText {

    /** What stands for a secret wherever settings are shown. */
    String HIDDEN = "(hidden)";

    /** Where it is, and not what it is. */
    String told();

    /** The text itself, as the config file has it. */
    record Literal(String text) implements SecretText {
        @Override
        public String told() {
            return HIDDEN;
        }

        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** The first line of a file. */
    record InFile(Path file) implements SecretText {
        @Override
        public String told() {
            return HIDDEN + ", from " + file;
        }
    }

    /** What an environment variable holds. */
    record InVariable(String name) implements SecretText {
        @Override
        public String told() {
            return HIDDEN + ", from $" + name;
        }
    }

    /** What a person types when it is needed. */
    record Asked() implements SecretText {
        @Override
        public String told() {
            return HIDDEN + ", prompted";
        }
    }
}
