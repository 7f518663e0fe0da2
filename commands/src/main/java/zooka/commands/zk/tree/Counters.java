package zooka.commands.zk.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Remarks;
import zooka.commands.result.Table.Column;

/**
 * The counters from which {@code create -s} numbers the children of a znode. A counter is the number of children that were ever
 * created below the znode, and no client can set it: a znode that is created again begins at 0, whatever numbers the children have
 * that are created with it. This collects the parents of copies with their highest numbers, and raises the counters that are
 * behind by creating and deleting temporary children.
 */
public final class Counters {

    /** The field that says how many counters were raised. */
    public static final Column RAISED = Column.of("countersRaised", "counters raised");

    /** The help of {@code --keep-counters}. */
    public static final String OPTION =
            "Raise the counters of create -s above the highest number in use, with temporary children.";

    /** Temporary children of one command: a few hundred megabytes in the transaction logs of the servers. */
    private static final long MOST = 1_000_000;

    private static final int MOST_PARENTS = 100_000;

    /** What a server takes in one transaction, as {@code mv} does. */
    private static final int PAIRS = 500;

    private static final int BYTES = 512 << 10;
    private static final int NAMED = 3;
    private static final int DIGITS = 10;

    /** A parent, as far as its children have been seen. */
    private static final class Parent {
        private final String path;
        private long created;
        private long highest = -1;

        private Parent(String path) {
            this.path = path;
        }

        private Parent and(Parent other) {
            created += other.created;
            highest = Math.max(highest, other.highest);
            return this;
        }

        /** Whether its children alone raise its counter above their numbers, or have no numbers. */
        private boolean settled() {
            return created > highest;
        }
    }

    /** A counter whose next number is not above the highest one. */
    private record LaggingCounter(String parent, long next, long highest) {
        private long children() {
            return highest + 1 - next;
        }

        private String text() {
            return String.format(Locale.ROOT, "%s (next %d, highest %d)", parent, next, highest);
        }
    }

    private final Znodes znodes;
    /** Where the copies are, the root last: so that of a large tree only the parents are held that matter. */
    private final Deque<Parent> open = new ArrayDeque<>();

    private final Map<String, Parent> parents = new LinkedHashMap<>();
    private boolean tooMany;

    public Counters(Znodes znodes) {
        this.znodes = znodes;
    }

    /** Takes note of a copy, also of an ephemeral one that is left out: its number was used. Parents before children. */
    public void saw(String path) {
        if (!path.equals("/")) {
            Parent parent = parent(path);
            parent.highest = Math.max(parent.highest, number(path));
        }
    }

    /** Notes a znode to be created, which increments the counter of its parent. */
    public void created(String path) {
        if (!path.equals("/")) {
            parent(path).created++;
        }
    }

    private Parent parent(String path) {
        String wanted = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        while (!open.isEmpty() && !within(wanted, open.peek().path)) {
            leave();
        }
        if (open.isEmpty() || !open.peek().path.equals(wanted)) {
            open.push(new Parent(wanted));
        }
        return open.peek();
    }

    private static boolean within(String path, String root) {
        return path.equals(root) || root.equals("/") || path.startsWith(root + "/");
    }

    private void leave() {
        Parent left = open.pop();
        Parent before = parents.remove(left.path);
        Parent all = before == null ? left : left.and(before);
        if (all.settled()) {
            return;
        }
        if (parents.size() < MOST_PARENTS) {
            parents.put(all.path, all);
        } else {
            tooMany = true;
        }
    }

