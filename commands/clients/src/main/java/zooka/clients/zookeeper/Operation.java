package zooka.clients.zookeeper;

import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;

/** One change of one znode, as data: what a transaction or a batch is made of. */
public sealed interface Operation {

    /** The absolute path of the znode. */
    String path();

    /**
     * Makes a znode.
     *
     * @param data empty for a null value
     */
    record Create(String path, Optional<byte[]> data, Kind kind, Acl acl) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.create(this);
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public boolean transactable() {
            return true;
        }
    }

    /**
     * A znode as who changes it has read it, so that what it takes need not be read once more to be kept for {@code undo}.
     *
     * @param acl not looked at where only the value is replaced
     */
    record Before(Znodes.Znode znode, Acl acl) {}

    /** Gives a znode another value; with a version only if it is still the znode's. */
    record Put(String path, Optional<byte[]> data, OptionalInt version, Optional<Before> before) implements Operation {
        public Put(String path, Optional<byte[]> data, OptionalInt version) {
            this(path, data, version, Optional.empty());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.put(this);
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public boolean transactable() {
            return true;
        }
    }

    /** Deletes a znode without children; with a version only if it is still the znode's. */
    record Delete(String path, OptionalInt version, Optional<Before> before) implements Operation {
        public Delete(String path, OptionalInt version) {
            this(path, version, Optional.empty());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.delete(this);
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public boolean transactable() {
            return true;
        }
    }

    /** Changes nothing, but fails the transaction when the znode has another version. */
    record Check(String path, int version) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.check(this);
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public boolean transactable() {
            return true;
        }
    }

    /** Says who may do what with a znode. No transaction takes it. */
    record Permit(String path, Acl acl, Optional<Before> before) implements Operation {
        public Permit(String path, Acl acl) {
            this(path, acl, Optional.empty());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.permit(this);
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public boolean transactable() {
            return false;
        }
    }

    /**
     * What became of an operation.
     *
     * @param path the path of a created znode, with the number that a sequential one got; else the operation's
     * @param stat of a znode that was given another value
     * @param failure why it was not made; empty where it was, and in a failed transaction for those that the others kept
     *     from being made
     */
    record Outcome(Operation operation, String path, Optional<Znodes.Stat> stat, Optional<Failure> failure) {

        public static Outcome made(Operation operation) {
            return new Outcome(operation, operation.path(), Optional.empty(), Optional.empty());
        }

        public static Outcome failed(Operation operation, Failure failure) {
            return new Outcome(operation, operation.path(), Optional.empty(), Optional.of(failure));
        }
    }

    /** The znode as who changes it has read it, where it was read. */
    default Optional<Before> before() {
        return Optional.empty();
    }

    /** Whether it changes the znode, or only checks it. */
    boolean changes();

    /** Whether a transaction may contain it. */
    boolean transactable();

    <R> R match(Cases<R> cases);

    /** One case per kind, so that a new kind does not compile until every consumer handles it. */
    interface Cases<R> {
        R create(Create operation);

        R put(Put operation);

        R delete(Delete operation);

        R check(Check operation);

        R permit(Permit operation);
    }

    /** Bytes that it takes on its way to the server, roughly. */
    default int size() {
        Optional<byte[]> data = Optional.empty();
        if (this instanceof Create create) {
            data = create.data();
        } else if (this instanceof Put put) {
            data = put.data();
        }
        return 100 + path().length() + data.map(bytes -> bytes.length).orElse(0);
    }
}
