package zooka.commands.zk.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Turns parents before children into children before parents, holding no more than the line from the root down. */
public final class Postorder<T> implements Iterator<T> {

    private final Iterator<T> preorder;
    private final BiPredicate<T, T> below;
    /** From the one whose children are being given out up to the root. */
    private final Deque<T> line = new ArrayDeque<>();

    private Optional<T> upcoming = Optional.empty();

    /**
     * An order for one use.
     *
     * @param below whether the first is below the second, which was the last to come that had not ended
     */
    public Postorder(Iterator<T> preorder, BiPredicate<T, T> below) {
        this.preorder = preorder;
        this.below = below;
    }

    @Override
    public boolean hasNext() {
        return !line.isEmpty() || upcoming.isPresent() || preorder.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (true) {
            if (upcoming.isEmpty() && preorder.hasNext()) {
                upcoming = Optional.of(preorder.next());
            }
            if (upcoming.isEmpty() || (!line.isEmpty() && !below.test(upcoming.get(), line.peek()))) {
                return line.pop();
            }
            line.push(upcoming.get());
            upcoming = Optional.empty();
        }
    }
}
