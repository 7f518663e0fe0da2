package zooka.commands.zk.tree;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/** The elements of an iterator that match a predicate. */
public final class FilteredIterator<T> implements Iterator<T> {

    private final Iterator<T> all;
    private final Predicate<T> wanted;
    private Optional<T> next = Optional.empty();

    public FilteredIterator(Iterator<T> all, Predicate<T> wanted) {
        this.all = all;
        this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && all.hasNext()) {
            next = Optional.of(all.next()).filter(wanted);
        }
        return next.isPresent();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T found = next.orElseThrow();
        next = Optional.empty();
        return found;
    }
}
