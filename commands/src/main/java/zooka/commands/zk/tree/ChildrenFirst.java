package zooka.commands.zk.tree;

import java.util.Iterator;
import java.util.OptionalInt;
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.zk.client.Operation;

/**
 * The deletions of a subtree, each after those of what is below it; kept before they are given out. Each is of the
 * version that was kept: a znode that has changed since stays, and is named.
 */
public final class ChildrenFirst implements Iterator<Operation> {

    private final Iterator<Copies.Read> reads;

    public ChildrenFirst(Iterator<Copies.Read> walk, Journal.Entry journal) {
        this.reads = new Postorder<>(
                Copies.each(walk, read -> kept(read, journal)), (read, last) -> read.depth() > last.depth());
    }

    private static Copies.Read kept(Copies.Read read, Journal.Entry journal) {
        if (!read.copy().kind().ephemeral()) {
            journal.keep(new Taken.Deleted(read.copy()));
        }
        return read;
    }

    @Override
    public boolean hasNext() {
        return reads.hasNext();
    }

    @Override
    public Operation next() {
        Copies.Read read = reads.next();
        return new Operation.Delete(
                read.copy().path(), OptionalInt.of(read.stat().version()));
    }
}
