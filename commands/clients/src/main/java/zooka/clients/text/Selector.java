package zooka.clients.text;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.Quoting;

/**
 * A word that selects things by their names, in every command the same: a name that exists is that name, whatever characters
 * it has; another word with {@code *}, {@code ?} or {@code [abc]} is a pattern; a backslash makes the character behind it an
 * ordinary one. {@code ''} is the empty name, which is how tables show it.
 */
public final class Selector {

    /** What the help of a parameter that takes patterns says. */
    public static final String FORMS =
            "* ? [abc] match as in a shell, \\ escapes them; an existing name takes precedence.";

    /** How the empty name is shown and typed. */
    public static final String EMPTY = "''";

    private static final String SPECIAL = "*?[\\";

    private final String word;
    private final boolean pattern;
    private final String name;
    private final Glob glob;

    /** @throws Failure {@code USAGE} for an invalid pattern */
    public Selector(String word) {
        this.word = word;
        this.pattern = isPattern(word);
        this.name = word.equals(EMPTY) ? "" : Glob.unescaped(word);
        this.glob = new Glob(word.equals(EMPTY) ? "" : word);
    }

    /** Whether a word has a character that matches others, without a backslash before it. */
    public static boolean isPattern(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '\\') {
                i++;
            } else if ("*?[".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The word that selects this name and no other. */
    public static String exactly(String name) {
        StringBuilder escaped = new StringBuilder();
        name.chars().forEach(c -> escaped.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "")
                .append((char) c));
        return name.isEmpty() ? EMPTY : escaped.toString();
    }

    /** As it was typed. */
    public String word() {
        return word;
    }

    /** Whether it is a pattern, unless a thing has this very name. */
    public boolean isPattern() {
        return pattern;
    }

    /** The name that it is if it is not a pattern: without its backslashes. */
    public String name() {
        return name;
    }

    /** Whether it may select this name; of several that it may, {@link #among} knows which it does. */
    public boolean mayBe(String other) {
        return other.equals(word) || glob.matches(other);
    }

    /** Those of the names that it selects, in their order: the one that is spelled as it, or those that match. */
    public List<String> among(Collection<String> names) {
        return names.contains(word)
                ? List.of(word)
                : names.stream().filter(glob::matches).toList();
    }

    /**
     * The same, for a change.
     *
     * @param noun what the names are of: {@code group}
     * @throws Failure {@code USAGE} where a name is spelled as it, and others match it as a pattern
     */
    public List<String> changing(Collection<String> names, String noun) {
        others(names, noun).ifPresent(message -> {
            throw Failure.usage(message)
                    .hint("use " + Quoting.asArgument(exactly(word)) + " for the " + noun + ", or "
                            + Quoting.asArgument(always()) + " for the pattern");
        });
        return among(names);
    }

    /** Says that a name is spelled as it, and that others match it as a pattern; empty where it means one thing only. */
    public Optional<String> others(Collection<String> names, String noun) {
        if (!pattern || !names.contains(word)) {
            return Optional.empty();
        }
        long matching = names.stream()
                .filter(glob::matches)
                .filter(other -> !other.equals(word))
                .count();
        return matching == 0
                ? Optional.empty()
                : Optional.of("'" + word + "' is the name of a " + noun + ", and a pattern that matches " + matching
                        + (matching == 1 ? " other" : " others"));
    }

    /** The same pattern in another spelling, which is not a name. */
    private String always() {
        int star = word.indexOf('*');
        if (star >= 0) {
            return word.substring(0, star) + '*' + word.substring(star);
        }
        char first = word.charAt(0);
        return Character.isLetterOrDigit(first) ? "[" + first + "]" + word.substring(1) : "*" + word;
    }

    /**
     * The one name that it is, for a command that takes one.
     *
     * @param noun what it is the name of: {@code group}
     * @param names those that exist
     * @throws Failure {@code USAGE} for a pattern that is not the name of one that exists
     */
    public String one(Collection<String> names, String noun) {
        if (names.contains(word)) {
            return word;
        }
        if (pattern) {
            throw Failure.usage("'" + word + "' is a pattern; expected the name of one " + noun)
                    .hint("use " + Quoting.asArgument(exactly(word)) + " for the " + noun + " with this name");
        }
        return name;
    }
}
