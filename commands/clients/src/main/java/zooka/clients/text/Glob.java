package zooka.clients.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import zooka.clients.Failure;

/**
 * A pattern of names as in a shell: {@code *} matches any characters, {@code ?} for one, {@code [abc]} for one of these,
 * and a backslash makes the character behind it an ordinary one.
 */
public final class Glob {

    private static final int LONGEST = 1_000;

    private final Pattern pattern;

    /** @throws Failure {@code USAGE} for a range that ends before it begins */
    public Glob(String text) {
        if (text.length() > LONGEST) {
            throw Failure.usage("a pattern can have at most " + LONGEST + " characters");
        }
        List<StringBuilder> parts = new ArrayList<>(List.of(new StringBuilder()));
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            StringBuilder regex = parts.get(parts.size() - 1);
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
                parts.add(new StringBuilder());
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
            this.pattern = Pattern.compile(regex(parts), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw Failure.usage("invalid pattern '" + text + "'");
        }
    }

    /**
     * With any characters between the parts. The first place where a part fits is the right one for all but the last: without
     * looking for another, a pattern of many stars takes no longer than one of few.
     */
    private static String regex(List<StringBuilder> parts) {
        StringBuilder regex = new StringBuilder(parts.get(0));
        for (int i = 1; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            regex.append(last ? ".*" : "(?>.*?").append(parts.get(i)).append(last ? "" : ")");
        }
        return regex.toString();
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
