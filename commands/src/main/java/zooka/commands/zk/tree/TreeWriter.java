package zooka.commands.zk.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Operation.Before;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Remarks;
import zooka.commands.result.Table.Column;

/**
 * Makes a subtree be what copies say: creates what is missing, changes what differs, leaves the rest. What was interrupted can
 * be run again to the end.
 */
public final class TreeWriter {

    private static final List<Column> COUNTS = List.of(
            Column.of("created", "created").flag(),
            Column.of("changed", "changed").flag(),
            Column.of("same", "same"),
            Column.of("skipped", "skipped"));

    /** Copies that are compared together. */
    private static final int TOGETHER = 500;

    private final Znodes znodes;
    private final Remarks remarks;
    private final boolean acls;
    private final Counters counters;
    private boolean leaving;
    private long created;
    private long changed;
    private long same;
    private long skipped;

    /**
     * A writer for one use.
     *
     * @param acls whether the copies' ACLs are written, too; else new znodes are open to the world
     */
    public TreeWriter(Znodes znodes, Remarks remarks, boolean acls) {
        this.znodes = znodes;
        this.remarks = remarks;
        this.acls = acls;
        this.counters = new Counters(znodes);
    }

    /** The same writer, which changes nothing that exists: what differs is a conflict. */
    public TreeWriter leavingWhatIsThere() {
        leaving = true;
        return this;
    }

    public long created() {
        return created;
    }

    public long changed() {
        return changed;
    }

    /** Those that were so already. */
    public long same() {
        return same;
    }

    /** Ephemerals, which cannot be made on behalf of another session. */
    public long skipped() {
        return skipped;
    }

    /** The counters of the parents of what was written or compared. */
    public Counters counters() {
        return counters;
    }

    /** Warns of the ephemerals that were left out, where there were any. */
    public static void warnOfEphemerals(Remarks remarks, long ephemerals) {
        if (ephemerals > 0) {
            remarks.warn(
                    "ephemerals-skipped",
                    ephemerals == 1
                            ? "1 ephemeral znode was skipped: only its own session can create it"
                            : String.format(
                                    Locale.ROOT,
                                    "%,d ephemeral znodes were skipped: only their own sessions can create them",
                                    ephemerals));
        }
    }

    /**
     * Ends a writing: fails where the tally says that part of it failed, warns of what was left out, and raises the counters
     * that are behind or warns of them.
     *
     * @return how many counters were raised
     */
    public long finish(Tally tally, boolean keepCounters) {
        tally.check();
        warnOfEphemerals(remarks, skipped);
        return counters.raiseOrWarn(remarks, keepCounters);
    }

    /**
     * The counts, for JSON.
     *
     * @param counted what is told of the counters
     */
    public List<Field> counts(Field counted) {
        List<Field> counts = new ArrayList<>(
                Field.all(COUNTS, Cell.count(created), Cell.count(changed), Cell.count(same), Cell.count(skipped)));
        counts.add(counted);
        return counts;
    }

    /** The fields of what has written a tree and raised counters. */
    public static List<Column> fields() {
        List<Column> fields = new ArrayList<>(COUNTS);
        fields.add(Counters.RAISED);
        return fields;
    }

    /**
     * Writes.
     *
     * @param copies with the absolute paths where they are wanted, parents before children
     * @param fresh whether nothing is there yet, so that there is nothing to compare with
     */
    public void write(Iterator<ZnodeCopy> copies, boolean fresh, Tally tally) {
        tally.count(() -> znodes.applyAll(new Operations(copies, fresh, tally), tally));
    }

    /** Counts what {@link #write} would do, and does nothing. */
    public void compare(Iterator<ZnodeCopy> copies, boolean fresh) {
        Operations operations = new Operations(copies, fresh, new Tally(remarks, "compared"));
        while (operations.hasNext()) {
            operations.next();
        }
    }

    /** A copy, and the znode at its path. */
    private record Pair(ZnodeCopy copy, Optional<Znodes.Znode> there, Optional<Acl> acl) {}

    /** The changes that it takes, worked out as they are asked for. */
    private final class Operations implements Iterator<Operation> {
        private final Iterator<ZnodeCopy> copies;
        private final boolean fresh;
        private final Tally tally;
        private final Deque<Pair> compared = new ArrayDeque<>();
        private final Deque<Operation> ready = new ArrayDeque<>();
        /** ACLs that wait until what is below their znodes has been made. */
        private final Deque<Operation.Permit> open = new ArrayDeque<>();

        Operations(Iterator<ZnodeCopy> copies, boolean fresh, Tally tally) {
            this.copies = copies;
            this.fresh = fresh;
            this.tally = tally;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty()) {
                if (compared.isEmpty()) {
                    fill();
                }
                Pair pair = compared.poll();
                if (pair == null) {
                    ready.addAll(open);
                    open.clear();
                    break;
                }
                while (!open.isEmpty() && !below(pair.copy(), open.peek().path())) {
                    ready.add(open.pop());
                }
                if (compared.isEmpty()) {
                    fill();
                }
                work(pair);
            }
            return !ready.isEmpty();
        }

