package zooka.commands.shape;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import zooka.clients.Failure;
import zooka.commands.result.Table.CellType;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/**
 * The expression of {@code --where}: {@code lag > 0 and (topic =~ "^o" or leader = null)}.
 *
 * <pre>
 * or         = and { "or" and }
 * and        = not { "and" not }
 * not        = "not" not | "(" or ")" | comparison
 * comparison = KEY [ ("=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "=~" | "!~") VALUE ]
 * </pre>
 */
public final class Where {

    private static final String OPTION = "--where";

    private static final String EXAMPLE = "example: --where 'lag > 0 and topic =~ \"^o\"'";

    /** The characters that end a word. */
    private static final String SPECIAL = "()=!<>'\"";

    /** How deep parentheses may be. */
    private static final int DEEPEST = 100;

    private final String text;
    private final Node root;
    private final List<Term> terms;

    private Where(String text, Node root, List<Term> terms) {
        this.text = text;
        this.root = root;
        this.terms = List.copyOf(terms);
    }

    /** A part of the expression. */
    @FunctionalInterface
    private interface Node {
        Predicate<Row> on(List<Column> columns, Clock clock);
    }

    /** One comparison. */
    private record Term(String key, Operator operator, Literal literal, Pattern pattern) implements Node {
        @Override
        public Predicate<Row> on(List<Column> columns, Clock clock) {
            Key place = Key.required(OPTION, key, columns);
            Comparison comparison = new Comparison(lastKey(), operator, literal, pattern, clock);
            return row -> comparison.holds(place.in(row));
        }

        private String lastKey() {
            return key.substring(key.lastIndexOf('.') + 1);
        }
    }

    private enum Kind {
        WORD,
        QUOTED_TEXT,
        OPERATOR,
        OPEN,
        CLOSE,
        END
    }

    private record Token(Kind kind, String text, int at) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    /**
     * Reads an expression.
     *
     * @throws Failure {@code USAGE}, with the place of the mistake
     */
    public static Where of(String text) {
        return new Reader(text).where();
    }

    /**
     * Refuses keys of other columns, and values that cannot be compared with the cells of their column.
     *
     * @throws Failure {@code USAGE}
     */
    void check(List<Column> columns) {
        for (Term term : terms) {
            Key key = Key.required(OPTION, term.key(), columns);
            if (key.part().isEmpty()) {
                CellType type = columns.get(key.column()).type();
                Comparison.fault(term.key(), type, term.operator(), term.literal())
                        .ifPresent(fault -> {
                            throw failure(fault, text, term.literal().at()).hint(Comparison.examples(type));
                        });
            }
        }
    }

    /**
     * The test of rows with these columns.
     *
     * @param clock tells the ages of moments, at each test
     * @throws Failure {@code USAGE} where a key is not among them
     */
    Predicate<Row> on(List<Column> columns, Clock clock) {
        return root.on(columns, clock);
    }

    private static Failure failure(String what, String text, int at) {
        String place = at >= text.length() ? "at the end of" : "at character " + (at + 1) + " of";
        return Failure.usage(OPTION + ": " + what + ", " + place + " '" + text + "'");
    }

    /** Reads one expression. */
    private static final class Reader {
        private final String text;
        private final List<Term> terms = new ArrayList<>();
        private int next;
        private int depth;
        private Token token;

        Reader(String text) {
            this.text = text;
            this.token = read();
        }

        Where where() {
            if (token.kind() == Kind.END) {
                throw Failure.usage(OPTION + " is empty").hint(EXAMPLE);
            }
            Node root = either();
            if (token.kind() != Kind.END) {
                throw expected(token.kind() == Kind.CLOSE ? "no more than the opened parentheses" : "and or or");
            }
            return new Where(text, root, terms);
        }

        private Node either() {
            Node left = both();
            while (token.is("or")) {
                advance();
                Node before = left;
                Node right = both();
                left = (columns, clock) -> before.on(columns, clock).or(right.on(columns, clock));
            }
            return left;
        }

        private Node both() {
            Node left = negation();
            while (token.is("and")) {
                advance();
                Node before = left;
                Node right = negation();
                left = (columns, clock) -> before.on(columns, clock).and(right.on(columns, clock));
            }
            return left;
        }

