package zooka.testing.fake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.testing.TestRun;

/** Znodes in a map, with watches that tell of what is done to them. For {@link #put} parents exist without being made. */
public class FakeZnodes implements Znodes {

    /** The id of the session that makes ephemerals. */
    static final long SESSION = 1;

    private record Registration(String path, Consumer<Event> listener) {}

    private final NavigableMap<String, Znode> znodes = new TreeMap<>();
    private final List<Registration> watches = new CopyOnWriteArrayList<>();
    private final List<Separate> separate = new CopyOnWriteArrayList<>();
    private final Map<String, Long> families = new HashMap<>();
    private final TreeSet<String> ephemerals = new TreeSet<>();
    private final List<String> reads = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();
    private volatile boolean old;
    private long zxid;

    /** Makes or changes a znode, at that time. */
    public synchronized FakeZnodes put(String path, String data, Instant time) {
        put(path, Optional.of(data.getBytes(StandardCharsets.UTF_8)), time);
        return this;
    }

    private Stat put(String path, Optional<byte[]> data, Instant time) {
        zxid++;
        Znode before = znodes.get(path);
        int version = before == null ? 0 : before.stat().version() + 1;
        int length = data.map(bytes -> bytes.length).orElse(0);
        long owner = ephemerals.contains(path) ? SESSION : 0;
        Stat stat = before == null
                ? new Stat(zxid, zxid, zxid, time, time, version, 0, 0, owner, length, 0)
                : new Stat(
                        before.stat().czxid(),
                        zxid,
                        before.stat().pzxid(),
                        before.stat().ctime(),
                        time,
                        version,
                        0,
                        0,
                        owner,
                        length,
                        0);
        znodes.put(path, new Znode(path, data, stat));
        tell(before == null ? Event.Type.CREATED : Event.Type.CHANGED, path, time);
        return stat;
    }

    /** The ephemerals of the session, sorted. */
    synchronized List<String> ephemerals() {
        return List.copyOf(ephemerals);
    }

    public synchronized void remove(String path, Instant time) {
        zxid++;
        znodes.remove(path);
        ephemerals.remove(path);
        tell(Event.Type.DELETED, path, time);
    }

    /** From now on it has no watches of single znodes, as servers before 3.6. */
    public FakeZnodes old() {
        old = true;
        return this;
    }

    /** The znodes that are watched by themselves, sorted. */
    public Set<String> watchedAlone() {
        Set<String> all = new TreeSet<>();
        separate.forEach(one -> all.addAll(one.paths));
        return all;
    }

    /** From now on every read fails, or no more does. */
    public synchronized void fail(Optional<Failure> with) {
        failure = with;
    }

    /** Tells every watch that the connection came or went. */
    public void connection(Event.Type type, Instant time) {
        watches.forEach(watch -> watch.listener().accept(new Event(time, type, watch.path(), -1)));
        separate.forEach(one -> one.listener.accept(new Event(time, type, "/", -1)));
    }

    /** The paths read since this was asked the last time. */
    public synchronized List<String> reads() {
        List<String> copy = List.copyOf(reads);
        reads.clear();
        return copy;
    }

    public int watches() {
        return watches.size();
    }

    private void tell(Event.Type type, String path, Instant time) {
        for (Registration watch : watches) {
            if (path.equals(watch.path()) || path.startsWith(Znodes.child(watch.path(), ""))) {
                watch.listener().accept(new Event(time, type, path, zxid));
            }
        }
        String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        if (type != Event.Type.CHANGED) {
            families.put(parent, zxid);
        }
        for (Separate one : separate) {
            if (one.paths.contains(path)) {
                one.listener.accept(new Event(time, type, path, zxid));
            }
            if (type != Event.Type.CHANGED && one.paths.contains(parent)) {
                one.listener.accept(new Event(time, Event.Type.CHILDREN, parent, zxid));
            }
        }
    }

    private void check() {
        failure.ifPresent(with -> {
            throw with;
        });
    }

    @Override
    public synchronized Optional<Stat> stat(String path) {
        check();
        boolean parent = below(path).findAny().isPresent();
        Stat made = new Stat(1, 1, 1, Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 0, 0, 1);
        return Optional.ofNullable(znodes.get(path))
                .map(Znode::stat)
                .or(() -> parent || path.equals("/") ? Optional.of(made) : Optional.empty())
                .map(stat -> withFamily(path, stat));
    }

    /** A stat with the children that there are now. */
    private Stat withFamily(String path, Stat stat) {
        long pzxid = Math.max(stat.pzxid(), families.getOrDefault(path, 0L));
        return new Stat(
                stat.czxid(),
                stat.mzxid(),
                pzxid,
                stat.ctime(),
                stat.mtime(),
                stat.version(),
                stat.cversion(),
                stat.aversion(),
                stat.ephemeralOwner(),
                stat.dataLength(),
                names(path).size());
    }

    private List<String> names(String path) {
        int begin = Znodes.child(path, "").length();
        return below(path)
                .map(name -> name.substring(begin).split("/", 2)[0])
                .distinct()
                .toList();
    }

