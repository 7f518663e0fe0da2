package zooka.commands.zk.explain;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Lists in a sentence. */
final class Phrases {

    /** How many of a list are named. */
    private static final int NAMED = 5;

    private Phrases() {}

    /** {@code 1 topic}, {@code 2 topics}. */
    static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    /** {@code 2 3 1}. */
    static String words(Collection<?> things) {
        return things.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** {@code a, b, c and 4 more}. */
    static String list(List<String> things) {
        String named = things.stream().limit(NAMED).collect(Collectors.joining(", "));
        return things.size() > NAMED ? named + " and " + (things.size() - NAMED) + " more" : named;
    }
}
