package zooka.testing.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Acl;

/**
 * A tree in memory that can be read and not changed by commands, which counts what is asked of it in one call. Some of its
 * znodes may refuse to be read, others go between one request and the next.
 */
public final class MemoryZnodes extends FakeZnodes {

    /** Names that sort in other ways than their paths do. */
    private static final List<String> NAMES =
            List.of("a", "a-b", "a.b", "a b", "a!", "é", "b", "名", "~", "A", "0", "a0", "aa", "-");

    private final Map<String, NavigableSet<String>> children = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Set<String> closed = new TreeSet<>();
    private final Set<String> going = new TreeSet<>();
    private int mostZnodes;
    private long mostNames;
    private long mostBytes;

    public MemoryZnodes() {
        children.put("/", new TreeSet<>());
        sizes.put("/", 0);
    }

    /** A tree of that many znodes, in no particular shape. */
    public static MemoryZnodes random(Random random, int count) {
        MemoryZnodes znodes = new MemoryZnodes();
        List<String> paths = new ArrayList<>(List.of("/"));
        while (paths.size() < count) {
            String parent = paths.get(random.nextBoolean() ? paths.size() - 1 : random.nextInt(paths.size()));
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String path = parent.equals("/") ? "/" + name : parent + "/" + name;
            if (znodes.add(path, random.nextInt(50))) {
                paths.add(path);
            }
        }
        return znodes;
    }

    /** Makes a znode with a value of that many bytes; whether it was not there yet. */
    public boolean add(String path, int size) {
        int slash = path.lastIndexOf('/');
        String parent = slash == 0 ? "/" : path.substring(0, slash);
        children.putIfAbsent(path, new TreeSet<>());
        sizes.put(path, size);
        return children.get(parent).add(path.substring(slash + 1));
    }

    /** From now on it refuses to be read. */
    public MemoryZnodes close(String path) {
        closed.add(path);
        return this;
    }

    /** It is named by its parent and gone when it is read. */
    public MemoryZnodes gone(String path) {
        going.add(path);
        return this;
    }

    /** The most znodes that were asked for in one call. */
    public int mostZnodes() {
        return mostZnodes;
    }

    /** The most names that one call answered with. */
    public long mostNames() {
        return mostNames;
    }

    /** The most bytes of values that one call answered with. */
    public long mostBytes() {
        return mostBytes;
    }

    @Override
    public synchronized List<Outcome<Znode>> readEach(List<String> paths) {
        mostZnodes = Math.max(mostZnodes, paths.size());
        long bytes = 0;
        List<Outcome<Znode>> all = new ArrayList<>();
        for (String path : paths) {
            if (closed.contains(path)) {
                all.add(refused("reading " + path));
            } else if (going.contains(path) || !sizes.containsKey(path)) {
                all.add(Outcome.missing());
            } else {
                int size = sizes.get(path);
                int number = children.get(path).size();
                bytes += size;
                Stat stat = new Stat(1, 1, 1, Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 0, size, number);
                all.add(Outcome.of(new Znode(path, Optional.of(new byte[Math.min(size, 1)]), stat)));
            }
        }
        mostBytes = Math.max(mostBytes, bytes);
        return all;
    }

    @Override
    public synchronized List<Outcome<List<String>>> childrenOfEach(List<String> paths) {
        mostZnodes = Math.max(mostZnodes, paths.size());
        long names = 0;
        List<Outcome<List<String>>> all = new ArrayList<>();
        for (String path : paths) {
            if (closed.contains(path)) {
                all.add(refused("listing " + path));
            } else if (going.contains(path) || !children.containsKey(path)) {
                all.add(Outcome.missing());
            } else {
                names += children.get(path).size();
                all.add(Outcome.of(List.copyOf(children.get(path))));
            }
        }
        mostNames = Math.max(mostNames, names);
        return all;
    }

    @Override
    public List<Outcome<Acl>> aclOfEach(List<String> paths) {
        return paths.stream().map(path -> Outcome.of(Acl.OPEN)).toList();
    }

    private static <T> Outcome<T> refused(String what) {
        return Outcome.failed(new Failure(Failure.Kind.REFUSED, "no permission for " + what));
    }
}
