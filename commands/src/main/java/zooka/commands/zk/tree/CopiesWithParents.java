package zooka.commands.zk.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.copy.ZnodeCopy;

/** Copies, each preceded by the missing parents, which have null values and an ACL for all clients. */
public final class CopiesWithParents implements Iterator<ZnodeCopy> {

    private final Iterator<ZnodeCopy> copies;
    private final Znodes znodes;
    private final Consumer<String> added;
    private final Deque<ZnodeCopy> ready = new ArrayDeque<>();
    /** The parents that were checked. */
    private final Set<String> known = new HashSet<>();

    /** @param added receives each missing parent */
    public CopiesWithParents(Iterator<ZnodeCopy> copies, Znodes znodes, Consumer<String> added) {
        this.copies = copies;
        this.znodes = znodes;
        this.added = added;
    }

    @Override
    public boolean hasNext() {
        if (ready.isEmpty() && copies.hasNext()) {
            ZnodeCopy copy = copies.next();
            ready.push(copy);
            String path = copy.path();
            known.add(path);
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                String parent = path.substring(0, slash);
                if (!known.add(parent) || znodes.stat(parent).isPresent()) {
                    break;
                }
                added.accept(parent);
                ready.push(new ZnodeCopy(parent, Optional.empty(), Kind.PERSISTENT, Acl.OPEN));
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public ZnodeCopy next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.pop();
    }
}
