package zooka.shell.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import zooka.clients.Failure;
import zooka.commands.text.Grammar;

/** The aliases of a session, in the order of their names. */
public final class Aliases {

    /** What cannot be hidden: the words of the grammar, and the way back. */
    private static final Set<String> REFUSED =
            Set.of("for", "if", "else", "alias", "unalias", "help", "quit", "exit", "source", "time");

    private final Map<String, String> texts = new TreeMap<>();

    /**
     * Defines an alias, or replaces it.
     *
     * @throws Failure {@code USAGE} for a name that cannot be one, and for a text that is not complete
     */
    public synchronized void define(String name, String text) {
        if (REFUSED.contains(name)) {
            throw Failure.usage("'" + name + "' cannot be an alias");
        }
        if (!isName(name)) {
            throw Failure.usage("invalid alias name '" + name + "'").hint("use letters, digits, - and _");
        }
        try {
            if (Grammar.alias(text).statements().isEmpty()) {
                throw Failure.usage("alias " + name + ": no command");
            }
        } catch (Grammar.Unfinished e) {
            throw Failure.usage("alias " + name + ": " + e.getMessage());
        }
        texts.put(name, text);
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && (c != '-' || i == 0)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    synchronized Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** The words of the command to which the words behind the alias are added; empty for any other alias. */
    public synchronized Optional<List<String>> words(String name) {
        String text = texts.get(name);
        if (text == null) {
            return Optional.empty();
        }
        Grammar.AliasText alias = Grammar.alias(text);
        return alias.statements().size() == 1 && alias.highest() == 0 && !alias.all()
                ? alias.statements().get(0).simple()
                : Optional.empty();
    }

    /** Removes an alias; returns whether it existed. */
    synchronized boolean remove(String name) {
        return texts.remove(name) != null;
    }

    /** The names, sorted. */
    public synchronized List<String> names() {
        return List.copyOf(texts.keySet());
    }

    /** All aliases with their texts. */
    synchronized Map<String, String> all() {
        return new TreeMap<>(texts);
    }
}
