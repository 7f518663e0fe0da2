package zooka.commands.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Operation.Before;
import zooka.clients.zookeeper.Operation.Outcome;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.undo.Journal.Modification;

/**
 * The net effect of a transaction on each znode: for one that it deletes and creates again, or changes twice, the first value
 * and the last version.
 */
final class NetEffect {

    /** A znode after the operations so far. */
    private static final class ZnodeState implements Operation.Cases<Runnable> {
        private final Optional<Before> before;
        private boolean exists;
        private boolean anew;
        private boolean ephemeral;
        private int version;
        private Optional<Acl> acl = Optional.empty();

        private ZnodeState(Optional<Before> before) {
            this.before = before;
            this.exists = before.isPresent();
            before.ifPresent(one -> version = one.znode().stat().version());
        }

        @Override
        public Runnable create(Operation.Create create) {
            return () -> {
                exists = true;
                anew = true;
                ephemeral = create.kind().ephemeral();
                version = 0;
                acl = Optional.of(create.acl());
            };
        }

        @Override
        public Runnable put(Operation.Put put) {
            return () -> version++;
        }

        @Override
        public Runnable delete(Operation.Delete delete) {
            return () -> exists = false;
        }

        @Override
        public Runnable check(Operation.Check check) {
            return () -> {};
        }

        @Override
        public Runnable permit(Operation.Permit permit) {
            throw new IllegalArgumentException("a transaction cannot set an ACL");
        }
    }

    private final Map<String, ZnodeState> nets = new LinkedHashMap<>();

    NetEffect(PriorValues taking, List<Operation> operations) {
        List<String> changed = operations.stream()
                .filter(one -> one instanceof Operation.Put || one instanceof Operation.Delete)
                .map(Operation::path)
                .distinct()
                .toList();
        Map<String, Before> before = changed.isEmpty() ? Map.of() : taking.before(changed);
        for (Operation operation : operations) {
            if (operation.changes() && !numbered(operation)) {
                operation
                        .match(nets.computeIfAbsent(
                                operation.path(), path -> new ZnodeState(Optional.ofNullable(before.get(path)))))
                        .run();
            }
        }
    }

    private static boolean numbered(Operation operation) {
        return operation instanceof Operation.Create create && create.kind().sequential();
    }

    /** The modifications that are known before the transaction. */
    List<Modification> taken() {
        List<Modification> all = new ArrayList<>();
        nets.forEach((path, net) -> {
            if (net.before.isEmpty()) {
                if (net.exists && net.anew && !net.ephemeral) {
                    all.add(new Modification.Created(path, net.version));
                }
                return;
            }
            ZnodeCopy copy =
                    ZnodeCopy.of(net.before.get().znode(), net.before.get().acl());
            if (!net.exists) {
                all.add(new Modification.Deleted(copy));
                return;
            }
            all.add(new Modification.Replaced(copy, net.version - 1));
            if (net.anew && !net.acl.equals(Optional.of(copy.acl()))) {
                all.add(new Modification.Access(path, copy.acl(), -1));
            }
        });
        return all;
    }

    /** The modifications that are known only afterwards: sequential znodes. */
    static List<Modification> numbered(List<Outcome> outcomes) {
        List<Modification> all = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.operation() instanceof Operation.Create create
                    && create.kind().sequential()
                    && !create.kind().ephemeral()) {
                all.add(new Modification.Created(outcome.path()));
            }
        }
        return all;
    }
}
