package zooka.shell.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import zooka.commands.action.SecretLines;

/** The lines that this shell has run, numbered from 1: the last thousand, without lines that contain a password. */
public final class History {

    private static final int MOST = 1000;

    /** A line with its number. */
    record NumberedLine(int number, String text) {}

    private final Deque<NumberedLine> kept = new ArrayDeque<>();
    private int count;

    public synchronized void add(String line) {
        if (line.isBlank() || SecretLines.containsSecret(line)) {
            return;
        }
        kept.add(new NumberedLine(++count, stripped(line)));
        if (kept.size() > MOST) {
            kept.remove();
        }
    }

    /** The line without blanks around it; one behind a backslash is part of a word. */
    private static String stripped(String line) {
        String stripped = line.strip();
        return stripped.endsWith("\\") ? line.stripLeading() : stripped;
    }

    synchronized List<NumberedLine> all() {
        return List.copyOf(kept);
    }

    synchronized Optional<String> numbered(int number) {
        return kept.stream()
                .filter(line -> line.number() == number)
                .map(NumberedLine::text)
                .findFirst();
    }

    synchronized Optional<NumberedLine> last() {
        return Optional.ofNullable(kept.peekLast());
    }
}