    /**
     * The number at the end of a name, as {@code create -s} appends it; -1 where it has none. More than ten digits are rather a
     * time or an id.
     */
    static long number(String path) {
        int start = path.length() - DIGITS;
        int name = path.lastIndexOf('/') + 1;
        if (start < name || (start > name && digit(path.charAt(start - 1)))) {
            return -1;
        }
        for (int i = start; i < path.length(); i++) {
            if (!digit(path.charAt(i))) {
                return -1;
            }
        }
        long number = Long.parseLong(path.substring(start));
        return number <= Integer.MAX_VALUE ? number : -1;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * The next number of {@code create -s} below a znode: the server's counter of created children, which it shows as
     * {@code cversion} together with the deleted ones.
     */
    static long next(Znodes.Stat stat) {
        return ((stat.cversion() + stat.numChildren()) & 0xffff_ffffL) >>> 1;
    }

    /** @param before whether the znodes are still to be created */
    private List<LaggingCounter> behind(boolean before) {
        while (!open.isEmpty()) {
            leave();
        }
        if (parents.isEmpty()) {
            return List.of();
        }
        List<LaggingCounter> behind = new ArrayList<>();
        List<Optional<Znodes.Stat>> stats = znodes.statAll(List.copyOf(parents.keySet()));
        int i = 0;
        for (Parent parent : parents.values()) {
            Optional<Znodes.Stat> stat = stats.get(i++);
            if (stat.isPresent() || before) {
                long next = stat.map(Counters::next).orElse(0L) + (before ? parent.created : 0);
                if (next <= parent.highest) {
                    behind.add(new LaggingCounter(parent.path, next, parent.highest));
                }
            }
        }
        return behind;
    }

    /**
     * What becomes of the counters, for a plan.
     *
     * @param count how many would be behind
     * @param text to be appended to a summary; empty where none is behind
     */
    public record Forecast(long count, String text) {
        /** The count, for JSON. */
        public Field field() {
            return Field.of("counters", "counters behind", Cell.count(count));
        }
    }

    /**
     * What becomes of the counters when the znodes are created.
     *
     * @param keep whether the counters are raised
     * @throws Failure {@code CONFLICT} if they must be raised, and that requires too many temporary children
     */
    public Forecast forecast(boolean keep) {
        List<LaggingCounter> behind = behind(true);
        if (keep) {
            check(behind);
        }
        if (behind.isEmpty()) {
            return new Forecast(0, "");
        }
        String text = keep
                ? String.format(
                        Locale.ROOT,
                        "; raise the %s with %,d temporary children",
                        where(behind),
                        behind.stream().mapToLong(LaggingCounter::children).sum())
                : String.format(
                        Locale.ROOT,
                        "; the %s will be below the highest number there; use --keep-counters to raise %s",
                        where(behind),
                        behind.size() == 1 ? "it" : "them");
        return new Forecast(behind.size(), text);
    }

    private static String where(List<LaggingCounter> behind) {
        String named = behind.stream().limit(NAMED).map(LaggingCounter::text).collect(Collectors.joining(", "));
        return behind.size() == 1
                ? "counter of create -s in " + named
                : String.format(
                        Locale.ROOT,
                        "counters of create -s in %,d znodes, %s%s,",
                        behind.size(),
                        named,
                        behind.size() > NAMED ? ", ..." : "");
    }

    private void check(List<LaggingCounter> behind) {
        long children = behind.stream().mapToLong(LaggingCounter::children).sum();
        if (children > MOST || tooMany) {
            throw Failure.conflict(String.format(
                            Locale.ROOT,
                            "raising the %s needs %s%,d temporary children, more than the limit of %,d",
                            where(furthest(behind)),
                            tooMany ? "more than " : "",
                            children,
                            MOST))
                    .hint("omit --keep-counters, or run it for one subtree at a time");
        }
    }

    private static List<LaggingCounter> furthest(List<LaggingCounter> behind) {
        List<LaggingCounter> sorted = new ArrayList<>(behind);
        sorted.sort(Collections.reverseOrder((one, other) -> Long.compare(one.children(), other.children())));
        return sorted;
    }

    /**
     * To be called when the znodes have been created: raises the counters that are behind, or warns of them.
     *
     * @param remarks told of each that could not be raised
     * @return how many were raised
     */
    public long raiseOrWarn(Remarks remarks, boolean keep) {
        List<LaggingCounter> behind = behind(false);
        if (behind.isEmpty()) {
            return 0;
        }
        if (!keep) {
            remarks.warn(
                    "counter-behind",
                    "the " + where(behind) + (behind.size() == 1 ? " is" : " are")
                            + " below the highest number there; use --keep-counters to raise it");
            return 0;
        }
        check(behind);
        long raised = 0;
        for (LaggingCounter one : behind) {
            try {
                raise(one, remarks);
                raised++;
            } catch (Failure e) {
                if (e.kind() == Failure.Kind.INTERRUPTED) {
                    throw e;
                }
                remarks.incomplete(
                        "counter-behind",
                        "the counter of create -s in " + one.text() + " was not raised: " + e.getMessage());
                if (e.kind() == Failure.Kind.UNREACHABLE) {
                    break;
                }
            }
        }
        return raised;
    }

    /** How many were raised, for JSON. */
    public static Field raised(long count) {
        return Field.of(RAISED.key(), RAISED.title(), Cell.count(count));
    }

    /** No reader sees a child that is created and deleted in one transaction, and it leaves nothing to undo. */
    private void raise(LaggingCounter behind, Remarks remarks) {
        String child = Znodes.child(behind.parent(), ".zooka-counter-" + UUID.randomUUID());
        Operation create = new Operation.Create(child, Optional.empty(), Kind.PERSISTENT, Acl.OPEN);
        Operation delete = new Operation.Delete(child, OptionalInt.empty());
        long together = Math.max(1, Math.min(PAIRS, BYTES / (create.size() + delete.size())));
        for (long left = behind.children(); left > 0; left -= together) {
            List<Operation> operations = new ArrayList<>();
            for (long i = Math.min(left, together); i > 0; i--) {
                operations.add(create);
                operations.add(delete);
            }
            for (Operation.Outcome outcome : znodes.transact(operations)) {
                if (outcome.failure().isPresent()) {
                    throw outcome.failure().get();
                }
            }
            remarks.progress(String.format(
                    Locale.ROOT, "%s: %,d temporary children left", behind.parent(), Math.max(0, left - together)));
        }
    }
}
