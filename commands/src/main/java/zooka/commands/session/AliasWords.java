package zooka.commands.session;

import zooka.commands.text.Grammar;

/** The words of an alias that was given as several arguments. */
final class AliasWords {

    private AliasWords() {}

    /** The word as it must be in a text to mean itself, but with the parameters {@code $1} to {@code $9} and {@code $*}. */
    static String quoted(String word) {
        StringBuilder text = new StringBuilder(Grammar.quoted(word));
        for (int at = text.indexOf("\\$"); at >= 0; at = text.indexOf("\\$", at + 1)) {
            if (at + 2 < text.length() && "123456789*".indexOf(text.charAt(at + 2)) >= 0) {
                text.deleteCharAt(at);
            }
        }
        return text.toString();
    }
}
