package zooka.commands.config;

import java.util.List;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.text.Glob;

/** What {@code protect} takes: absolute paths of znodes and names of topics; both may be patterns. */
public final class ProtectedNames {

    private static final int LONGEST_TOPIC = 249;

    private ProtectedNames() {}

    /** The entries of a text: between commas, as servers are; a comma with a backslash before it is part of a name. */
    public static List<String> split(String text) {
        return Stream.of(text.split("(?<!\\\\),", -1))
                .map(String::strip)
                .map(ProtectedNames::checked)
                .toList();
    }

    /**
     * An entry, a path without a slash at its end.
     *
     * @throws Failure {@code USAGE} for one that matches no znode and no topic that there can be
     */
    static String checked(String entry) {
        String wrong = "--protect '" + entry + "' matches nothing: ";
        if (entry.startsWith("/")) {
            String path = entry.length() > 1 && entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
            boolean whole = path.equals("/")
                    || Stream.of(path.substring(1).split("/", -1))
                            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
            if (!whole) {
                throw Failure.usage(wrong + "not a znode path").hint("examples: /demo, /demo/*/config");
            }
            new Glob(path);
            return path;
        }
        // As a pattern it may have more than the letters of topics.
        if (!entry.matches("[A-Za-z0-9._*?\\[\\]!^\\\\-]{1," + LONGEST_TOPIC + "}")) {
            throw Failure.usage(wrong + "not a topic name, and znode paths start with /")
                    .hint("examples: /demo, orders, orders-* (separated by commas)");
        }
        new Glob(entry);
        return entry;
    }
}
