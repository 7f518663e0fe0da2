package zooka.commands.zk.subtree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.zk.subtree.UndoSteps.Step;
import zooka.commands.zk.tree.Tally;

/** The changes that restore values and ACLs, if no client has replaced them since; some hundred are checked at once. */
final class RestoredValues implements Iterator<Operation> {

    private static final int TOGETHER = 500;

    private final Znodes znodes;
    private final Iterator<Step> all;
    private final Tally tally;
    private final Deque<Operation> ready = new ArrayDeque<>();

    /** @param tally told of those that are restored already, and of those that cannot be */
    RestoredValues(Znodes znodes, Iterator<Step> all, Tally tally) {
        this.znodes = znodes;
        this.all = all;
        this.tally = tally;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && all.hasNext()) {
            List<Step> some = new ArrayList<>();
            while (all.hasNext() && some.size() < TOGETHER) {
                some.add(all.next());
            }
            check(some);
        }
        return !ready.isEmpty();
    }

    private void check(List<Step> some) {
        List<Optional<Znodes.Stat>> stats =
                znodes.statAll(some.stream().map(Step::path).toList());
        List<Operation> values = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Step earlier = some.get(i);
            if (stats.get(i).filter(earlier::isBack).isPresent()) {
                tally.accept(Operation.Outcome.made(new Operation.Check(earlier.path(), 0)));
                continue;
            }
            try {
                Operation restoring = earlier.restoring(stats.get(i));
                (earlier.value() ? values : ready).add(restoring);
            } catch (Failure e) {
                tally.fail(e);
            }
        }
        // Last, since the ACL that goes need not let us set them.
        ready.addAll(values);
    }

    @Override
    public Operation next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
