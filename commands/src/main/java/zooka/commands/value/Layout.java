package zooka.commands.value;

import java.util.Optional;

/**
 * How JSON is laid out.
 *
 * @param indent what each level is moved in by; empty where everything is on one line
 * @param spaced whether there is a space behind a colon, and behind a comma on the same line
 */
public record Layout(String indent, boolean spaced) {

    /** An array of scalars of at most that many characters stays on its line. */
    private static final int SHORT = 64;

    /** That of a text: taken from its first member. */
    public static Layout of(Json json) {
        String text = json.text();
        Json.Span root = json.root();
        int colon = colon(text, root);
        boolean spaced = colon >= 0 && colon + 1 < text.length() && text.charAt(colon + 1) <= ' ';
        if (!json.container() || text.substring(root.begin(), root.end()).indexOf('\n') < 0) {
            return new Layout("", spaced);
        }
        int first = json.space(root.begin() + 1);
        int line = text.lastIndexOf('\n', first);
        String indent = line > root.begin() ? text.substring(line + 1, first) : "  ";
        return new Layout(indent.isEmpty() ? "  " : indent, spaced || colon < 0);
    }

    /** The first colon that is in no string, or -1. */
    private static int colon(String text, Json.Span root) {
        boolean quoted = false;
        for (int i = root.begin(); i < root.end(); i++) {
            char here = text.charAt(i);
            if (quoted && here == '\\') {
                i++;
            } else if (here == '"') {
                quoted = !quoted;
            } else if (here == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    boolean oneLine() {
        return indent.isEmpty();
    }

    String colon() {
        return spaced ? ": " : ":";
    }

    String comma() {
        return spaced ? ", " : ",";
    }

    /** The same JSON laid out so. */
    public String print(Json json) {
        return print(json, "");
    }

    /** The same for a place within a text whose line is moved in already. */
    String print(Json json, String margin) {
        return print(json, margin, Integer.MAX_VALUE).orElseThrow();
    }

    /** The same, or nothing where it would be longer than the bound. */
    Optional<String> print(Json json, String margin, int bound) {
        Printer printer = new Printer(json, bound);
        return printer.value(json.root().begin(), margin) < 0 ? Optional.empty() : Optional.of(printer.out.toString());
    }

    /** Goes through the text once; nothing but the space between its parts is changed. */
    private final class Printer {
        private final Json json;
        private final String text;
        private final int bound;
        private final StringBuilder out = new StringBuilder();

        Printer(Json json, int bound) {
            this.json = json;
            this.text = json.text();
            this.bound = bound;
        }

        /** Prints the value that begins there, and gives its end; -1 where it has become too long. */
        int value(int begin, String margin) {
            char first = text.charAt(begin);
            if (first != '{' && first != '[') {
                int end = json.end(begin);
                out.append(text, begin, end);
                return out.length() > bound ? -1 : end;
            }
            int inner = json.space(begin + 1);
            out.append(first);
            if (text.charAt(inner) == '}' || text.charAt(inner) == ']') {
                out.append(text.charAt(inner));
                return inner + 1;
            }
            boolean lines = !oneLine() && !(first == '[' && shortScalars(begin));
            String deeper = lines ? margin + indent : margin;
            int at = inner;
            while (true) {
                out.append(lines ? "\n" + deeper : "");
                if (first == '{') {
                    int end = json.end(at);
                    out.append(text, at, end).append(colon());
                    at = json.space(json.space(end) + 1);
                }
                at = value(at, deeper);
                if (at < 0 || out.length() > bound) {
                    return -1;
                }
                at = json.space(at);
                if (text.charAt(at) != ',') {
                    break;
                }
                out.append(lines ? "," : comma());
                at = json.space(at + 1);
            }
            out.append(lines ? "\n" + margin : "").append(text.charAt(at));
            return at + 1;
        }

        private boolean shortScalars(int begin) {
            for (int i = begin + 1; i < begin + SHORT && i < text.length(); i++) {
                char here = text.charAt(i);
                if (here == '{' || here == '[') {
                    return false;
                }
                if (here == '"') {
                    i = json.end(i) - 1;
                } else if (here == ']') {
                    return i < begin + SHORT;
                }
            }
            return false;
        }
    }
}
