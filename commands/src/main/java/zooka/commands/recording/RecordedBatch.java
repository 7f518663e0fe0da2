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
 * Many changes, all of which are recorded before the first destructive one is made. Creations are made at once; from the first
 * destructive change on, all changes are pending until each has been recorded. Thus a record that cannot be written is
 * noticed before anything is lost. They are stored, and not computed again, since a second walk might find other znodes.
 */
final class RecordedBatch {

    private static final int TOGETHER = 500;
    private static final int BYTES = 1 << 20;

    private final Znodes behind;
    private final PriorValues taking;
    private final Recording recording;
    private final Entry entry;
    /** The numbers of the changes being made in the record, in order; -1 for one that is not recorded. */
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
            // Changes that could not be recorded were not sent.
            numbers.stream().filter(number -> number < 0).forEach(entry::revoke);
            throw new Failure(Failure.Kind.PARTIAL, e.getMessage() + "; run undo to delete what was created until then")
                    .hint(e.hint().orElse("use --no-undo"));
        }
    }

    /** The number of a change that needs no record. */
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

    /** The creations before the first other change. */
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
     * Records all other changes, and stores them as pending.
     *
     * @return false if the person continues without a record; the rest is then made at once
     */
    private boolean keepAll(PendingChanges aside) {
        long mark = entry.mark();
        try {
            return entry.trouble().map(recording::goesOn).isEmpty() && kept(aside);
        } catch (Failure e) {
            entry.backTo(mark); // refused, interrupted or unreadable: none of it was made
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

    /** The pending changes, then the rest, which is only counted as missing. */
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