    /** The paths below one. */
    private Stream<String> below(String path) {
        String begin = Znodes.child(path, "");
        return znodes.tailMap(begin, false).keySet().stream().takeWhile(name -> name.startsWith(begin));
    }

    @Override
    public synchronized Znode read(String path) {
        return readAll(List.of(path)).get(0).orElseThrow(() -> Failure.notFound("no znode " + path));
    }

    @Override
    public synchronized List<Outcome<Znode>> readEach(List<String> paths) {
        check();
        reads.addAll(paths);
        return paths.stream()
                .map(path -> Optional.ofNullable(znodes.get(path))
                        .map(znode -> new Znode(path, znode.data(), withFamily(path, znode.stat())))
                        .map(Outcome::of)
                        .orElse(Outcome.missing()))
                .toList();
    }

    @Override
    public synchronized Children children(String path) {
        List<String> names =
                childrenOfAll(List.of(path)).get(0).orElseThrow(() -> Failure.notFound("no znode " + path));
        return new Children(names, stat(path).orElseThrow());
    }

    @Override
    public synchronized List<Optional<Stat>> statAll(List<String> paths) {
        return paths.stream().map(this::stat).toList();
    }

    @Override
    public synchronized List<Outcome<List<String>>> childrenOfEach(List<String> paths) {
        check();
        List<Outcome<List<String>>> all = new ArrayList<>();
        for (String path : paths) {
            List<String> names = names(path);
            all.add(names.isEmpty() && !znodes.containsKey(path) ? Outcome.missing() : Outcome.of(names));
        }
        return all;
    }

    @Override
    public List<Outcome<Acl>> aclOfEach(List<String> paths) {
        check();
        return paths.stream().map(path -> Outcome.of(Acl.OPEN)).toList();
    }

    @Override
    public synchronized Access acl(String path) {
        check();
        return new Access(Acl.OPEN, stat(path).orElseThrow(() -> Znodes.missing(path)));
    }

    @Override
    public Stat setAcl(String path, Acl acl, OptionalInt version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long descendants(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sync(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized String create(String path, Optional<byte[]> data, Kind kind, Acl acl) {
        check();
        if (!kind.equals(Kind.PERSISTENT) && !kind.equals(Kind.EPHEMERAL)) {
            throw new UnsupportedOperationException(kind.toString());
        }
        if (znodes.containsKey(path)) {
            throw Failure.conflict(path + " already exists").hint("set " + path + " DATA");
        }
        String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        if (!parent.equals("/") && stat(parent).isEmpty()) {
            throw Failure.notFound("no znode " + parent + " to create " + path + " in")
                    .hint("run create -p " + path + " to create the missing parents, too");
        }
        if (ephemerals.contains(parent)) {
            throw Failure.conflict(parent + " is ephemeral, and an ephemeral znode cannot have children");
        }
        if (kind.ephemeral()) {
            ephemerals.add(path);
        }
        put(path, data, TestRun.NOW);
        return path;
    }

    @Override
    public synchronized Stat set(String path, Optional<byte[]> data, OptionalInt version) {
        check();
        checkVersion(path, version);
        return put(path, data, TestRun.NOW);
    }

    @Override
    public synchronized void delete(String path, OptionalInt version) {
        check();
        checkVersion(path, version);
        if (!children(path).names().isEmpty()) {
            throw Failure.conflict(path + " has children").hint("deleteall " + path);
        }
        remove(path, TestRun.NOW);
    }

    private void checkVersion(String path, OptionalInt wanted) {
        int now = Optional.ofNullable(znodes.get(path))
                .orElseThrow(() -> Znodes.missing(path))
                .stat()
                .version();
        if (wanted.isPresent() && wanted.getAsInt() != now) {
            throw Failure.conflict(path + " has version " + now + ", not " + wanted.getAsInt())
                    .hint("stat " + path);
        }
    }

    @Override
    public List<Operation.Outcome> transact(List<Operation> operations) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void applyAll(Iterator<Operation> operations, Runnable sending, Consumer<Operation.Outcome> done) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Watch watch(String path, Consumer<Event> listener) {
        Registration watched = new Registration(path, listener);
        watches.add(watched);
        return () -> watches.remove(watched);
    }

    @Override
    public Watches watches(Consumer<Event> listener) {
        Separate made = new Separate(listener);
        separate.add(made);
        return made;
    }

    private final class Separate implements Watches {
        private final Consumer<Event> listener;
        private volatile Set<String> paths = Set.of();

        private Separate(Consumer<Event> listener) {
            this.listener = listener;
        }

        @Override
        public boolean only(Set<String> wanted) {
            check();
            paths = Set.copyOf(wanted);
            return !old;
        }

        @Override
        public void close() {
            separate.remove(this);
        }
    }

    @Override
    public List<String> servers() {
        return List.of("zookeeper:2181");
    }

    @Override
    public void close() {}
}
