package zooka.commands;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern of names as in a shell: {@code *} stands for any characters, {@code ?} for one, {@code [abc]} for one of these. */
public final class Glob {

    private final Pattern pattern;

    /** @throws Failure {@code USAGE} for a range that ends before it begins */
    public Glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int first = at + 1 < text.length() && "!^".indexOf(text.charAt(at + 1)) >= 0 ? at + 2 : at + 1;
            int end = c == '[' ? text.indexOf(']', first + 1) : -1;
            if (end > 0) {
                regex.append(first == at + 1 ? "[" : "[^");
                text.substring(first, end).chars().forEach(one -> {
                    boolean plain = one == '-' || Character.isLetterOrDigit(one);
                    regex.append(plain ? "" : "\\").append((char) one);
                });
                regex.append(']');
                at = end;
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(c)));
            }
        }
        try {
            this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw Failure.usage("'" + text + "' is not a pattern of names");
        }
    }

    /** Whether a word is a pattern and not only a name. */
    public static boolean isPattern(String word) {
        return word.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
