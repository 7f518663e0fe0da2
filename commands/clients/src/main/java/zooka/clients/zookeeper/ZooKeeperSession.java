package zooka.clients.zookeeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.Failure;

/**
 * The session with an ensemble: who is seen to ask, what ends with it, and the watches that it holds. Every call is bounded by
 * the profile's timeout and ends with a {@link Failure}, as those of {@link Znodes} do.
 */
public interface ZooKeeperSession {

    /** An identity of the session, as the server sees it. */
    record Identity(String scheme, String id) {}

    /**
     * The session as the client sees it.
     *
     * @param timeout how long the servers keep it when they hear nothing
     * @param server the current server, {@code host:port}
     * @param local this end of the connection
     * @param secure whether the connection is over TLS
     * @param shown what it shows of itself, by scheme and without secrets; whom the server takes it to be says {@link #whoami()}
     */
    record Description(
            long id,
            Duration timeout,
            String state,
            Optional<String> server,
            Optional<String> local,
            boolean secure,
            List<String> shown) {
        public Description {
            shown = List.copyOf(shown);
        }
    }

    /** The events of a watch. */
    enum WatchMode {
        /** The next change of a znode's value, or its deletion. */
        DATA,
        /** The same of a znode that need not exist yet. */
        EXISTENCE,
        /** The next time that children come or go. */
        CHILDREN,
        /** The next change of the ensemble's members. */
        CONFIG,
        /** Every event of a znode. */
        PERSISTENT,
        /** Every event of a znode and of all below it. */
        PERSISTENT_RECURSIVE
    }

    /** The watches of a znode to remove. */
    enum WatcherType {
        CHILDREN,
        DATA,
        PERSISTENT,
        PERSISTENT_RECURSIVE,
        ANY
    }

    /**
     * What a watch has seen.
     *
     * @param data the value after the event; empty where there is none, or where it may not be read
     */
    record Notice(Znodes.Event event, Optional<byte[]> data) {}

    /**
     * Other members for the ensemble: either some that join and some that leave, or a list of all.
     *
     * @param joining each {@code server.ID=HOST:PORT:PORT:ROLE;PORT}
     * @param leaving their ids
     * @param members all members, in the same form; empty for joining and leaving ones
     * @param version of the members that this changes; with it nothing is done once they are others
     */
    record Reconfiguration(List<String> joining, List<String> leaving, List<String> members, OptionalLong version) {
        public Reconfiguration {
            joining = List.copyOf(joining);
            leaving = List.copyOf(leaving);
            members = List.copyOf(members);
        }
    }

    Description describe();

    /** Whom the server takes the session to be (3.7 and later). */
    List<Identity> whoami();

    /**
     * Shows credentials to the server, now and with each session that replaces this one. They are tried out on a session of their
     * own first, because a server ends one whose credentials it refuses: {@code REFUSED}.
     */
    void authenticate(String scheme, String auth);

    /** The ephemerals that this session holds, whose paths begin so; sorted. */
    List<String> ephemerals(String prefix);

    /** Sets a watch. It lasts over the loss of a server and over the session, and where it is for one event until that. */
    void watch(WatchMode how, String path);

    /**
     * Removes watches: {@code NOT_FOUND} where there is none.
     *
     * @param local also where no server can be told
     */
    void unwatch(WatcherType which, String path, boolean local);

    /** The znode that says who belongs to the ensemble, also from within a chroot. */
    Znodes.Znode config();

    /** Gives the ensemble other members, and answers with the znode that says which. */
    Znodes.Znode reconfigure(Reconfiguration reconfiguration);
}
