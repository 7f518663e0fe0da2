package zooka.commands.result;

import java.util.Locale;
import zooka.commands.result.Cell.Level;

/** A word of a fixed vocabulary that says how good something is. The same word is used in text, in JSON and on screens. */
public interface Grade {

    /** The name of the constant; an enum has it. */
    String name();

    /** How good it is, which decides what it looks like. */
    Level level();

    /** The word, in small letters. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    default Cell cell() {
        return Cell.text(word(), level());
    }
}
