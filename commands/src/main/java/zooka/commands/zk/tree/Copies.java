package zooka.commands.zk.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.result.Remarks;
import zooka.commands.zk.tree.Walk.Visit;

/** A subtree with everything that can be made again, ACLs included, from its root down. */
public final class Copies {

    /**
     * A copy of a znode, with the stat of the original.
     *
     * @param copy the copy, with its absolute path
     */
    public record CopiedZnode(ZnodeCopy copy, Znodes.Stat stat, int depth) {}

    /** ACLs that are asked for together. */
    private static final int TOGETHER = 1000;

    private static final long BYTES = 1 << 20;

    private Copies() {}

    /**
     * The root and all below it, parents before children, sorted, read as they are asked for.
     *
     * @param remarks told of each znode that may not be read, and is left out
     */
    public static Iterator<CopiedZnode> of(Znodes znodes, Remarks remarks, String root) {
        return of(znodes, remarks, root, Long.MAX_VALUE);
    }

    /**
     * The same, with the ACLs of only so many of the znodes without children; those of the others are {@link Acl#UNKNOWN}. No
     * request reads many ACLs, and reading them one by one takes longer than all the rest.
     */
    public static Iterator<CopiedZnode> of(Znodes znodes, Remarks remarks, String root, long leaves) {
        Iterator<Visit> walk = Walk.values(znodes, remarks, Walk.EVERYTHING).from(root);
        return new Iterator<>() {
            private final Deque<CopiedZnode> read = new ArrayDeque<>();
            private long left = leaves;

            @Override
            public boolean hasNext() {
                while (read.isEmpty() && walk.hasNext()) {
                    fill();
                }
                return !read.isEmpty();
            }

            private void fill() {
                List<Visit> some = some(walk);
                List<String> asked = new ArrayList<>();
                for (Visit visited : some) {
                    if (!visited.children().isEmpty() || left-- > 0) {
                        asked.add(visited.path());
                    }
                }
                Iterator<Outcome<Acl>> acls = znodes.aclOfEach(asked).iterator();
                Iterator<String> with = asked.iterator();
                String next = with.hasNext() ? with.next() : "";
                for (Visit visited : some) {
                    Znodes.Znode znode = visited.znode().orElseThrow();
                    Optional<Acl> acl = Optional.of(Acl.UNKNOWN);
                    if (visited.path().equals(next)) {
                        next = with.hasNext() ? with.next() : "";
                        Outcome<Acl> reading = acls.next();
                        reading.failure().ifPresent(failure -> remarks.incomplete(failure));
                        acl = reading.value();
                    }
                    acl.ifPresent(known ->
                            read.add(new CopiedZnode(ZnodeCopy.of(znode, known), znode.stat(), visited.depth())));
                }
            }

            @Override
            public CopiedZnode next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return read.remove();
            }
        };
    }

    /** The copies alone, without ZooKeeper's own znodes where the root is {@code /}. */
    public static Iterator<ZnodeCopy> below(Znodes znodes, Remarks remarks, String root, boolean acls) {
        Iterator<ZnodeCopy> all = acls
                ? each(of(znodes, remarks, root), CopiedZnode::copy)
                : each(
                        Walk.values(znodes, remarks, Walk.EVERYTHING).from(root),
                        visited -> ZnodeCopy.of(visited.znode().orElseThrow(), Acl.OPEN));
        return root.equals("/") ? new FilteredIterator<>(all, copy -> !ownOfZooKeeper(copy.path())) : all;
    }

    public static boolean ownOfZooKeeper(String path) {
        return path.equals("/zookeeper") || path.startsWith("/zookeeper/");
    }

    /** The same things, made into others as they are asked for. */
    public static <A, B> Iterator<B> each(Iterator<A> all, Function<A, B> function) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public B next() {
                return function.apply(all.next());
            }
        };
    }

    private static List<Visit> some(Iterator<Visit> walk) {
        List<Visit> some = new ArrayList<>();
        for (long bytes = 0; walk.hasNext() && some.size() < TOGETHER && bytes < BYTES; ) {
            Visit visited = walk.next();
            bytes += visited.znode().orElseThrow().stat().dataLength();
            some.add(visited);
        }
        return some;
    }
}
