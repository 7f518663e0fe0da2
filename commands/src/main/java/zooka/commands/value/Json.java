package zooka.commands.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One JSON value as it is written. Its parts are places in the text, so that a change of one leaves every other character as
 * it was: the order of keys, the spelling of numbers, the layout.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Longer text is not indented for people. */
    private static final int INDENTED = 1 << 20;

    private final String text;

    private Json(String text) {
        this.text = text;
    }

    /** A part of the text: a value with all that belongs to it, without the space around it. */
    record Span(int begin, int end) {}

    /**
     * A member of an object or an element of an array.
     *
     * @param key the key, or the index
     * @param begin where its key begins in the text, or the element
     */
    record Member(String key, int begin, Span value) {}

    /** The text is not JSON. */
    public static final class Malformed extends Exception {
        Malformed(String reason, long line, long column) {
            super("line " + line + ", column " + column + ": " + reason);
        }
    }

    /** The text as JSON, where it is one value and nothing behind it. */
    public static Optional<Json> of(String text) {
        try {
            return Optional.of(parse(text));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /** The same, with the reason and the place where it is not. */
    public static Json parse(String text) throws Malformed {
        try (JsonParser parser = FACTORY.createParser(text)) {
            int depth = 0;
            boolean over = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (over) {
                    throw malformed("unexpected content after the value", parser);
                }
                parser.finishToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                over = depth == 0;
            }
            if (!over) {
                throw malformed("no value", parser);
            }
            return new Json(text);
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().replaceAll("(?s)(: was expecting| \\(for |\\R| at \\[).*", "");
            // Jackson points behind a word that it does not know.
            Matcher word = Pattern.compile("Unrecognized token '(.*)'").matcher(reason);
            int back = word.matches() ? word.group(1).length() : 0;
            throw new Malformed(
                    reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1),
                    e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr() - back));
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing is read but memory
        }
    }

    private static Malformed malformed(String reason, JsonParser parser) {
        return new Malformed(
                reason,
                parser.currentTokenLocation().getLineNr(),
                parser.currentTokenLocation().getColumnNr());
    }

    /** A string as JSON. */
    public static Json string(String text) {
        return new Json(quoted(text));
    }

    static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    /** For a person: the text of a string without its quotes, half characters as escapes, anything else as it is written. */
    public String plain() {
        Span root = root();
        String written = text.substring(root.begin(), root.end());
        return written.startsWith("\"") ? withoutHalves(unquoted(written)) : written;
    }

    /** The text with JSON's escapes in place of half characters, which JSON can have and which have no bytes. */
    public static String withoutHalves(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder whole = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                whole.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                whole.appendCodePoint(c);
            }
        });
        return whole.toString();
    }

    /** With one member a line; nothing where that would be more than anybody reads. */
    public Optional<String> indented() {
        return text.length() > INDENTED ? Optional.empty() : new Layout("  ", true).print(this, "", 8 * INDENTED);
    }

    /** Whether it is an object or an array. */
    boolean container() {
        return container(root());
    }

    boolean container(Span span) {
        return object(span) || text.charAt(span.begin()) == '[';
    }

    boolean object(Span span) {
        return text.charAt(span.begin()) == '{';
    }

    Json part(Span span) {
        return new Json(text.substring(span.begin(), span.end()));
    }

    Span root() {
        int begin = space(0);
        return new Span(begin, end(begin));
    }

    /** The members of an object or the elements of an array; those of a scalar are none. */
    List<Member> members(Span container) {
        List<Member> members = new ArrayList<>();
        if (!container(container)) {
            return members;
        }
        boolean object = object(container);
        int at = space(container.begin() + 1);
        while (at < container.end() - 1) {
            int begin = at;
            String key = Integer.toString(members.size());
            if (object) {
                int end = end(at);
                key = unquoted(text.substring(at, end));
                at = space(space(end) + 1); // over the colon
            }
            int end = end(at);
            members.add(new Member(key, begin, new Span(at, end)));
            at = space(end);
            if (text.charAt(at) == ',') {
                at = space(at + 1);
            }
        }
        return members;
    }

    /** The first place from there on that is not a space. */
    int space(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** Where the value that begins there ends. */
    int end(int begin) {
        int at = begin;
        int depth = 0;
        do {
            char here = text.charAt(at);
            if (here == '"') {
                at = endOfString(at);
            } else {
                depth += here == '{' || here == '[' ? 1 : here == '}' || here == ']' ? -1 : 0;
                at++;
            }
        } while (at < text.length() && (depth > 0 || scalarGoesOn(begin, at)));
        return at;
    }

    private boolean scalarGoesOn(int begin, int at) {
        char first = text.charAt(begin);
        return first != '"'
                && first != '{'
                && first != '['
                && ",]}:".indexOf(text.charAt(at)) < 0
                && text.charAt(at) > ' ';
    }

    private int endOfString(int begin) {
        int at = begin + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static String unquoted(String written) {
        if (written.indexOf('\\') < 0) {
            return written.substring(1, written.length() - 1);
        }
        try (JsonParser parser = FACTORY.createParser(written)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new IllegalStateException(e); // it has been read before
        }
    }
}