        private Node negation() {
            if (++depth > DEEPEST) {
                throw failure("more than " + DEEPEST + " levels", text, token.at());
            }
            try {
                if (token.is("not")) {
                    advance();
                    Node node = negation();
                    return (columns, clock) -> node.on(columns, clock).negate();
                }
                if (token.kind() == Kind.OPEN) {
                    advance();
                    Node node = either();
                    if (token.kind() != Kind.CLOSE) {
                        throw expected(")");
                    }
                    advance();
                    return node;
                }
                return comparison();
            } finally {
                depth--;
            }
        }

        private Node comparison() {
            if (token.kind() != Kind.WORD || token.is("and") || token.is("or")) {
                throw expected("a column");
            }
            Token key = advance();
            if (token.kind() != Kind.OPERATOR) {
                if (token.kind() == Kind.WORD && !token.is("and") && !token.is("or")) {
                    throw expected("one of " + String.join(" ", Operator.signs()));
                }
                return term(key, Operator.EQUAL, new Literal("true", false, key.at()));
            }
            Token sign = advance();
            Operator operator = Operator.of(sign.text())
                    .orElseThrow(() -> failure("unknown operator " + sign.text(), text, sign.at())
                            .hint("operators: " + String.join(" ", Operator.signs())));
            boolean value = token.kind() == Kind.QUOTED_TEXT
                    || (token.kind() == Kind.WORD && !token.is("and") && !token.is("or"));
            if (!value) {
                throw expected("a value after " + sign.text());
            }
            Token literal = advance();
            return term(key, operator, new Literal(literal.text(), literal.kind() == Kind.QUOTED_TEXT, literal.at()));
        }

        private Term term(Token key, Operator operator, Literal literal) {
            if (literal.isNull() && !operator.isEquality()) {
                throw failure("null can only be compared by = and !=", text, literal.at());
            }
            Term term = new Term(key.text(), operator, literal, operator.isRegex() ? pattern(literal) : null);
            terms.add(term);
            return term;
        }

        private Pattern pattern(Literal literal) {
            try {
                return Pattern.compile(literal.text());
            } catch (PatternSyntaxException e) {
                String what = "invalid regular expression '" + literal.text() + "': "
                        + e.getDescription().toLowerCase(Locale.ROOT);
                throw failure(what, text, literal.at()).cause(e);
            }
        }

        private Failure expected(String what) {
            String shown = token.kind() == Kind.END ? "" : " instead of " + token.text();
            return failure("expected " + what + shown, text, token.at()).hint(EXAMPLE);
        }

        private Token advance() {
            Token before = token;
            token = read();
            return before;
        }

        private Token read() {
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            int at = next;
            if (at == text.length()) {
                return new Token(Kind.END, "", at);
            }
            char c = text.charAt(at);
            if (c == '(' || c == ')') {
                next++;
                return new Token(c == '(' ? Kind.OPEN : Kind.CLOSE, String.valueOf(c), at);
            }
            if (c == '"' || c == '\'') {
                return new Token(Kind.QUOTED_TEXT, quoted(c), at);
            }
            return SPECIAL.indexOf(c) >= 0
                    ? new Token(Kind.OPERATOR, operator(), at)
                    : new Token(Kind.WORD, word(), at);
        }

        private String operator() {
            int begin = next++;
            if (next < text.length() && "=~".indexOf(text.charAt(next)) >= 0) {
                next++;
            }
            return text.substring(begin, next);
        }

        private String word() {
            int begin = next;
            while (next < text.length()
                    && !Character.isWhitespace(text.charAt(next))
                    && SPECIAL.indexOf(text.charAt(next)) < 0) {
                next++;
            }
            return text.substring(begin, next);
        }

        /** A text up to its closing quote. A backslash before a quote makes that a part of the text; before others it stays. */
        private String quoted(char quote) {
            int begin = next++;
            StringBuilder read = new StringBuilder();
            for (; next < text.length(); next++) {
                char c = text.charAt(next);
                if (c == quote) {
                    next++;
                    return read.toString();
                }
                if (c == '\\' && next + 1 < text.length()) {
                    next++;
                    if (text.charAt(next) != quote) {
                        read.append(c);
                    }
                    read.append(text.charAt(next));
                } else {
                    read.append(c);
                }
            }
            throw failure("unclosed " + quote, text, begin);
        }
    }
}
