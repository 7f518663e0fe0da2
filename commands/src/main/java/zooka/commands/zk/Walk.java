package zooka.commands.zk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Visits a subtree, each znode before its children and these in order of their names. Children are read ahead, many
 * znodes in one request, and never more than a few hundred lists of them are held.
 */
final class Walk {

    /** Called for each znode; the children's names are sorted. */
    @FunctionalInterface
    interface Visitor {
        void visit(String path, int depth, List<String> children);
    }

    private static final int READ_AHEAD = 400;

    private static final class Pending {
        private final String path;
        private final int depth;
        private Optional<List<String>> children;

        private Pending(String path, int depth) {
            this.path = path;
            this.depth = depth;
        }
    }

    private final Znodes znodes;
    private final int deepest;

    /** @param deepest how far below the root to go; znodes at that depth are visited, their children are not */
    Walk(Znodes znodes, int deepest) {
        this.znodes = znodes;
        this.deepest = deepest;
    }

    /** Visits the root and all below it; znodes that go while it walks are left out. */
    void preorder(String root, Visitor visitor) {
        Deque<Pending> stack = new ArrayDeque<>();
        stack.push(new Pending(root, 0));
        while (!stack.isEmpty()) {
            Pending next = stack.peek();
            if (next.children == null) {
                readAhead(stack);
            }
            stack.pop();
            if (next.children.isEmpty()) {
                if (next.depth == 0) {
                    throw Znodes.missing(root);
                }
                continue;
            }
            List<String> names = next.children.get();
            visitor.visit(next.path, next.depth, names);
            if (next.depth < deepest) {
                for (int i = names.size() - 1; i >= 0; i--) {
                    stack.push(new Pending(child(next.path, names.get(i)), next.depth + 1));
                }
            }
        }
    }

    private void readAhead(Deque<Pending> stack) {
        List<Pending> batch = new ArrayList<>();
        Iterator<Pending> upcoming = stack.iterator();
        for (int looked = 0; looked < 4 * READ_AHEAD && batch.size() < READ_AHEAD && upcoming.hasNext(); looked++) {
            Pending pending = upcoming.next();
            if (pending.children == null) {
                batch.add(pending);
            }
        }
        List<Optional<List<String>>> read =
                znodes.childrenOfAll(batch.stream().map(pending -> pending.path).toList());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).children = read.get(i);
        }
    }

    /** The path of a child. */
    static String child(String path, String name) {
        return path.equals("/") ? "/" + name : path + "/" + name;
    }
}
