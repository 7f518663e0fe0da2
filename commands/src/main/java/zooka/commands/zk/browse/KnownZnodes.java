package zooka.commands.zk.browse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.net.Deadline;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.zk.explain.Explanations;
import zooka.commands.zk.explain.Subject;

/**
 * What is known of the znodes that somebody looks at. A stat tells whether the rest is still right: names are read again
 * after their parent's pzxid has changed, a value after its mzxid has.
 */
final class KnownZnodes {

    /** Names that may be read in a millisecond: a large family that changes all the time is read a few times a second. */
    private static final int NAMES_PER_MILLI = 100;

    /** The same of the bytes of a value. */
    private static final int BYTES_PER_MILLI = 2000;

    private final Znodes znodes;
    private final Map<String, ChildList> listed = new HashMap<>();
    private final Map<String, Optional<Stat>> stats = new HashMap<>();
    private Optional<ZnodeDetail> detail = Optional.empty();

    /** The znodes that were up to date after the last update, and of which no event was seen since. */
    private Set<String> current = new HashSet<>();

    /** Until when large families and values are not read again. */
    private final Map<String, Deadline> resting = new HashMap<>();

    /** The end of the first rest that an update had to wait for. */
    private Optional<Deadline> due = Optional.empty();

    private boolean moved;

    KnownZnodes(Znodes znodes) {
        this.znodes = znodes;
    }

    /** Something has happened to a znode. */
    void changed(String path) {
        current.remove(path);
    }

    /** Something may have happened to every znode. */
    void allChanged() {
        current.clear();
    }

    /** When an update would read what the last one put off; empty if it put nothing off. */
    Optional<Deadline> due() {
        return due;
    }

    Map<String, ChildList> listed() {
        return listed;
    }

    Map<String, Optional<Stat>> stats() {
        return stats;
    }

    Optional<ZnodeDetail> detail() {
        return detail;
    }

    /**
     * Reads what is wanted and not known, or no more right.
     *
     * @return whether anything is different now
     */
    boolean update(Viewport wanted) {
        moved = false;
        due = Optional.empty();
        Set<String> needed = new LinkedHashSet<>(wanted.watched());
        wanted.open().stream().filter(path -> !listed.containsKey(path)).forEach(needed::add);
        readStats(needed);
        readNames(wanted);
        wanted.selected().ifPresent(this::readDetail);
        if (wanted.selected().isEmpty()) {
            moved |= detail.isPresent();
            detail = Optional.empty();
        }
        moved |= listed.keySet().retainAll(wanted.open());
        stats.keySet().removeIf(path -> !needed.contains(path) && !listed.containsKey(parent(path)));
        resting.values().removeIf(Deadline::passed);
        current = needed;
        return moved;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private void readStats(Set<String> needed) {
        List<String> asked =
                needed.stream().filter(path -> !current.contains(path)).toList();
        if (asked.isEmpty()) {
            return;
        }
        List<Optional<Stat>> answers = znodes.statAll(asked);
        for (int i = 0; i < asked.size(); i++) {
            Optional<Stat> before = stats.put(asked.get(i), answers.get(i));
            moved |= !answers.get(i).equals(before);
        }
    }

    private void readNames(Viewport wanted) {
        Map<String, Stat> asked = new LinkedHashMap<>();
        for (String path : wanted.open()) {
            Optional<Stat> stat = stats.getOrDefault(path, Optional.empty());
            ChildList before = listed.get(path);
            if (stat.isEmpty()) {
                moved |= listed.remove(path) != null;
            } else if (before == null || before.pzxid() != stat.get().pzxid()) {
                if (before == null || rested(path)) {
                    asked.put(path, stat.get());
                }
            }
        }
        List<String> paths = List.copyOf(asked.keySet());
        List<Outcome<List<String>>> answers = paths.isEmpty() ? List.of() : znodes.childrenOfEach(paths);
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            long pzxid = asked.get(path).pzxid();
            Outcome<List<String>> answer = answers.get(i);
            Optional<String> trouble = answer.failure().map(Throwable::getMessage);
            if (answer.value().isPresent() || trouble.isPresent()) {
                List<String> names = answer.value().orElse(List.of());
                ChildList now = new ChildList(names, pzxid, trouble);
                moved |= !now.equals(listed.put(path, now));
                rest(path, names.size() / NAMES_PER_MILLI);
            } else {
                moved = true;
                listed.remove(path);
                stats.put(path, Optional.empty());
            }
        }
    }

