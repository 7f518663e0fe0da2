package zooka.shell.dropin;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import zooka.clients.Failure;

/** Topics as the stock tools name them: a regular expression that matches whole names, or several with commas between them. */
final class TopicFilter {

    private final String text;
    private final Optional<String> name;
    private final Optional<Pattern> pattern;

    private TopicFilter(String text, Optional<String> name, Optional<Pattern> pattern) {
        this.text = text;
        this.name = name;
        this.pattern = pattern;
    }

    /** All topics. */
    static TopicFilter all() {
        return new TopicFilter("", Optional.empty(), Optional.empty());
    }

    /**
     * The topics that a text names. As in the stock tools, a comma is an alternative, and blanks and quotes around do not count.
     *
     * @throws Failure {@code USAGE} for an invalid expression
     */
    static TopicFilter of(String text) {
        String stripped = unquoted(text.strip().replace(" ", ""));
        if (isPlain(stripped)) {
            return new TopicFilter(text, Optional.of(stripped), Optional.empty());
        }
        try {
            return new TopicFilter(text, Optional.empty(), Optional.of(Pattern.compile(stripped.replace(',', '|'))));
        } catch (PatternSyntaxException e) {
            throw Failure.usage("invalid regular expression '" + text + "'").cause(e);
        }
    }

    private static String unquoted(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isQuote(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isQuote(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /** Whether it has no character that means another thing in a regular expression: then one topic at most is meant. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '_' && c != '-') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The text as it was typed; empty for all topics. */
    String text() {
        return text;
    }

    /** The one topic that is meant; empty for an expression, and for all. */
    Optional<String> name() {
        return name;
    }

    boolean matches(String topic) {
        return name.isPresent()
                ? name.get().equals(topic)
                : pattern.isEmpty() || pattern.get().matcher(topic).matches();
    }
}
