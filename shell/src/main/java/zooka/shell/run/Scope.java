package zooka.shell.run;

import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What surrounds a statement.
 *
 * @param place the name of the script in messages; empty at the prompt
 * @param keepGoing whether the script goes on after a failure
 * @param stdin the input of its commands
 * @param arguments the words behind the name of the alias whose text this is; empty outside of an alias
 * @param aliases the aliases whose texts are being run
 * @param depth the number of scripts and aliases around it
 * @param caller the place of the statement that runs this text, for messages; empty where the text has lines of its own
 */
record Scope(
        String place,
        boolean keepGoing,
        InputStream stdin,
        Optional<List<Argument>> arguments,
        Set<String> aliases,
        int depth,
        Optional<String> caller) {

    /** A script, or the prompt. */
    static Scope of(String place, boolean keepGoing, InputStream stdin) {
        return new Scope(place, keepGoing, stdin, Optional.empty(), Set.of(), 0, Optional.empty());
    }

    /** The place of a statement for a message: <code> (script line 3)</code>; empty at the prompt. */
    String where(int line) {
        return caller.orElseGet(() -> place.isEmpty() ? "" : " (" + place + " line " + line + ")");
    }

    /** The same with another stdin. */
    Scope with(InputStream other) {
        return new Scope(place, keepGoing, other, arguments, aliases, depth, caller);
    }

    /** The same, ending at the first failure. */
    Scope stopping() {
        return keepGoing ? new Scope(place, false, stdin, arguments, aliases, depth, caller) : this;
    }

    /** The text of an alias. */
    Scope alias(String name, List<Argument> words, String where) {
        Set<String> names = new HashSet<>(aliases);
        names.add(name);
        return new Scope(
                place, keepGoing, stdin, Optional.of(List.copyOf(words)), names, depth + 1, Optional.of(where));
    }

    /** Another script that is run by a command of this one. */
    Scope script(String name) {
        return new Scope(name, keepGoing, stdin, Optional.empty(), Set.of(), depth + 1, Optional.empty());
    }
}
