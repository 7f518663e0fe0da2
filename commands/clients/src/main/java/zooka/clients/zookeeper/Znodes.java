package zooka.clients.zookeeper;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.Outcome;

/**
 * The znodes of an ensemble, as the chroot shows them. Paths are absolute. Every call is bounded by the profile's
 * timeout and ends with a {@link Failure}: {@code NOT_FOUND} where the znode is missing, {@code CONFLICT} for
 * a bad version, an existing or a non-empty znode, {@code REFUSED} for an ACL, {@code UNREACHABLE} when no server answers.
 */
public interface Znodes extends AutoCloseable {

    /**
     * A znode's stat.
     *
     * @param ephemeralOwner the session that holds it; 0 for a persistent znode
     * @param dataLength in bytes
     */
    record Stat(
            long czxid,
            long mzxid,
            long pzxid,
            Instant ctime,
            Instant mtime,
            int version,
            int cversion,
            int aversion,
            long ephemeralOwner,
            int dataLength,
            int numChildren) {

        /** What kind of znode it is, as far as the owner tells. */
        public Kind kind() {
            return Kind.ofOwner(ephemeralOwner);
        }
    }

    /**
     * A znode as it was read.
     *
     * @param data empty when the value is null, which is not the same as no bytes
     */
    record Znode(String path, Optional<byte[]> data, Stat stat) {}

    /** The names of a znode's children, sorted, and the znode's own stat. */
    record Children(List<String> names, Stat stat) {}

    /** The ACL of a znode, and its stat. */
    record Access(Acl acl, Stat stat) {}

    /** What has happened to a znode. */
    record Event(Instant time, Type type, String path, long zxid) {
        /** The kinds of events; the last two concern the connection and have the watched root as their path. */
        public enum Type {
            CREATED,
            CHANGED,
            DELETED,
            /** Only from servers without recursive watches: children of the path came or went. */
            CHILDREN,
            DISCONNECTED,
            CONNECTED
        }
    }

    /** A watch that is set. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Watches of some znodes, each of the znode itself and of the names of its children; of none at first. */
    interface Watches extends AutoCloseable {
        /**
         * Watches these znodes from now on and no others, and returns when the watches are set. A znode need not exist.
         *
         * @return whether the server has watches of this kind (3.6 and later); without them there are no events
         */
        boolean only(Set<String> paths);

        @Override
        void close();
    }

    /** The path of a child. */
    static String child(String path, String name) {
        return path.equals("/") ? "/" + name : path + "/" + name;
    }

    /** The failure that says that a znode does not exist, wherever that is found out. */
    static Failure missing(String path) {
        return Failure.absent(Failure.Noun.ZNODE, path);
    }

    /** The znode's stat, or empty when there is no such znode. */
    Optional<Stat> stat(String path);

    Znode read(String path);

    /** Reads many znodes at once, pipelined; same order as the paths. */
    List<Outcome<Znode>> readEach(List<String> paths);

    /** The same, where any that may not be read is a failure; those that do not exist are empty. */
    default List<Optional<Znode>> readAll(List<String> paths) {
        return readEach(paths).stream().map(Outcome::orThrow).toList();
    }

    Children children(String path);

    /** The stats of many znodes at once, pipelined; those that do not exist are empty. Same order as the paths. */
    List<Optional<Stat>> statAll(List<String> paths);

    /** The names of the children of many znodes at once, pipelined, each list sorted; same order as the paths. */
    List<Outcome<List<String>>> childrenOfEach(List<String> paths);

    /** The same, where any that may not be listed is a failure; those that do not exist are empty. */
    default List<Optional<List<String>>> childrenOfAll(List<String> paths) {
        return childrenOfEach(paths).stream().map(Outcome::orThrow).toList();
    }

    /** The ACLs of many znodes, pipelined; same order as the paths. */
    List<Outcome<Acl>> aclOfEach(List<String> paths);

    Access acl(String path);

    /** Says who may do what; with a version only if it is still the version of the znode's ACL. */
    Stat setAcl(String path, Acl acl, OptionalInt version);

    /** How many znodes there are below one, itself not counted; asked of the server (3.6 and later). */
    long descendants(String path);

    /** Waits until the current server has seen what the leader had when this was asked. */
    void sync(String path);

    /**
     * Creates a znode.
     *
     * @param data empty for a null value
     * @return its path, with the number that a sequential one got
     */
    String create(String path, Optional<byte[]> data, Kind kind, Acl acl);

    /** Creates a znode open to the world. */
    default String create(String path, Optional<byte[]> data, Kind kind) {
        return create(path, data, kind, Acl.OPEN);
    }

    /** Sets the data; with a version only if it is still the znode's. */
    Stat set(String path, Optional<byte[]> data, OptionalInt version);

    /** Deletes one znode without children; with a version only if it is still the znode's. */
    void delete(String path, OptionalInt version);

    /**
     * Makes all of the changes or none, in one transaction: none where one of the outcomes has a failure.
     *
     * @return same order as the operations
     */
    List<Operation.Outcome> transact(List<Operation> operations);

    /**
     * Makes many changes in the order given, in batches with a few in flight, and continues after those that fail. A znode to
     * be deleted that is gone already counts as deleted. After the loss of a server it continues with another and does again
     * what may not have been done.
     *
     * @param operations asked for as they can be sent, so that they need not all be in memory
     * @param sending called before each batch is sent, when what was given out so far must be safe
     * @param done told of each, in the same order
     */
    void applyAll(Iterator<Operation> operations, Runnable sending, Consumer<Operation.Outcome> done);

    /** The same with nothing to do before. */
    default void applyAll(Iterator<Operation> operations, Consumer<Operation.Outcome> done) {
        applyAll(operations, () -> {}, done);
    }

    /**
     * Watches a znode and all below it, by one persistent recursive watch where the server has that (3.6 and later), by
     * watching the znode and its children otherwise. It survives the loss of a server. The listener is called on the
     * client's event thread, in order, and may not wait in it.
     */
    Watch watch(String path, Consumer<Event> listener);

    /**
     * Watches that change with what somebody looks at. They survive the loss of a server and of the session. The listener is
     * called on the client's event thread, in order, and may not wait in it; events of the connection have the path {@code /}.
     */
    Watches watches(Consumer<Event> listener);

    /** The servers to ask, as {@code host:port}: those of the connect string. */
    List<String> servers();

    @Override
    void close();
}
