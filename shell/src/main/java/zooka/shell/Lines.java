package zooka.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zooka.commands.Catalog;
import zooka.commands.Failure;
import zooka.commands.line.Grammar;

/** The lines that this shell has run, numbered from 1; the last thousand, and none that holds a password. */
final class Lines {

    private static final int MOST = 1000;
    private static final Set<String> SECRETIVE = Set.of("addauth", "digest");

    /** One of them. */
    record Numbered(int number, String text) {}

    private final Deque<Numbered> kept = new ArrayDeque<>();
    private int count;

    synchronized void add(String line) {
        if (line.isBlank() || secretive(line)) {
            return;
        }
        kept.add(new Numbered(++count, line.strip()));
        if (kept.size() > MOST) {
            kept.remove();
        }
    }

    synchronized List<Numbered> all() {
        return List.copyOf(kept);
    }

    synchronized Optional<String> numbered(int number) {
        return kept.stream()
                .filter(line -> line.number() == number)
                .map(Numbered::text)
                .findFirst();
    }

    synchronized Optional<Numbered> last() {
        return Optional.ofNullable(kept.peekLast());
    }

    /** Whether a line gives credentials away. */
    static boolean secretive(String line) {
        if (line.contains("username_password:")) {
            return true;
        }
        try {
            return Grammar.parse(line).stream()
                    .map(Grammar.Statement::words)
                    .flatMap(words -> Catalog.find(words).stream())
                    .anyMatch(found -> SECRETIVE.contains(found.entry().words()));
        } catch (Grammar.Unfinished | Failure e) {
            return SECRETIVE.stream().anyMatch(line::contains) || line.contains("add_auth");
        }
    }
}
