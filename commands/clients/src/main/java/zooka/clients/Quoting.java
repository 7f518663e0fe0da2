package zooka.clients;

/** Quotes words so that they can be pasted into a command line. */
public final class Quoting {

    private Quoting() {}

    /** The word between single quotes: what it begins and ends with can be seen, and it can be pasted, here and into sh. */
    public static String inQuotes(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** The word as an argument, here and in sh: in quotes where it has a character that means something there. */
    public static String asArgument(String word) {
        return word.matches("[\\p{L}\\p{N}/_.,:=@%+-]+") ? word : inQuotes(word);
    }
}
