package zooka.commands.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Operation.Outcome;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.undo.Journal.Entry;
import zooka.commands.undo.Journal.Modification;
import zooka.commands.undo.PendingChanges;

/**
 * Many changes, kept before any of them takes something: what only creates goes as it comes, and from the first change that
 * takes something on all are put aside until each has been kept. So a record that cannot be written is found out before
 * anything is gone. Put aside, and not worked out once more, since a second walk might find other znodes than were kept.
 */
final class RecordedBatch {

    private static final int TOGETHER = 500;
    private static final int BYTES = 1 << 20;

    private final Znodes behind;
    private final PriorValues taking;
    private final Recording recording;
    private final Entry entry;
    /** The numbers in the record of what is being made, in its order; -1 where it is not in it. */
    private final Deque<Long> numbers = new ArrayDeque<>();

    private Iterator<Operation> operations;
    private Optional<Operation> next = Optional.empty();

    RecordedBatch(Znodes behind, PriorValues taking, Recording recording, Entry entry) {
        this.behind = behind;
        this.taking = taking;
        this.recording = recording;
        this.entry = entry;
    }

    void apply(Iterator<Operation> all, Runnable sending, Consumer<Outcome> done) {
        operations = all;
        Consumer<Outcome> settled = outcome -> {
            long number = numbers.remove();
            if (outcome.failure().filter(RecordedZnodes::certain).isPresent() && number != NOTHING) {
                entry.revoke(number);
            }
            done.accept(outcome);
        };
        Runnable checked = () -> {
            recording.checked(entry);
            sending.run();
        };
        create(checked, settled);
        if (peek().isEmpty()) {
            return;
        }
        try (PendingChanges aside = new PendingChanges(entry.spareFile())) {
            boolean whole = keepAll(aside);
            Iterator<PendingChanges.NumberedChange> first = aside.iterator();
            behind.applyAll(new Operations(first, !whole), checked, settled);
        }
    }

    private void create(Runnable checked, Consumer<Outcome> settled) {
        boolean[] sent = new boolean[1];
        try {
            behind.applyAll(
                    new Creations(),
                    () -> {
                        checked.run();
                        sent[0] = true;
                    },
                    settled);
        } catch (Failure e) {
            if (entry.trouble().isEmpty() || !sent[0]) {
                throw e;
            }
            // What could not be kept was not sent.
            numbers.stream().filter(number -> number < 0).forEach(entry::revoke);
            throw new Failure(Failure.Kind.PARTIAL, e.getMessage() + "; run undo to delete what was created until then")
                    .hint(e.hint().orElse("use --no-undo"));
        }
    }

    /** In the record of what takes nothing. */
    static final long NOTHING = Long.MIN_VALUE;

    private Optional<Operation> peek() {
        if (next.isEmpty() && operations.hasNext()) {
            next = Optional.of(operations.next());
        }
        return next;
    }

    private Operation take() {
        Operation operation = peek().orElseThrow(NoSuchElementException::new);
        next = Optional.empty();
        return operation;
    }

    /** Those before the first that is not a creation. */
    private final class Creations implements Iterator<Operation> {
        @Override
        public boolean hasNext() {
            return peek().filter(Operation.Create.class::isInstance).isPresent();
        }

        @Override
        public Operation next() {
            Operation create = take();
            numbers.add(entry.record(new Modification.Created(create.path())));
            return create;
        }
    }

    /**
     * Keeps what all the rest take, and puts them aside.
     *
     * @return false where a person says to go on without; the rest is then to be made as it comes
     */
    private boolean keepAll(PendingChanges aside) {
        long mark = entry.mark();
        try {
            return entry.trouble().map(recording::goesOn).isEmpty() && kept(aside);
        } catch (Failure e) {
            entry.backTo(mark); // refused, interrupted, or not to be read: nothing of it was taken
            throw e;
        }
    }

    private boolean kept(PendingChanges aside) {
        while (peek().isPresent()) {
            List<Operation> some = new ArrayList<>();
            for (int bytes = 0; peek().isPresent() && some.size() < TOGETHER && bytes < BYTES; ) {
                Operation operation = take();
                bytes += operation.size()
                        + operation
                                .before()
                                .map(before -> before.znode().stat().dataLength())
                                .orElse(0);
                some.add(operation);
            }
            List<Optional<Modification>> taken = taking.of(some);
            for (int i = 0; i < some.size(); i++) {
                aside.add(some.get(i), taken.get(i).map(entry::record).orElse(NOTHING));
            }
            if (entry.trouble().or(aside::trouble).map(recording::goesOn).isPresent()) {
                return false;
            }
        }
        return !recording.checked(entry);
    }

    /** What was put aside, and then what comes, which is only counted as missing. */
    private final class Operations implements Iterator<Operation> {
        private final Iterator<PendingChanges.NumberedChange> aside;
        private final boolean rest;

        private Operations(Iterator<PendingChanges.NumberedChange> aside, boolean rest) {
            this.aside = aside;
            this.rest = rest;
        }

        @Override
        public boolean hasNext() {
            return aside.hasNext() || (rest && peek().isPresent());
        }

        @Override
        public Operation next() {
            if (aside.hasNext()) {
                PendingChanges.NumberedChange one = aside.next();
                numbers.add(one.number());
                return one.operation();
            }
            Operation operation = take();
            numbers.add(operation.changes() ? entry.record(new Modification.Created(operation.path())) : NOTHING);
            return operation;
        }
    }
}
