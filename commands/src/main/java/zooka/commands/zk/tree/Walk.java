package zooka.commands.zk.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Znode;
import zooka.commands.result.Remarks;

/**
 * A subtree from its root down, each znode before its children and the children in the order of their names. It reads
 * ahead, hundreds of znodes in one request, across as many small families as that takes; and it holds no more than some
 * ten thousand names and half a megabyte of values at a time, whatever the size of the tree.
 */
public final class Walk {

    /** Deep enough for any tree. */
    public static final int EVERYTHING = Integer.MAX_VALUE;

    /** Znodes that are read together at most. */
    private static final int READ_AHEAD = 1000;
    /** Names of children that one request may be expected to bring. */
    private static final int NAMES = 20_000;
    /** Bytes of values that one request may be expected to bring. */
    private static final int BYTES = 512 << 10;
    /** Names held beyond which only few more are asked for. */
    private static final int HELD = 100_000;

    /** Called for each znode. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Visit visited);
    }

    /**
     * A znode on the way.
     *
     * @param depth how far below the root it is
     * @param children their names, sorted; empty also where they were not asked for, at the deepest level of a walk with values
     * @param last whether it was the last of its siblings when they were listed
     * @param znode its value and stat; empty in a walk without values
     */
    public record Visit(String path, int depth, boolean last, List<String> children, Optional<Znode> znode) {

        /** The last part of the path. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** The children of a znode that has been read, and how far the walk has come with them. */
    private static final class Family {
        private final String parent;
        private final int depth;
        private final List<String> names;
        private int next;
        /** What has been read of the children from {@code next} on, without a gap. */
        private final Deque<Member> ahead = new ArrayDeque<>();

        private Family(String parent, int depth, List<String> names) {
            this.parent = parent;
            this.depth = depth;
            this.names = names;
        }

        private String path(int index) {
            return parent == null ? names.get(index) : Znodes.child(parent, names.get(index));
        }
    }

    /** One of them, as it was read; without a family where it has no children or has gone. */
    private static final class Member {
        private Optional<Znode> znode = Optional.empty();
        private Optional<Family> children = Optional.empty();
        private boolean there;
    }

    private final Znodes znodes;
    private final Remarks remarks;
    private final int deepest;
    private final boolean values;
    /** By depth, how many children and how many bytes a znode was last seen to have. */
    private final Map<Integer, Double> childrenAt = new HashMap<>();

    private final Map<Integer, Double> bytesAt = new HashMap<>();

    /** From the family that the walk is in up to the root. */
    private final Deque<Family> line = new ArrayDeque<>();

    /** Names whose turn is yet to come. */
    private int held = 1;

    private Walk(Znodes znodes, Remarks remarks, int deepest, boolean values) {
        this.znodes = znodes;
        this.remarks = remarks;
        this.deepest = deepest;
        this.values = values;
    }

    /**
     * Paths and names only.
     *
     * @param remarks receives each znode that may not be read; the walk skips its descendants
     * @param deepest how far below the root to go; znodes at that depth are visited, their children are not
     */
    public static Walk names(Znodes znodes, Remarks remarks, int deepest) {
        return new Walk(znodes, remarks, deepest, false);
    }

    /** With each znode's value and stat. */
    public static Walk values(Znodes znodes, Remarks remarks, int deepest) {
        return new Walk(znodes, remarks, deepest, true);
    }

    /** Visits the root and all below it, as {@link #from} gives them. */
    public void preorder(String root, Visitor visitor) {
        from(root).forEachRemaining(visitor::visit);
    }

    /**
     * The root and all below it, read as they are asked for; znodes that go meanwhile are left out. For one use.
     *
     * @throws Failure {@code NOT_FOUND} where there is no root; whatever keeps the root from being read
     */
    public Iterator<Visit> from(String root) {
        line.push(new Family(null, 0, List.of(root)));
        return new Iterator<>() {
            private Optional<Visit> next = advance();

            @Override
            public boolean hasNext() {
                return next.isPresent();
            }

            @Override
            public Visit next() {
                Visit visited = next.orElseThrow();
                next = advance();
                return visited;
            }
        };
    }

    private Optional<Visit> advance() {
        while (!line.isEmpty()) {
            Family family = line.peek();
            if (family.next == family.names.size()) {
                line.pop();
                continue;
            }
            if (family.ahead.isEmpty()) {
                readAhead();
            }
            Member member = family.ahead.remove();
            String path = family.path(family.next++);
            held--;
            if (!member.there) {
                if (family.parent == null) {
                    throw Znodes.missing(path);
                }
                continue;
            }
            List<String> names = member.children.map(children -> children.names).orElse(List.of());
            if (family.depth < deepest && !names.isEmpty()) {
                line.push(member.children.orElseThrow());
            }
            boolean last = family.next == family.names.size();
            return Optional.of(new Visit(path, family.depth, last, names, member.znode));
        }
        return Optional.empty();
    }

