package zooka.commands.zk.subtree;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.undo.Journal.Modification;
import zooka.commands.zk.tree.TreeWriter;

/** The three steps of an undo, each with what it has to do about each kind of change. */
final class UndoSteps {

    private UndoSteps() {}

    /** First: what was deleted is created again. */
    static final Modification.Cases<Optional<ZnodeCopy>> RECREATED = new Modification.Cases<>() {
        @Override
        public Optional<ZnodeCopy> deleted(Modification.Deleted taken) {
            return Optional.of(taken.before());
        }

        @Override
        public Optional<ZnodeCopy> replaced(Modification.Replaced taken) {
            return Optional.empty();
        }

        @Override
        public Optional<ZnodeCopy> access(Modification.Access taken) {
            return Optional.empty();
        }

        @Override
        public Optional<ZnodeCopy> created(Modification.Created taken) {
            return Optional.empty();
        }
    };

    /** Last: created znodes are deleted, if no client has set their value since. */
    static final Modification.Cases<Optional<Operation>> DELETED = new Modification.Cases<>() {
        @Override
        public Optional<Operation> deleted(Modification.Deleted taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Operation> replaced(Modification.Replaced taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Operation> access(Modification.Access taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Operation> created(Modification.Created taken) {
            return Optional.of(new Operation.Delete(taken.path(), OptionalInt.of(taken.version())));
        }
    };

    /** A replaced value or ACL, and how to restore it. */
    interface Step {

        String path();

        /** Whether an undo that did not complete has restored it already, so that there is nothing left to do. */
        boolean isBack(Znodes.Stat now);

        /**
         * The change that restores it.
         *
         * @param now empty if the znode is gone
         * @throws Failure {@code CONFLICT} if it has been changed since, or cannot be restored
         */
        Operation restoring(Optional<Znodes.Stat> now);

        /** Whether it is a value, which is restored after the ACLs. */
        boolean value();
    }

    /** Second: replaced values and ACLs are restored. */
    record Replacements(Znodes znodes) implements Modification.Cases<Optional<Step>> {
        @Override
        public Optional<Step> deleted(Modification.Deleted taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Step> replaced(Modification.Replaced taken) {
            return Optional.of(new Value(taken, znodes));
        }

        @Override
        public Optional<Step> access(Modification.Access taken) {
            return Optional.of(new Permissions(taken, znodes));
        }

        @Override
        public Optional<Step> created(Modification.Created taken) {
            return Optional.empty();
        }
    }

    private record Value(Modification.Replaced taken, Znodes znodes) implements Step {
        @Override
        public String path() {
            return taken.path();
        }

        @Override
        public boolean value() {
            return true;
        }

        @Override
        public boolean isBack(Znodes.Stat now) {
            return now.version() == taken.version() + 2
                    && znodes.readEach(List.of(path())).get(0).value().stream()
                            .anyMatch(znode -> Arrays.equals(
                                    znode.data().orElse(null),
                                    taken.before().data().orElse(null)));
        }

        @Override
        public Operation restoring(Optional<Znodes.Stat> now) {
            if (now.isEmpty() || now.get().version() != taken.version() + 1) {
                throw since(path());
            }
            return new Operation.Put(
                    path(), taken.before().data(), OptionalInt.of(now.get().version()));
        }
    }

    private record Permissions(Modification.Access taken, Znodes znodes) implements Step {
        @Override
        public String path() {
            return taken.path();
        }

        @Override
        public boolean value() {
            return false;
        }

        @Override
        public boolean isBack(Znodes.Stat now) {
            return now.aversion() == taken.version() + 2
                    && znodes.aclOfEach(List.of(path())).get(0).value().stream().anyMatch(taken.before()::equals);
        }

        @Override
        public Operation restoring(Optional<Znodes.Stat> now) {
            if (now.isEmpty() || now.get().aversion() != taken.version() + 1) {
                throw since(path());
            }
            if (taken.before().masked()) {
                throw TreeWriter.masked(path());
            }
            return new Operation.Permit(path(), taken.before());
        }
    }

    private static Failure since(String path) {
        return Failure.conflict(path + " has been changed since and was left unchanged");
    }
}
