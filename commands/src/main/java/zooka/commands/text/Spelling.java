package zooka.commands.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant by a word that is slightly wrong. */
public final class Spelling {

    private Spelling() {}

    /** The candidate that takes the fewest changed letters, if they are few; large ones are as small ones. */
    public static Optional<String> nearest(String typed, Collection<String> candidates) {
        String lower = typed.toLowerCase(Locale.ROOT);
        int bound = typed.length() <= 3 ? 1 : 2;
        String nearest = null;
        int least = bound + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - lower.length()) > bound) {
                continue;
            }
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** The same as a hint. */
    public static Optional<String> meant(String typed, Collection<String> candidates) {
        return nearest(typed, candidates).map(Spelling::question);
    }

    /** Asks whether that was meant. */
    public static String question(String name) {
        return "did you mean " + name + "?";
    }

    /** How many letters must be put in, taken out or replaced to make one of the other (Levenshtein). */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(replaced, Math.min(above[column], here[column - 1]) + 1);
            }
            above = here;
        }
        return above[to.length()];
    }
}
