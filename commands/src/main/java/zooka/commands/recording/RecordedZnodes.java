package zooka.commands.recording;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.undo.Journal.Entry;
import zooka.commands.undo.Journal.Modification;

/**
 * A gateway that records each change before it is made: the only place that does, so that no command can forget it. Changes that
 * were certainly not made are revoked in the record.
 */
final class RecordedZnodes implements Znodes {

    private final Znodes behind;
    private final String ensemble;
    private final Recording recording;
    private final PriorValues taking;

    RecordedZnodes(Znodes behind, String ensemble, Recording recording) {
        this.behind = behind;
        this.ensemble = ensemble;
        this.recording = recording;
        this.taking = new PriorValues(behind, recording::unreadable);
    }

    private Entry entry() {
        return recording.entry(ensemble);
    }

    /**
     * Records a change.
     *
     * @return revokes the record; called if the change was certainly not made
     */
    private Runnable kept(List<Modification> taken) {
        if (taken.isEmpty()) {
            return () -> {};
        }
        Entry entry = entry();
        long mark = entry.mark();
        List<Long> numbers = taken.stream().map(entry::record).toList();
        if (taken.stream().allMatch(Modification.Created.class::isInstance)) {
            entry.secure(); // a creation loses nothing, and need not be on the disk first
        } else {
            try {
                recording.checked(entry);
            } catch (Failure e) {
                entry.backTo(mark);
                throw e;
            }
        }
        return () -> numbers.forEach(entry::revoke);
    }

    private <T> T made(Operation operation, Supplier<T> change) {
        Runnable revoke = kept(taking.of(List.of(operation)).get(0).stream().toList());
        try {
            return change.get();
        } catch (Failure e) {
            if (certain(e)) {
                revoke.run();
            }
            throw e;
        }
    }

    /** Whether a change that failed was certainly not made. */
    static boolean certain(Failure failure) {
        return failure.kind() != Failure.Kind.UNREACHABLE && failure.kind() != Failure.Kind.INTERRUPTED;
    }

    @Override
    public String create(String path, Optional<byte[]> data, Kind kind, Acl acl) {
        if (!kind.sequential()) {
            return made(new Operation.Create(path, data, kind, acl), () -> behind.create(path, data, kind, acl));
        }
        String created = behind.create(path, data, kind, acl);
        if (!kind.ephemeral()) {
            kept(List.of(new Modification.Created(created)));
        }
        return created;
    }

    @Override
    public Stat set(String path, Optional<byte[]> data, OptionalInt version) {
        return made(new Operation.Put(path, data, version), () -> behind.set(path, data, version));
    }

    @Override
    public Stat setAcl(String path, Acl acl, OptionalInt version) {
        return made(new Operation.Permit(path, acl), () -> behind.setAcl(path, acl, version));
    }

    @Override
    public void delete(String path, OptionalInt version) {
        made(new Operation.Delete(path, version), () -> {
            behind.delete(path, version);
            return path;
        });
    }

    @Override
    public List<Operation.Outcome> transact(List<Operation> operations) {
        NetEffect transacted = new NetEffect(taking, operations);
        Runnable revoke = kept(transacted.taken());
        List<Operation.Outcome> outcomes;
        try {
            outcomes = behind.transact(operations);
        } catch (Failure e) {
            if (certain(e)) {
                revoke.run();
            }
            throw e;
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.failure().isPresent())) {
            revoke.run();
        } else {
            kept(NetEffect.numbered(outcomes));
        }
        return outcomes;
    }

    @Override
    public void applyAll(Iterator<Operation> operations, Runnable sending, Consumer<Operation.Outcome> done) {
        new RecordedBatch(behind, taking, recording, entry()).apply(operations, sending, done);
    }

    @Override
    public Optional<Stat> stat(String path) {
        return behind.stat(path);
    }

    @Override
    public Znode read(String path) {
        return behind.read(path);
    }

    @Override
    public List<Outcome<Znode>> readEach(List<String> paths) {
        return behind.readEach(paths);
    }

    @Override
    public Children children(String path) {
        return behind.children(path);
    }

    @Override
    public List<Optional<Stat>> statAll(List<String> paths) {
        return behind.statAll(paths);
    }

    @Override
    public List<Outcome<List<String>>> childrenOfEach(List<String> paths) {
        return behind.childrenOfEach(paths);
    }

    @Override
    public List<Outcome<Acl>> aclOfEach(List<String> paths) {
        return behind.aclOfEach(paths);
    }

    @Override
    public Access acl(String path) {
        return behind.acl(path);
    }

    @Override
    public long descendants(String path) {
        return behind.descendants(path);
    }

    @Override
    public void sync(String path) {
        behind.sync(path);
    }

    @Override
    public Watch watch(String path, Consumer<Event> listener) {
        return behind.watch(path, listener);
    }

    @Override
    public Watches watches(Consumer<Event> listener) {
        return behind.watches(listener);
    }

    @Override
    public List<String> servers() {
        return behind.servers();
    }

    @Override
    public void close() {
        behind.close();
    }
}
