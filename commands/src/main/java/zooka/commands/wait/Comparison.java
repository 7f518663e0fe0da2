package zooka.commands.wait;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comparison of a number: {@code children>=3}. */
record Comparison(String key, String operator, long number) {

    private static final Pattern FORM = Pattern.compile("([a-z]+)(>=|<=|=|<|>)(\\d{1,18})");

    /** The comparison that a word says; empty if it says none of this key. */
    static Optional<Comparison> of(String key, String word) {
        Matcher form = FORM.matcher(word);
        return form.matches() && form.group(1).equals(key)
                ? Optional.of(new Comparison(key, form.group(2), Long.parseLong(form.group(3))))
                : Optional.empty();
    }

    boolean holds(long value) {
        return switch (operator) {
            case ">=" -> value >= number;
            case "<=" -> value <= number;
            case "<" -> value < number;
            case ">" -> value > number;
            default -> value == number;
        };
    }
}
