package zooka.commands.zk.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Event;
import zooka.clients.zookeeper.Znodes.Znode;
import zooka.commands.result.Remarks;
import zooka.commands.zk.tree.Walk;

/**
 * What is known of a watched subtree, so that after a time without a server it can be told what came, changed and went
 * meanwhile. It keeps some ten thousand znodes and a few megabytes of their values; of what lies beyond it knows nothing.
 */
public final class WatchedSnapshot {

    private static final int ZNODES = 10_000;
    private static final int BYTES = 8 << 20;
    /** A larger value is not kept. */
    private static final int VALUE = 64 << 10;

    /**
     * An event, and the values on both sides of it as far as they are known.
     *
     * @param before empty also where it is not known
     */
    public record Change(Event event, Optional<byte[]> before, Optional<byte[]> after) {}

    private record KnownZnode(long czxid, long mzxid, Optional<byte[]> data) {}

    private final Znodes znodes;
    private final Remarks remarks;
    private final String root;
    private final Map<String, KnownZnode> known = new HashMap<>();
    /** Whether all of the subtree is known. */
    private boolean whole;

    private long bytes;

    /** What a comparison has told of a znode, up to a zxid: an event that comes later may be of the same. */
    private final Map<String, Long> told = new HashMap<>();

    public WatchedSnapshot(Znodes znodes, Remarks remarks, String root) {
        this.znodes = znodes;
        this.remarks = remarks;
        this.root = root;
    }

    /** Reads what there is. */
    public void begin() {
        Map<String, Znode> now = new HashMap<>();
        whole = read(now);
        now.values().forEach(this::remember);
    }

    /** The changes of an event; none if they were reported already. */
    Optional<Change> change(Event event) {
        if (event.type() == Event.Type.DISCONNECTED
                || event.type() == Event.Type.CONNECTED
                || event.type() == Event.Type.CHILDREN) {
            return Optional.of(new Change(event, Optional.empty(), Optional.empty()));
        }
        Long upTo = told.get(event.path());
        if (upTo != null && event.zxid() >= 0 && event.zxid() <= upTo) {
            return Optional.empty();
        }
        Optional<byte[]> before = Optional.ofNullable(known.get(event.path())).flatMap(KnownZnode::data);
        if (event.type() == Event.Type.DELETED) {
            forget(event.path());
            return Optional.of(new Change(event, before, Optional.empty()));
        }
        Optional<Znode> now = readable(event.path());
        now.ifPresent(this::remember);
        return Optional.of(new Change(event, before, now.flatMap(Znode::data)));
    }

    /** The event is told even where the value cannot be read. */
    private Optional<Znode> readable(String path) {
        try {
            return znodes.readAll(List.of(path)).get(0);
        } catch (Failure e) {
            e.unlessInterrupted();
            return Optional.empty();
        }
    }

    /** What has come, changed and gone since it was last looked at. */
    public List<Change> compare() {
        Map<String, Znode> now = new HashMap<>();
        boolean wholeNow;
        try {
            wholeNow = read(now);
        } catch (Failure e) {
            e.unlessInterrupted();
            return List.of(); // lost again: there will be another time
        }
        List<Change> changes = new ArrayList<>();
        for (String path : new HashSet<>(known.keySet())) {
            KnownZnode before = known.get(path);
            Znode after = now.get(path);
            boolean gone = after == null ? wholeNow : after.stat().czxid() != before.czxid();
            if (gone) {
                changes.add(new Change(event(Event.Type.DELETED, path, -1), before.data(), Optional.empty()));
                forget(path);
            } else if (after != null && after.stat().mzxid() != before.mzxid()) {
                Event event = event(Event.Type.CHANGED, path, after.stat().mzxid());
                changes.add(new Change(event, before.data(), after.data()));
                told.put(path, after.stat().mzxid());
            }
        }
        for (Znode znode : now.values()) {
            if (!known.containsKey(znode.path()) && whole) {
                Event event =
                        event(Event.Type.CREATED, znode.path(), znode.stat().czxid());
                changes.add(new Change(event, Optional.empty(), znode.data()));
                told.put(znode.path(), znode.stat().mzxid());
            }
            remember(znode);
        }
        whole &= wholeNow;
        changes.sort((a, b) -> a.event().path().compareTo(b.event().path()));
        return changes;
    }

    private static Event event(Event.Type type, String path, long zxid) {
        return new Event(Instant.now(), type, path, zxid);
    }

    /** Reads the subtree as far as it is kept; whether that is all of it. */
    private boolean read(Map<String, Znode> into) {
        try {
            Iterator<Walk.Visit> walk =
                    Walk.values(znodes, remarks, Walk.EVERYTHING).from(root);
            while (walk.hasNext()) {
                if (into.size() == ZNODES) {
                    return false;
                }
                Znode znode = walk.next().znode().orElseThrow();
                into.put(znode.path(), znode);
            }
            return true;
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.NOT_FOUND) {
                return true; // it may yet come
            }
            if (e.kind() == Failure.Kind.REFUSED) {
                return false;
            }
            throw e;
        }
    }

    private void remember(Znode znode) {
        forget(znode.path());
        if (known.size() >= ZNODES) {
            whole = false;
            return;
        }
        Optional<byte[]> data = znode.data().filter(value -> value.length <= VALUE && bytes + value.length <= BYTES);
        bytes += data.map(value -> value.length).orElse(0);
        known.put(
                znode.path(), new KnownZnode(znode.stat().czxid(), znode.stat().mzxid(), data));
    }

    private void forget(String path) {
        KnownZnode before = known.remove(path);
        if (before != null) {
            bytes -= before.data().map(value -> value.length).orElse(0);
        }
    }
}
