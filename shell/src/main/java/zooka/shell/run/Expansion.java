package zooka.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.commands.text.Word;

/**
 * Replaces variables by their values and substitutions by the output of their commands. The value of a variable stays one word;
 * output that is not in quotes is split at blanks and ends of lines. Neither is a pattern.
 */
final class Expansion {

    private final Session session;
    private final Scope scope;
    private final Function<Word.Substitution, String> output;

    /** @param output runs the commands of a substitution */
    Expansion(Session session, Scope scope, Function<Word.Substitution, String> output) {
        this.session = session;
        this.scope = scope;
        this.output = output;
    }

    /** The arguments that words stand for; a word may stand for none or for several. */
    List<Argument> arguments(List<Word> words) {
        List<Argument> arguments = new ArrayList<>();
        for (Word word : words) {
            Pieces pieces = new Pieces(true);
            word.parts().forEach(part -> part.match(pieces));
            pieces.end();
            arguments.addAll(pieces.done);
        }
        return arguments;
    }

    /** The text that a word stands for where it can be only one. */
    String text(Word word) {
        Pieces pieces = new Pieces(false);
        word.parts().forEach(part -> part.match(pieces));
        return pieces.text.toString();
    }

    /** The name of a file, in the home directory where the word begins with {@code ~/}. */
    String file(Word word) {
        String name = text(word);
        return word.typed().startsWith("~/") ? atHome(name, session.environment()) : name;
    }

    /** The name of a file with the home directory in place of <code>~</code> before its first slash. */
    static String atHome(String name, Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return name.startsWith("~/") && !home.isEmpty() ? home + name.substring(1) : name;
    }

    private String value(Word.Variable variable) {
        String name = variable.name();
        if (name.equals("?")) {
            return Integer.toString(session.lastCode());
        }
        if (name.startsWith("env:")) {
            String wanted = name.substring("env:".length());
            return Optional.ofNullable(session.environment().get(wanted))
                    .orElseThrow(() -> Failure.usage("no environment variable " + wanted));
        }
        return session.variables().get(name).orElseThrow(() -> unknown(name));
    }

    private Failure unknown(String name) {
        boolean outside = session.environment().containsKey(name);
        return Failure.usage("unknown variable " + name)
                .hint(
                        outside
                                ? "${env:" + name + "} is the environment variable"
                                : name + " = VALUE sets it; use '$" + name + "' or \\$" + name + " for the text");
    }

    /** The pieces of one word, put together. */
    private final class Pieces implements Word.Part.Cases<Void> {
        private final boolean splits;
        private final List<Argument> done = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder pattern = new StringBuilder();
        private boolean begun;
        private boolean wild;

        private Pieces(boolean splits) {
            this.splits = splits;
        }

        /** Ends an argument, if one was begun. */
        private void end() {
            if (begun) {
                done.add(new Argument(text.toString(), wild ? Optional.of(pattern.toString()) : Optional.empty()));
            }
            text.setLength(0);
            pattern.setLength(0);
            begun = false;
            wild = false;
        }

        private void add(String value) {
            for (int i = 0; i < value.length(); i++) {
                add(value.charAt(i));
            }
            begun = true;
        }

        private void add(char c) {
            text.append(c);
            if (Argument.SPECIAL.indexOf(c) >= 0) {
                pattern.append('\\');
            }
            pattern.append(c);
            begun = true;
        }

        @Override
        public Void literal(Word.Literal part) {
            if (part.quoted()) {
                add(part.text());
                return null;
            }
            text.append(part.text());
            pattern.append(part.text());
            begun = true;
            wild |= Word.hasWildcard(part.text());
            return null;
        }

        @Override
        public Void variable(Word.Variable part) {
            char first = part.name().charAt(0);
            if (first == '*') {
                all(part.quoted());
            } else if (first >= '1' && first <= '9') {
                add(scope.arguments().orElse(List.of()).get(first - '1'), part.quoted());
            } else {
                add(value(part));
            }
            return null;
        }

        /** An argument of an alias: a pattern stays one. */
        private void add(Argument argument, boolean quoted) {
            if (quoted || argument.pattern().isEmpty()) {
                add(argument.text());
                return;
            }
            text.append(argument.text());
            pattern.append(argument.pattern().get());
            begun = true;
            wild = true;
        }

        private void all(boolean quoted) {
            boolean first = true;
            for (Argument argument : scope.arguments().orElse(List.of())) {
                if (!first && splits && !quoted) {
                    end();
                } else if (!first) {
                    add(' ');
                }
                add(argument, quoted);
                first = false;
            }
        }

        @Override
        public Void substitution(Word.Substitution part) {
            String value = output.apply(part);
            if (part.quoted() || !splits) {
                add(value);
                return null;
            }
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == ' ' || c == '\t' || c == '\n') {
                    end();
                } else {
                    add(c);
                }
            }
            return null;
        }
    }
}
