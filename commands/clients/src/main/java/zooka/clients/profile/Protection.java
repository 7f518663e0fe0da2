package zooka.clients.profile;

import java.util.List;
import java.util.Optional;
import zooka.clients.text.Selector;

/**
 * What a context says of changes.
 *
 * @param context its name; empty where none is used
 * @param readOnly whether every change is refused
 * @param protect absolute paths, each with all below it, and topics; both may be patterns
 */
public record Protection(Optional<String> context, boolean readOnly, List<String> protect) {

    /** Nothing beyond what holds everywhere. */
    public static final Protection NONE = new Protection(Optional.empty(), false, List.of());

    public Protection {
        protect = List.copyOf(protect);
    }

    /** Whether a person should be careful here. */
    public boolean careful() {
        return readOnly || !protect.isEmpty();
    }

    /**
     * Whether a change of a znode reaches a protected one.
     *
     * @param path absolute
     * @param below whether all below it is changed, too
     */
    public boolean path(String path, boolean below) {
        return protect.stream()
                .filter(entry -> entry.startsWith("/"))
                .anyMatch(entry -> within(entry, path) || (below && above(path, entry)));
    }

    /** Whether a path has these below it, or may have: as many first parts of them fit it as it has. */
    private static boolean above(String path, String entry) {
        if (path.equals("/")) {
            return true;
        }
        int end = 0;
        for (long parts = path.chars().filter(c -> c == '/').count(); parts > 0 && end >= 0; parts--) {
            end = entry.indexOf('/', end + 1);
        }
        return end > 0 && new Selector(entry.substring(0, end)).mayBe(path);
    }

    /** Whether a path is one of these, or below one. */
    private static boolean within(String entry, String path) {
        // What is protected is what either reading of an entry may mean.
        Selector selector = new Selector(entry);
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (selector.mayBe(path.substring(0, slash))) {
                return true;
            }
        }
        return entry.equals("/") || selector.mayBe(path);
    }

    /** Whether a topic is protected. */
    public boolean topic(String name) {
        return protect.stream().filter(entry -> !entry.startsWith("/")).anyMatch(entry -> new Selector(entry)
                .mayBe(name));
    }

    /** The first entry that protects topics of a prefix, or may; empty where none does. */
    public Optional<String> topics(String prefix) {
        return protect.stream()
                .filter(entry -> !entry.startsWith("/"))
                .filter(entry -> {
                    String literal = entry.replaceAll("[*?\\[\\\\].*", "");
                    return new Selector(entry).mayBe(prefix)
                            || entry.startsWith(prefix)
                            || (!literal.equals(entry) && (literal.startsWith(prefix) || prefix.startsWith(literal)));
                })
                .findFirst();
    }

    /** The first path that is protected; empty where none is. */
    public Optional<String> anyPath() {
        return protect.stream().filter(entry -> entry.startsWith("/")).findFirst();
    }

    /** The first topic, or pattern of topics, that is protected; empty where none is. */
    public Optional<String> anyTopic() {
        return protect.stream().filter(entry -> !entry.startsWith("/")).findFirst();
    }

    /** Why it is, for a person to read. */
    public String why() {
        return "is protected by " + context.map(name -> "context " + name).orElse("the config file");
    }
}
