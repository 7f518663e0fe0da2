package zooka.commands.undo;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import zooka.commands.zk.client.Acl;
import zooka.commands.zk.tree.ZnodeCopy;

/**
 * What the last destructive commands took, so that {@code undo} can put it back. What a command is about to take is kept
 * before it is taken.
 */
public interface Journal {

    /** Keeps nothing, for want of a place. */
    Journal NONE = new NoJournal();

    /**
     * Begins to keep what one command takes.
     *
     * @param ensemble the connect string, with the chroot; only there can it be put back
     * @param what the command in words: {@code deleteall /demo/old}
     */
    Entry begin(String ensemble, Instant time, String what);

    /** What is kept, the newest first. */
    List<Saved> saved();

    /** Reads what was kept, in the order in which it was, which has parents before their children. */
    Iterator<Taken> read(Saved saved);

    /** Drops what was kept. */
    void forget(Saved saved);

    /**
     * One command's.
     *
     * @param id names it among the others
     */
    record Saved(String id, Instant time, String ensemble, String what) {}

    /** Something that was taken. */
    sealed interface Taken {

        /** A znode that was deleted. */
        record Deleted(ZnodeCopy before) implements Taken {}

        /**
         * A value that was replaced.
         *
         * @param version the data's version before
         */
        record Replaced(ZnodeCopy before, int version) implements Taken {}

        /**
         * An ACL that was replaced.
         *
         * @param version the ACL's version before
         */
        record Access(String path, Acl before, int version) implements Taken {}

        /** A znode that was made on the way, such as the new place of one that was moved. */
        record Created(String path) implements Taken {}
    }

    /** What one command takes, while it does. */
    interface Entry extends AutoCloseable {

        /** Keeps it, once {@link #flush} has been called. */
        void keep(Taken taken);

        /** What was kept outlives the process from here on: to be called before it is taken. */
        void flush();

        /** Drops what was kept, because nothing was taken after all. */
        void drop();

        /** Why it cannot be put back: too much, or no place to keep it. */
        Optional<String> trouble();

        /** Ends it; where nothing was kept, there is nothing to undo. */
        @Override
        void close();
    }
}
