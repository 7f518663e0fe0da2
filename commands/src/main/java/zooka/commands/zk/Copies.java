package zooka.commands.zk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import zooka.commands.Context;
import zooka.commands.zk.Walk.Visited;

/** A subtree with everything that can be made again, ACLs included, from its root down. */
final class Copies {

    /**
     * A znode and what it was made from.
     *
     * @param copy with its absolute path
     */
    record Read(ZnodeCopy copy, Znodes.Stat stat, int depth) {}

    /** ACLs that are asked for together. */
    private static final int TOGETHER = 1000;

    private static final long BYTES = 1 << 20;

    private Copies() {}

    /**
     * The root and all below it, parents before children, sorted, read as they are asked for.
     *
     * @param remarks told of each znode that may not be read, and is left out
     */
    static Iterator<Read> of(Znodes znodes, Context.Remarks remarks, String root) {
        Iterator<Visited> walk = Walk.values(znodes, remarks, Walk.EVERYTHING).from(root);
        return new Iterator<>() {
            private final Deque<Read> read = new ArrayDeque<>();

            @Override
            public boolean hasNext() {
                while (read.isEmpty() && walk.hasNext()) {
                    read.addAll(withAcls(znodes, remarks, some(walk)));
                }
                return !read.isEmpty();
            }

            @Override
            public Read next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return read.remove();
            }
        };
    }

    /** The copies alone, without ZooKeeper's own znodes where the root is {@code /}. */
    static Iterator<ZnodeCopy> below(Znodes znodes, Context.Remarks remarks, String root, boolean acls) {
        Iterator<ZnodeCopy> all = acls
                ? each(of(znodes, remarks, root), Read::copy)
                : each(
                        Walk.values(znodes, remarks, Walk.EVERYTHING).from(root),
                        visited -> ZnodeCopy.of(visited.znode().orElseThrow(), Acl.OPEN));
        return root.equals("/") ? new Filtered<>(all, copy -> !ownOfZooKeeper(copy.path())) : all;
    }

    static boolean ownOfZooKeeper(String path) {
        return path.equals("/zookeeper") || path.startsWith("/zookeeper/");
    }

    /** The same things, made into others as they are asked for. */
    static <A, B> Iterator<B> each(Iterator<A> all, Function<A, B> function) {
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

    private static List<Visited> some(Iterator<Visited> walk) {
        List<Visited> some = new ArrayList<>();
        for (long bytes = 0; walk.hasNext() && some.size() < TOGETHER && bytes < BYTES; ) {
            Visited visited = walk.next();
            bytes += visited.znode().orElseThrow().stat().dataLength();
            some.add(visited);
        }
        return some;
    }

    private static List<Read> withAcls(Znodes znodes, Context.Remarks remarks, List<Visited> some) {
        List<Reading<Acl>> acls =
                znodes.aclOfEach(some.stream().map(Visited::path).toList());
        List<Read> read = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Znodes.Znode znode = some.get(i).znode().orElseThrow();
            acls.get(i).failure().ifPresent(failure -> remarks.incomplete(failure.getMessage()));
            int depth = some.get(i).depth();
            acls.get(i).value().ifPresent(acl -> read.add(new Read(ZnodeCopy.of(znode, acl), znode.stat(), depth)));
        }
        return read;
    }
}
