package zooka.commands.zk.subtree;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.zk.tree.TreeWriter;

/** The three steps of an undo, each with what it has to do about each kind of change. */
final class UndoSteps {

    private UndoSteps() {}

    /** First: what was deleted is created again. */
    static final Taken.Cases<Optional<ZnodeCopy>> RECREATED = new Taken.Cases<>() {
        @Override
        public Optional<ZnodeCopy> deleted(Taken.Deleted taken) {
            return Optional.of(taken.before());
        }

        @Override
        public Optional<ZnodeCopy> replaced(Taken.Replaced taken) {
            return Optional.empty();
        }

        @Override
        public Optional<ZnodeCopy> access(Taken.Access taken) {
            return Optional.empty();
        }

        @Override
        public Optional<ZnodeCopy> created(Taken.Created taken) {
            return Optional.empty();
        }
    };

    /** Last: what was created is deleted, if nobody has set its value since. */
    static final Taken.Cases<Optional<Operation>> DELETED = new Taken.Cases<>() {
        @Override
        public Optional<Operation> deleted(Taken.Deleted taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Operation> replaced(Taken.Replaced taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Operation> access(Taken.Access taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Operation> created(Taken.Created taken) {
            return Optional.of(new Operation.Delete(taken.path(), OptionalInt.of(taken.version())));
        }
    };

    /** Something that was replaced, and how it comes back. */
    interface Earlier {

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

    /** Between them: values and ACLs that were replaced. */
    record Restored(Znodes znodes) implements Taken.Cases<Optional<Earlier>> {
        @Override
        public Optional<Earlier> deleted(Taken.Deleted taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Earlier> replaced(Taken.Replaced taken) {
            return Optional.of(new Value(taken, znodes));
        }

        @Override
        public Optional<Earlier> access(Taken.Access taken) {
            return Optional.of(new Permissions(taken, znodes));
        }

        @Override
        public Optional<Earlier> created(Taken.Created taken) {
            return Optional.empty();
        }
    }

    private record Value(Taken.Replaced taken, Znodes znodes) implements Earlier {
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

    private record Permissions(Taken.Access taken, Znodes znodes) implements Earlier {
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