    /** What is about to be read. */
    private record NextRead(Family family, int index, Member member) {
        private String path() {
            return family.path(index);
        }
    }

    private void readAhead() {
        List<NextRead> batch = new ArrayList<>();
        Budget budget = new Budget(held > HELD ? NAMES / 10 : NAMES);
        for (Iterator<Family> families = line.iterator(); families.hasNext() && budget.left(); ) {
            collect(families.next(), batch, budget);
        }
        if (values) {
            readValues(batch);
        } else {
            readNames(batch);
        }
        batch.forEach(wanted -> wanted.family.ahead.add(wanted.member));
    }

    /** How much more may be asked for in a request, by what znodes at that depth were last seen to hold. */
    private final class Budget {
        private int znodesLeft = READ_AHEAD;
        private double names;
        private double bytes = BYTES;

        private Budget(double names) {
            this.names = names;
        }

        private boolean left() {
            return znodesLeft > 0 && names > 0 && bytes > 0;
        }

        private void take(int depth) {
            znodesLeft--;
            names -= childrenAt.getOrDefault(depth, NAMES / 20.0);
            bytes -= values ? bytesAt.getOrDefault(depth, BYTES / 32.0) : 0;
        }
    }

    /** Adds what comes next in the family and below it, in the order in which it will be visited. */
    private void collect(Family family, List<NextRead> batch, Budget budget) {
        if (family.depth < deepest) {
            for (Member member : family.ahead) {
                if (!budget.left()) {
                    return;
                }
                member.children.ifPresent(children -> collect(children, batch, budget));
            }
        }
        for (int index = family.next + family.ahead.size(); index < family.names.size() && budget.left(); index++) {
            batch.add(new NextRead(family, index, new Member()));
            budget.take(family.depth);
        }
    }

    private void readNames(List<NextRead> batch) {
        List<Outcome<List<String>>> read =
                znodes.childrenOfEach(batch.stream().map(NextRead::path).toList());
        for (int i = 0; i < batch.size(); i++) {
            adopt(batch.get(i), read.get(i));
        }
    }

    private void readValues(List<NextRead> batch) {
        List<Outcome<Znode>> read =
                znodes.readEach(batch.stream().map(NextRead::path).toList());
        List<NextRead> parents = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            NextRead wanted = batch.get(i);
            Optional<Znode> znode = readable(wanted, read.get(i));
            wanted.member.znode = znode;
            wanted.member.there = znode.isPresent();
            if (znode.isPresent()) {
                learn(bytesAt, wanted.family.depth, 100 + znode.get().stat().dataLength());
                int children = znode.get().stat().numChildren();
                learn(childrenAt, wanted.family.depth, children);
                if (children > 0 && wanted.family.depth < deepest) {
                    parents.add(wanted);
                }
            }
        }
        for (int from = 0; from < parents.size(); ) {
            int to = from;
            for (int names = 0; to < parents.size() && (to == from || names < NAMES); to++) {
                names += parents.get(to).member.znode.orElseThrow().stat().numChildren();
            }
            List<NextRead> some = parents.subList(from, to);
            List<Outcome<List<String>>> children =
                    znodes.childrenOfEach(some.stream().map(NextRead::path).toList());
            for (int i = 0; i < some.size(); i++) {
                family(some.get(i), readable(some.get(i), children.get(i)));
            }
            from = to;
        }
    }

    private void adopt(NextRead wanted, Outcome<List<String>> reading) {
        Optional<List<String>> names = readable(wanted, reading);
        // One that may not be listed exists, too.
        wanted.member.there = names.isPresent() || reading.failure().isPresent();
        learn(childrenAt, wanted.family.depth, names.map(List::size).orElse(0));
        family(wanted, names);
    }

    private void family(NextRead wanted, Optional<List<String>> names) {
        if (names.isPresent() && !names.get().isEmpty()) {
            int depth = wanted.family.depth + 1;
            wanted.member.children = Optional.of(new Family(wanted.path(), depth, names.get()));
            held += wanted.family.depth < deepest ? names.get().size() : 0;
        }
    }

    private <T> Optional<T> readable(NextRead wanted, Outcome<T> reading) {
        if (wanted.family.parent == null) {
            return reading.orThrow();
        }
        reading.failure().ifPresent(failure -> remarks.incomplete(failure));
        return reading.value();
    }

    /** Half of what was known and half of what is new, so that a change of size is met after a few znodes. */
    private static void learn(Map<Integer, Double> known, int depth, double value) {
        known.merge(depth, value, (before, now) -> (before + now) / 2);
    }
}
