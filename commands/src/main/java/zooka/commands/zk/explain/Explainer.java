package zooka.commands.zk.explain;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explains one kind of znode.
 *
 * @param path what the path matches, under any chroot
 * @param meaning what it means, by the groups of the path and the value; nothing for a value of another shape
 */
record Explainer(Pattern path, BiFunction<Matcher, Subject, Optional<String>> meaning) {

    /** Of paths that end like this; its first group is the first of the ending. */
    static Explainer of(String ending, BiFunction<Matcher, Subject, Optional<String>> meaning) {
        return new Explainer(Pattern.compile(".*" + ending), meaning);
    }

    /** Of a znode whose path says it all. */
    static Explainer of(String ending, String meaning) {
        return of(ending, (path, znode) -> Optional.of(meaning));
    }

    Optional<String> explain(Subject subject) {
        Matcher matcher = path.matcher(subject.path());
        return matcher.matches() ? meaning.apply(matcher, subject) : Optional.empty();
    }
}
