package zooka.commands.undo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.recording.Recording;

/**
 * The modifications of the last commands, which {@code undo} reverts. A record is written by the gateway ({@link Recording}),
 * before anything is changed.
 */
public interface Journal {

    /** Records nothing, without a directory. */
    Journal NONE = new NoJournal();

    /**
     * Begins the record of one command.
     *
     * @param ensemble the connect string, with the chroot; only there it can be undone
     * @param what the command in words: {@code deleteall /demo/old}
     */
    Entry begin(String ensemble, Instant time, String what);

    /** The records, the newest first. */
    List<SavedRecord> saved();

    /** The names of files in the journal that cannot be read as records. */
    List<String> unreadable();

    /**
     * Reads a record, the last change first.
     *
     * @throws Failure {@code NOT_FOUND} where the record is gone, {@code FAILED} where it cannot be read
     */
    Contents read(SavedRecord saved);

    /**
     * Keeps a record for one {@code undo}, until it is closed.
     *
     * @throws Failure {@code CONFLICT} where the command is still running or another undo has it, {@code NOT_FOUND} where it is
     *     gone
     */
    Claim claim(SavedRecord saved);

    /** Deletes a record. */
    void delete(SavedRecord saved);

    /** The folder of the records, for what else is kept of changes; it need not exist. Empty without one. */
    Optional<Path> folder();

    /**
     * A record in the list.
     *
     * @param id identifies the record in the journal
     * @param missing the number of changes that were made but not recorded; 0 unless it is incomplete
     */
    record SavedRecord(String id, Instant time, String ensemble, String what, State state, long missing) {}

    /** How complete a record is. */
    enum State {
        /** All changes of the command. */
        WHOLE,
        /** The command is still running. */
        RUNNING,
        /** The command was interrupted; its changes up to then are recorded. */
        INTERRUPTED,
        /** Only a part: the command continued although the rest could not be recorded. */
        INCOMPLETE
    }

    /** A record as it is read. */
    interface Contents extends Iterator<Modification>, AutoCloseable {

        /** Changes that are not in the record, or cannot be read; known once all others were read. */
        long missing();

        @Override
        void close();
    }

    /** A record that one undo has. */
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /** A change that can be undone, with what was there before. */
    sealed interface Modification {

        /** A znode that was deleted; an ephemeral one is only counted, since no other session can create it. */
        record Deleted(ZnodeCopy before) implements Modification {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.deleted(this);
            }

            @Override
            public String path() {
                return before.path();
            }
        }

        /**
         * A value that was replaced.
         *
         * @param version the data's version before the last change
         */
        record Replaced(ZnodeCopy before, int version) implements Modification {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.replaced(this);
            }

            @Override
            public String path() {
                return before.path();
            }
        }

        /**
         * An ACL that was replaced.
         *
         * @param version the ACL's version before
         */
        record Access(String path, Acl before, int version) implements Modification {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.access(this);
            }
        }

        /**
         * A znode that was created.
         *
         * @param version the data's version after the creation
         */
        record Created(String path, int version) implements Modification {
            public Created(String path) {
                this(path, 0);
            }

            @Override
            public <R> R match(Cases<R> cases) {
                return cases.created(this);
            }
        }

        /** The absolute path of the znode. */
        String path();

        <R> R match(Cases<R> cases);

        /** One case per kind, so that a new kind does not compile until every consumer handles it. */
        interface Cases<R> {
            R deleted(Deleted taken);

            R replaced(Replaced taken);

            R access(Access taken);

            R created(Created taken);
        }
    }

    /**
     * Why something cannot be kept.
     *
     * @param nowhere whether there is no place at all to keep anything, such as on a read-only file system
     */
    record Trouble(String why, boolean nowhere) {}

    /** The record of one command, while it is at work. */
    interface Entry extends AutoCloseable {

        /**
         * Adds a change to the record, which is written by {@link #secure}; one that cannot be written is only counted as missing.
         *
         * @return its number in the record
         */
        long record(Modification taken);

        /** What was kept is in the file from here on: to be called before it is taken. */
        void secure();

        /** What has this number was not taken after all. */
        void revoke(long number);

        /** How much is kept by now, for {@link #backTo}. */
        long mark();

        /** Nothing that was kept since is taken after all. */
        void backTo(long mark);

        /** Why not all of it can be kept. */
        Optional<Trouble> trouble();

        /** A second file, for changes that wait until the whole record is written; empty if the record is in no file. */
        Optional<Path> spareFile();

        /** Ends it; where nothing was kept, there is nothing to undo. */
        @Override
        void close();
    }
}
