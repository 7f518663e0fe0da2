package zooka.commands.recording;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Operation.Before;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.undo.Journal.Modification;

/** Computes the modifications that undo needs to revert changes; values that the command has not read are read. */
final class PriorValues {

    private final Znodes znodes;
    private final Consumer<String> unreadable;

    /** @param unreadable receives each path without read permission, which a change does not require */
    PriorValues(Znodes znodes, Consumer<String> unreadable) {
        this.znodes = znodes;
        this.unreadable = unreadable;
    }

    /** The modification of each operation, in the same order; empty for one that cannot be reverted. */
    List<Optional<Modification>> of(List<Operation> operations) {
        Map<String, Outcome<Znodes.Znode>> values = values(operations);
        Map<String, Outcome<Acl>> acls = acls(operations);
        Map<String, Znodes.Stat> stats = stats(operations);
        ReadValues known = new ReadValues(values, acls, stats);
        return operations.stream().map(operation -> operation.match(known)).toList();
    }

    /** The values and ACLs that the commands have not read, by path. */
    private final class ReadValues implements Operation.Cases<Optional<Modification>> {
        private final Map<String, Outcome<Znodes.Znode>> values;
        private final Map<String, Outcome<Acl>> acls;
        private final Map<String, Znodes.Stat> stats;

        private ReadValues(
                Map<String, Outcome<Znodes.Znode>> values,
                Map<String, Outcome<Acl>> acls,
                Map<String, Znodes.Stat> stats) {
            this.values = values;
            this.acls = acls;
            this.stats = stats;
        }

        @Override
        public Optional<Modification> create(Operation.Create create) {
            return create.kind().ephemeral() ? Optional.empty() : Optional.of(new Modification.Created(create.path()));
        }

        @Override
        public Optional<Modification> put(Operation.Put put) {
            return put.before()
                    .map(Before::znode)
                    .or(() -> known(put.path(), values.get(put.path())))
                    .flatMap(before -> replaced(before, put.data()));
        }

        @Override
        public Optional<Modification> delete(Operation.Delete delete) {
            String path = delete.path();
            return delete.before()
                    .or(() -> known(path, values.get(path))
                            .flatMap(znode -> known(path, acls.get(path)).map(acl -> new Before(znode, acl))))
                    .map(before -> new Modification.Deleted(ZnodeCopy.of(before.znode(), before.acl())));
        }

        @Override
        public Optional<Modification> check(Operation.Check check) {
            return Optional.empty();
        }

        @Override
        public Optional<Modification> permit(Operation.Permit permit) {
            String path = permit.path();
            return permit.before()
                    .map(before -> access(path, before.acl(), before.znode().stat()))
                    .orElseGet(() -> Optional.ofNullable(stats.get(path))
                            .flatMap(stat -> known(path, acls.get(path)).flatMap(acl -> access(path, acl, stat))));
        }
    }

    /** The znodes, by path; without those that do not exist or may not be read. */
    Map<String, Before> before(List<String> paths) {
        Map<String, Before> all = new HashMap<>();
        List<Outcome<Znodes.Znode>> values = znodes.readEach(paths);
        List<Outcome<Acl>> acls = znodes.aclOfEach(paths);
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            Optional<Znodes.Znode> value = known(path, values.get(i));
            if (value.isPresent()) {
                known(path, acls.get(i)).ifPresent(acl -> all.put(path, new Before(value.get(), acl)));
            }
        }
        return all;
    }

    private static Optional<Modification> replaced(Znodes.Znode before, Optional<byte[]> data) {
        return Arrays.equals(before.data().orElse(null), data.orElse(null))
                ? Optional.empty()
                : Optional.of(new Modification.Replaced(
                        ZnodeCopy.of(before, Acl.OPEN), before.stat().version()));
    }

    private static Optional<Modification> access(String path, Acl before, Znodes.Stat stat) {
        return Optional.of(new Modification.Access(path, before, stat.aversion()));
    }

    private Map<String, Outcome<Znodes.Znode>> values(List<Operation> operations) {
        List<String> paths = operations.stream()
                .filter(one -> (one instanceof Operation.Put put && put.before().isEmpty())
                        || (one instanceof Operation.Delete delete
                                && delete.before().isEmpty()))
                .map(Operation::path)
                .distinct()
                .toList();
        return paths.isEmpty() ? Map.of() : byPath(paths, znodes.readEach(paths));
    }

    private Map<String, Outcome<Acl>> acls(List<Operation> operations) {
        List<String> paths = Stream.concat(
                        operations.stream()
                                .filter(one -> one instanceof Operation.Delete delete
                                        && delete.before().isEmpty())
                                .map(Operation::path),
                        permitted(operations))
                .distinct()
                .toList();
        return paths.isEmpty() ? Map.of() : byPath(paths, znodes.aclOfEach(paths));
    }

    private static Stream<String> permitted(List<Operation> operations) {
        return operations.stream()
                .filter(one -> one instanceof Operation.Permit permit
                        && permit.before().isEmpty())
                .map(Operation::path);
    }

    /** The ACLs, which can be read without permission to read the value. */
    private Map<String, Znodes.Stat> stats(List<Operation> operations) {
        List<String> paths = permitted(operations).distinct().toList();
        Map<String, Znodes.Stat> stats = new HashMap<>();
        if (!paths.isEmpty()) {
            List<Optional<Znodes.Stat>> all = znodes.statAll(paths);
            for (int i = 0; i < paths.size(); i++) {
                String path = paths.get(i);
                all.get(i).ifPresent(stat -> stats.put(path, stat));
            }
        }
        return stats;
    }

    private static <T> Map<String, Outcome<T>> byPath(List<String> paths, List<Outcome<T>> all) {
        Map<String, Outcome<T>> map = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            map.put(paths.get(i), all.get(i));
        }
        return map;
    }

    /** The value read; empty without permission, which a change does not require. */
    private <T> Optional<T> known(String path, Outcome<T> reading) {
        Optional<Failure> failure = reading.failure();
        if (failure.isPresent()) {
            if (failure.get().kind() != Failure.Kind.REFUSED) {
                throw failure.get();
            }
            unreadable.accept(path);
        }
        return reading.value();
    }
}
