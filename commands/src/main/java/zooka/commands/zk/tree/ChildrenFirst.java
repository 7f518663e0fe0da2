package zooka.commands.zk.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.zk.client.Operation;

/**
 * The deletions of a subtree, each after those of what is below it; kept before they are given out. Each is of the
 * version that was kept: a znode that has changed since stays, and is named.
 */
public final class ChildrenFirst implements Iterator<Operation> {
    private final Iterator<Copies.Read> walk;
    private final Journal.Entry journal;
    /** From the znode whose children are being given out up to the root. */
    private final Deque<Copies.Read> line = new ArrayDeque<>();

    private Optional<Copies.Read> upcoming = Optional.empty();

    public ChildrenFirst(Iterator<Copies.Read> walk, Journal.Entry journal) {
        this.walk = walk;
        this.journal = journal;
    }

    @Override
    public boolean hasNext() {
        return !line.isEmpty() || upcoming.isPresent() || walk.hasNext();
    }

    @Override
    public Operation next() {
        while (true) {
            if (upcoming.isEmpty() && walk.hasNext()) {
                upcoming = Optional.of(walk.next());
            }
            boolean below = upcoming.isPresent()
                    && (line.isEmpty() || upcoming.get().depth() > line.peek().depth());
            if (!below) {
                if (line.isEmpty()) {
                    throw new NoSuchElementException();
                }
                Copies.Read done = line.pop();
                return new Operation.Delete(
                        done.copy().path(), OptionalInt.of(done.stat().version()));
            }
            Copies.Read read = upcoming.get();
            upcoming = Optional.empty();
            if (!read.copy().kind().ephemeral()) {
                journal.keep(new Taken.Deleted(read.copy()));
            }
            line.push(read);
        }
    }
}
