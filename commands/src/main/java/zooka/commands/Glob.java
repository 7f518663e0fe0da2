package zooka.commands;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of names as in a shell: {@code *} stands for any characters, {@code ?} for one, {@code [abc]} for one of these,
 * and a backslash makes the character behind it an ordinary one.
 */
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
            } else if (c == '\\' && at + 1 < text.length()) {
                at++;
                regex.append(Pattern.quote(text.substring(at, at + 1)));
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

    /** A word without the backslashes that make characters ordinary ones. */
    static String unescaped(String word) {
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < word.length(); at++) {
            if (word.charAt(at) == '\\' && at + 1 < word.length()) {
                at++;
            }
            name.append(word.charAt(at));
        }
        return name.toString();
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
