package zooka.commands.zk.tree;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Operation.Before;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.copy.ZnodeCopy;

/**
 * The deletions of a subtree, each after those of what is below it. Each is of the version that was read: a znode that has
 * changed since stays, and is named.
 */
public final class ChildrenFirst implements Iterator<Operation> {

    private final Iterator<Copies.CopiedZnode> reads;

    public ChildrenFirst(Iterator<Copies.CopiedZnode> walk) {
        this.reads = new Postorder<>(walk, (read, last) -> read.depth() > last.depth());
    }

    @Override
    public boolean hasNext() {
        return reads.hasNext();
    }

    @Override
    public Operation next() {
        Copies.CopiedZnode read = reads.next();
        ZnodeCopy copy = read.copy();
        Znodes.Znode znode = new Znodes.Znode(copy.path(), copy.data(), read.stat());
        return new Operation.Delete(
                copy.path(), OptionalInt.of(read.stat().version()), Optional.of(new Before(znode, copy.acl())));
    }
}
