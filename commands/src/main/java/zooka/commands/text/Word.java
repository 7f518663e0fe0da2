package zooka.commands.text;

import java.util.List;

/**
 * A word as it was typed: parts that stand side by side.
 *
 * @param typed its source text, with quotes
 */
public record Word(List<Part> parts, String typed) {

    private static final String WILDCARDS = "*?[{";

    public Word {
        parts = List.copyOf(parts);
    }

    /** A part of a word. */
    public sealed interface Part {
        /** Whether the part is in quotes: what it expands to is then neither split nor a pattern. */
        boolean quoted();

        <R> R match(Cases<R> cases);

        /** One case for each kind of part. */
        interface Cases<R> {
            R literal(Literal part);

            R variable(Variable part);

            R substitution(Substitution part);
        }
    }

    /** Text that means itself. */
    public record Literal(String text, boolean quoted) implements Part {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.literal(this);
        }
    }

    /**
     * The value of a variable.
     *
     * @param name a name, {@code ?}, {@code env:NAME}, or in an alias {@code 1} to {@code 9} and {@code *}
     * @param typed its source text, such as <code>${x}</code>
     */
    public record Variable(String name, String typed, boolean quoted) implements Part {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.variable(this);
        }
    }

    /**
     * The output of commands.
     *
     * @param typed its source text, with {@code $(} and {@code )}
     */
    public record Substitution(List<Statement> statements, String typed, boolean quoted) implements Part {
        public Substitution {
            statements = List.copyOf(statements);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.substitution(this);
        }
    }

    /** A word that means this text. */
    public static Word quoted(String text) {
        return new Word(List.of(new Literal(text, true)), Grammar.quoted(text));
    }

    /** Whether it has no variable and no substitution. */
    public boolean isLiteral() {
        for (Part part : parts) {
            if (!(part instanceof Literal)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a character of it that is not quoted may stand for others, as in a pattern. */
    public boolean hasWildcard() {
        for (Part part : parts) {
            if (part instanceof Literal literal && !literal.quoted() && hasWildcard(literal.text())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a character of an unquoted text may stand for others. */
    public static boolean hasWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (WILDCARDS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is this text and no part of it is quoted. */
    public boolean isBare(String text) {
        return isBare() && typed.equals(text);
    }

    /** Whether it is text without quotes, escapes and variables. */
    public boolean isBare() {
        return parts.size() == 1 && parts.get(0) instanceof Literal literal && !literal.quoted();
    }

    /** Its text without quotes; variables and substitutions are as they were typed. */
    public String text() {
        if (parts.size() == 1 && parts.get(0) instanceof Literal literal) {
            return literal.text();
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.match(TEXT));
        }
        return text.toString();
    }

    private static final Part.Cases<String> TEXT = new Part.Cases<>() {
        @Override
        public String literal(Literal part) {
            return part.text();
        }

        @Override
        public String variable(Variable part) {
            return part.typed();
        }

        @Override
        public String substitution(Substitution part) {
            return part.typed();
        }
    };
}
