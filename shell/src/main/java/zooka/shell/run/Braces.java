package zooka.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;

/**
 * The alternatives in a pattern: <code>{a,b}c</code> is {@code ac} and {@code bc}, <code>{1..3}</code> is {@code 1}, {@code 2}
 * and {@code 3}. A backslash makes a character an ordinary one; braces without a comma or a range are ordinary, too.
 */
final class Braces {

    private static final int MOST = 10_000;

    private Braces() {}

    /** All alternatives in their order; the pattern itself without any. */
    static List<String> alternatives(String pattern) {
        List<String> done = new ArrayList<>();
        expand("", pattern, done);
        return done;
    }

    private static void expand(String before, String pattern, List<String> done) {
        for (int open = next(pattern, 0, '{'); open >= 0; open = next(pattern, open + 1, '{')) {
            int close = closing(pattern, open);
            if (close < 0) {
                break;
            }
            String inside = pattern.substring(open + 1, close);
            List<String> parts =
                    parts(inside).size() > 1 ? parts(inside) : range(inside).orElse(List.of());
            if (!parts.isEmpty()) {
                String after = pattern.substring(close + 1);
                for (String part : parts) {
                    expand(before + pattern.substring(0, open), part + after, done);
                }
                return;
            }
        }
        if (done.size() == MOST) {
            throw Failure.usage("a pattern can have at most " + MOST + " alternatives");
        }
        done.add(before + pattern);
    }

    /** The next character of this kind that is not escaped; -1 without one. */
    private static int next(String pattern, int from, char wanted) {
        for (int at = from; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == wanted) {
                return at;
            }
        }
        return -1;
    }

    private static int closing(String pattern, int open) {
        int depth = 0;
        for (int at = open; at < pattern.length(); at++) {
            switch (pattern.charAt(at)) {
                case '\\' -> at++;
                case '{' -> depth++;
                case '}' -> {
                    depth--;
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** The text split at the commas that are in no inner braces. */
    private static List<String> parts(String inside) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int at = 0; at < inside.length(); at++) {
            switch (inside.charAt(at)) {
                case '\\' -> at++;
                case '{' -> depth++;
                case '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(inside.substring(begin, at));
                        begin = at + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(inside.substring(begin));
        return parts;
    }

    private static Optional<List<String>> range(String inside) {
        int dots = inside.indexOf("..");
        Optional<Integer> first = number(dots < 0 ? "" : inside.substring(0, dots));
        Optional<Integer> last = number(dots < 0 ? "" : inside.substring(dots + 2));
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        int step = first.get() <= last.get() ? 1 : -1;
        List<String> all = new ArrayList<>();
        for (int i = first.get(); i != last.get() + step; i += step) {
            all.add(Integer.toString(i));
            if (all.size() > MOST) {
                throw Failure.usage("a pattern can have at most " + MOST + " alternatives");
            }
        }
        return Optional.of(all);
    }

    private static Optional<Integer> number(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        boolean number = text.length() > digits
                && text.length() <= digits + 9
                && text.substring(digits).chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