        @Override
        public Operation next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void fill() {
            while (compared.isEmpty() && copies.hasNext()) {
                fillOnce();
            }
        }

        private void fillOnce() {
            List<ZnodeCopy> some = new ArrayList<>();
            for (long bytes = 0; copies.hasNext() && some.size() < TOGETHER && bytes < 1 << 20; ) {
                ZnodeCopy copy = copies.next();
                counters.saw(copy.path());
                if (copy.kind().ephemeral()) {
                    skipped++;
                    continue;
                }
                bytes += copy.data().map(data -> data.length).orElse(0);
                some.add(copy);
            }
            if (fresh) {
                some.forEach(copy -> compared.add(new Pair(copy, Optional.empty(), Optional.empty())));
                return;
            }
            List<String> paths = some.stream().map(ZnodeCopy::path).toList();
            List<Outcome<Znodes.Znode>> there = znodes.readEach(paths);
            // One request each, unlike the values: only where there is something to compare.
            List<String> found = IntStream.range(0, paths.size())
                    .filter(i -> acls && there.get(i).value().isPresent())
                    .mapToObj(paths::get)
                    .toList();
            Iterator<Outcome<Acl>> acl =
                    (found.isEmpty() ? List.<Outcome<Acl>>of() : znodes.aclOfEach(found)).iterator();
            for (int i = 0; i < some.size(); i++) {
                boolean compares = acls && there.get(i).value().isPresent();
                Outcome<Acl> access = compares ? acl.next() : Outcome.missing();
                Optional<Failure> failure = there.get(i).failure().or(access::failure);
                if (failure.isPresent()) {
                    tally.fail(failure.get());
                } else {
                    compared.add(new Pair(some.get(i), there.get(i).value(), access.value()));
                }
            }
        }

        private void work(Pair pair) {
            ZnodeCopy copy = pair.copy();
            if (pair.there().isEmpty()) {
                create(copy);
                return;
            }
            Znodes.Znode there = pair.there().get();
            if (!there.stat().kind().equals(copy.kind())) {
                tally.fail(Failure.conflict(
                        copy.path() + " exists and is " + name(there.stat().kind()) + ", not " + name(copy.kind())));
                return;
            }
            boolean data = !Arrays.equals(there.data().orElse(null), copy.data().orElse(null));
            boolean access = acls && !pair.acl().orElse(Acl.OPEN).equals(copy.acl());
            if (leaving && (data || access)) {
                tally.fail(
                        Failure.conflict(copy.path() + " was created by another client in the meantime and differs"));
                return;
            }
            Optional<Before> before = Optional.of(new Before(there, pair.acl().orElse(Acl.OPEN)));
            if (data) {
                int version = there.stat().version();
                ready.add(new Operation.Put(copy.path(), copy.data(), OptionalInt.of(version), before));
            }
            if (access) {
                if (copy.acl().masked()) {
                    tally.fail(masked(copy.path()));
                } else {
                    // After what is below it: the new ACL need not let us create there.
                    open.push(new Operation.Permit(copy.path(), copy.acl(), before));
                }
            }
            if (data || access) {
                changed++;
            } else {
                same++;
            }
        }

        private void create(ZnodeCopy copy) {
            Acl acl = acls ? copy.acl() : Acl.OPEN;
            if (acl.masked()) {
                tally.fail(masked(copy.path()));
                return;
            }
            created++;
            counters.created(copy.path());
            Pair following = compared.peek();
            boolean inner = following != null && below(following.copy(), copy.path());
            if (inner && !acl.equals(Acl.OPEN)) {
                // Until its children are created, any client may create children; the value cannot be read meanwhile.
                List<Acl.Entry> entries = new ArrayList<>(acl.entries());
                entries.add(new Acl.Entry("world", "anyone", "ca"));
                open.push(new Operation.Permit(copy.path(), acl));
                acl = new Acl(entries);
            }
            ready.add(new Operation.Create(copy.path(), copy.data(), copy.kind(), acl));
        }

        private static boolean below(ZnodeCopy copy, String path) {
            return path.equals("/") || copy.path().startsWith(path + "/");
        }
    }

    private static String name(zooka.clients.zookeeper.Kind kind) {
        return switch (kind.lifetime()) {
            case PERSISTENT -> "a persistent znode";
            case EPHEMERAL -> "an ephemeral znode";
            case CONTAINER -> "a container znode";
            case TTL -> "a TTL znode of " + kind.ttlMillis() + " ms";
        };
    }

    public static Failure masked(String path) {
        return new Failure(
                        Kind.REFUSED,
                        path + " has an ACL with a masked digest, which would make the znode inaccessible")
                .hint(
                        "repeat the export as a user with admin permission (run addauth digest USER:PASSWORD), or use --no-acl");
    }
}
