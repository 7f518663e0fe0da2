package zooka.testing.fake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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

    private final Map<String, Znode> znodes = new TreeMap<>();
    private final List<Registration> watches = new CopyOnWriteArrayList<>();
    private final TreeSet<String> ephemerals = new TreeSet<>();
    private final List<String> reads = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();
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
        Stat stat = new Stat(zxid, zxid, zxid, time, time, version, 0, 0, owner, length, 0);
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

    /** From now on every read fails, or no more does. */
    public synchronized void fail(Optional<Failure> with) {
        failure = with;
    }

    /** Tells every watch that the connection came or went. */
    public void connection(Event.Type type, Instant time) {
        watches.forEach(watch -> watch.listener().accept(new Event(time, type, watch.path(), -1)));
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
    }

    private void check() {
        failure.ifPresent(with -> {
            throw with;
        });
    }

    @Override
    public synchronized Optional<Stat> stat(String path) {
        check();
        boolean parent = znodes.keySet().stream().anyMatch(name -> name.startsWith(path + "/"));
        Stat made = new Stat(1, 1, 1, Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 0, 0, 1);
        return Optional.ofNullable(znodes.get(path))
                .map(Znode::stat)
                .or(() -> parent ? Optional.of(made) : Optional.empty());
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
                .map(path ->
                        Optional.ofNullable(znodes.get(path)).map(Outcome::of).orElse(Outcome.missing()))
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
            String begin = path.equals("/") ? "/" : path + "/";
            List<String> names = znodes.keySet().stream()
                    .filter(name -> name.startsWith(begin) && name.length() > begin.length())
                    .map(name -> name.substring(begin.length()).split("/", 2)[0])
                    .distinct()
                    .toList();
            all.add(names.isEmpty() && !znodes.containsKey(path) ? Outcome.missing() : Outcome.of(names));
        }
        return all;
    }

    @Override
    public List<Outcome<Acl>> aclOfEach(List<String> paths) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Access acl(String path) {
        throw new UnsupportedOperationException();
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
    public List<String> servers() {
        return List.of("zookeeper:2181");
    }

    @Override
    public void close() {}
}