    private void readDetail(String path) {
        Optional<Stat> stat = stats.getOrDefault(path, Optional.empty());
        Optional<ZnodeDetail> before = detail.filter(known -> known.path().equals(path));
        if (stat.isEmpty()) {
            detail = Optional.of(ZnodeDetail.missing(path));
        } else if (before.isPresent() && !otherValue(before.get().stat(), stat.get())) {
            detail = Optional.of(before.get().with(stat.get()));
        } else if (before.isEmpty() || rested(value(path))) {
            detail = Optional.of(read(path, stat.get(), before.flatMap(ZnodeDetail::watchers)));
            rest(value(path), stat.get().dataLength() / BYTES_PER_MILLI);
        }
        moved |= before.isEmpty() || !detail.flatMap(ZnodeDetail::stat).equals(before.flatMap(ZnodeDetail::stat));
    }

    private static boolean otherValue(Optional<Stat> before, Stat now) {
        return before.isEmpty()
                || before.get().czxid() != now.czxid()
                || before.get().mzxid() != now.mzxid()
                || before.get().aversion() != now.aversion();
    }

    private ZnodeDetail read(String path, Stat stat, Optional<Watchers> watchers) {
        Outcome<Znodes.Znode> reading = znodes.readEach(List.of(path)).get(0);
        Outcome<Acl> acl = znodes.aclOfEach(List.of(path)).get(0);
        if (reading.value().isEmpty() && reading.failure().isEmpty()) {
            return ZnodeDetail.missing(path);
        }
        List<String> troubles = new ArrayList<>();
        reading.failure().map(Throwable::getMessage).ifPresent(troubles::add);
        acl.failure().map(Throwable::getMessage).ifPresent(troubles::add);
        Optional<byte[]> data = reading.value().flatMap(Znodes.Znode::data);
        Stat latest = reading.value().map(Znodes.Znode::stat).orElse(stat);
        return new ZnodeDetail(
                path,
                Optional.of(latest),
                data.map(StoredValue::of),
                acl.value(),
                reading.value().flatMap(znode -> meaning(path, znode)),
                troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles)),
                watchers);
    }

    private Optional<String> meaning(String path, Znodes.Znode znode) {
        Stat stat = znode.stat();
        return Explanations.of(new Subject(path, znode.data(), stat.ctime(), stat.mtime(), () -> siblings(path)));
    }

    private List<String> siblings(String path) {
        String parent = parent(path);
        if (listed.containsKey(parent)) {
            return listed.get(parent).names();
        }
        try {
            return znodes.children(parent).names();
        } catch (Failure e) {
            e.unlessInterrupted();
            return List.of(); // it only explains the value
        }
    }

    private static String value(String path) {
        return "value " + path;
    }

    private void rest(String what, long millis) {
        if (millis > 0) {
            resting.put(what, Deadline.in(Duration.ofMillis(millis)));
        }
    }

    /** Whether something may be read again; otherwise it is due when it may. */
    private boolean rested(String what) {
        Deadline end = resting.get(what);
        if (end == null || end.passed()) {
            return true;
        }
        due = due.filter(first -> first.millis() <= end.millis()).or(() -> Optional.of(end));
        return false;
    }

    /** The detail with the sessions that watch its znode. */
    void watchers(String path, Watchers watchers) {
        detail = detail.map(known -> known.path().equals(path) ? known.with(Optional.of(watchers)) : known);
    }
}
