package zooka.shell.screen;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the user types after {@code /} to filter a list, as in k9s: a text that names contain, or a regular expression
 * that is found in them, in upper or lower case; after {@code !} it is what they do not contain. Only a text with one of
 * the characters {@code ^ $ * + ? | ( ) [ ] { } \} is a regular expression, so that the dot in {@code audit.log} is a dot.
 */
public final class Filter {

    /** The help for the key. */
    public static final String HELP = "filter by text or regex; ! inverts";

    public static final Filter NONE = of("");

    private static final String SPECIAL = "^$*+?|()[]{}\\";

    /** The most steps for one name: an unfortunate expression must not stop the view. */
    private static final int STEPS = 20_000;

    private final String typed;
    private final boolean inverse;
    private final String text;
    private final Optional<Pattern> regex;
    private final Optional<String> mistake;

    private Filter(String typed, boolean inverse, String text, Optional<Pattern> regex, Optional<String> mistake) {
        this.typed = typed;
        this.inverse = inverse;
        this.text = text;
        this.regex = regex;
        this.mistake = mistake;
    }

    /** The filter that a typed text stands for; with an invalid regular expression it accepts everything. */
    public static Filter of(String typed) {
        boolean inverse = typed.startsWith("!");
        String wanted = inverse ? typed.substring(1) : typed;
        if (wanted.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
            String text = wanted.toLowerCase(Locale.ROOT);
            return new Filter(typed, inverse, text, Optional.empty(), Optional.empty());
        }
        try {
            Pattern regex = Pattern.compile(wanted, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            return new Filter(typed, inverse, "", Optional.of(regex), Optional.empty());
        } catch (PatternSyntaxException e) {
            return new Filter(typed, inverse, "", Optional.empty(), Optional.of("invalid regex"));
        }
    }

    /** The filter as it was typed. */
    public String typed() {
        return typed;
    }

    /** Whether it accepts everything. */
    public boolean isEmpty() {
        return regex.isEmpty() && text.isEmpty();
    }

    /** The reason for which it filters nothing although something was typed. */
    public Optional<String> mistake() {
        return mistake;
    }

    /** Whether a row with this name is shown. */
    public boolean accepts(String name) {
        if (isEmpty()) {
            return true;
        }
        if (regex.isEmpty()) {
            return name.toLowerCase(Locale.ROOT).contains(text) != inverse;
        }
        try {
            return regex.get().matcher(new BoundedName(name)).find() != inverse;
        } catch (TooManySteps | StackOverflowError e) {
            return true; // cannot be decided, so it is shown
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** A name that can be looked at only so often. */
    private static final class BoundedName implements CharSequence {
        private final String name;
        private int left;

        BoundedName(String name) {
            this.name = name;
            this.left = STEPS + name.length();
        }

        @Override
        public int length() {
            return name.length();
        }

        @Override
        public char charAt(int index) {
            if (left-- == 0) {
                throw new TooManySteps();
            }
            return name.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return name.substring(start, end);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
