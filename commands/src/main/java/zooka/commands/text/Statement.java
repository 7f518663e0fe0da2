package zooka.commands.text;

import java.util.List;
import java.util.Optional;

/** A statement of the shell's grammar. */
public sealed interface Statement {

    /** The line of the text on which it begins, from 1. */
    int line();

    /** When it is run, by the outcome of the statement before it. */
    Grammar.When when();

    /**
     * The words of a command that is run whatever came before it and has no redirection, without quotes; variables and
     * substitutions are as they were typed. Empty for any other statement.
     */
    default Optional<List<String>> simple() {
        return Optional.empty();
    }

    /** The statement as a command; empty for any other statement. */
    default Optional<Command> asCommand() {
        return Optional.empty();
    }

    <R> R match(Cases<R> cases);

    /** One case for each kind of statement. */
    interface Cases<R> {
        R command(Command statement);

        R assignment(Assignment statement);

        R loop(Loop statement);

        R condition(Condition statement);
    }

    /**
     * A destination of output.
     *
     * @param append whether the output is added to the end of the file
     */
    record Target(Word file, boolean append) {}

    /**
     * Where input comes from and output goes to; empty for the streams of the shell.
     *
     * @param input the file that is stdin
     * @param program what output is piped into, in the words of the system's own shell
     */
    record Redirection(Optional<Word> input, Optional<String> program, Optional<Target> target) {
        public static final Redirection NONE = new Redirection(Optional.empty(), Optional.empty(), Optional.empty());

        /** Whether all streams are those of the shell. */
        public boolean isNone() {
            return input.isEmpty() && program.isEmpty() && target.isEmpty();
        }
    }

    /**
     * A command with its arguments.
     *
     * @param words at least one
     */
    record Command(int line, Grammar.When when, List<Word> words, Redirection redirection) implements Statement {
        public Command {
            words = List.copyOf(words);
        }

        /** The same with other words. */
        public Command with(List<Word> others) {
            return new Command(line, when, others, redirection);
        }

        /** Whether its words are text without variables and substitutions. */
        public boolean isLiteral() {
            for (Word word : words) {
                if (!word.isLiteral()) {
                    return false;
                }
            }
            return true;
        }

        /** Its words without quotes; variables and substitutions are as they were typed. */
        public List<String> texts() {
            return words.stream().map(Word::text).toList();
        }

        @Override
        public Optional<Command> asCommand() {
            return Optional.of(this);
        }

        @Override
        public Optional<List<String>> simple() {
            return when == Grammar.When.ALWAYS && redirection.isNone() ? Optional.of(texts()) : Optional.empty();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.command(this);
        }
    }

    /** A variable gets a value: {@code x = $(get /a)}. */
    record Assignment(int line, Grammar.When when, String name, Word value) implements Statement {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.assignment(this);
        }
    }

    /** {@code for NAME in WORDS { ... }}. */
    record Loop(
            int line, Grammar.When when, String name, List<Word> words, List<Statement> body, Redirection redirection)
            implements Statement {
        public Loop {
            words = List.copyOf(words);
            body = List.copyOf(body);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.loop(this);
        }
    }

    /**
     * {@code if STATEMENT { ... } else { ... }}.
     *
     * @param test statements joined by {@code &&} and {@code ||}
     * @param otherwise empty without {@code else}
     */
    record Condition(
            int line,
            Grammar.When when,
            List<Statement> test,
            List<Statement> body,
            List<Statement> otherwise,
            Redirection redirection)
            implements Statement {
        public Condition {
            test = List.copyOf(test);
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.condition(this);
        }
    }
}
