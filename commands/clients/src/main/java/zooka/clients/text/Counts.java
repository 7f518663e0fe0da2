package zooka.clients.text;

import java.util.Locale;

/** Numbers of things in sentences: {@code 1 znode}, {@code 1,204 znodes}. */
public final class Counts {

    private Counts() {}

    /**
     * The number and its noun.
     *
     * @param noun in the singular; its plural ends in s
     */
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
