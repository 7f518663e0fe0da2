package zooka.clients.zookeeper;

import java.util.function.Consumer;

/** A session with an ensemble, for as long as it is wanted. */
interface Connection extends AutoCloseable {

    /**
     * The handle of the present session, connected.
     *
     * @throws zooka.clients.Failure {@code UNREACHABLE} when no server can be reached within the timeout
     */
    ZooKeeperHandle handle();

    /** Shows credentials to the server, now and with each new session. Whether it takes them is told by the next request. */
    void authenticate(String scheme, String auth);

    /** Calls the listener with the handle of each new session from now on, and with false when the server is lost. */
    AutoCloseable onChange(Consumer<Change> listener);

    /**
     * Drops the connection to the present server, for the client to continue with the next one, if that server does not even
     * answer a new connection, and there are others. What was sent to it ends with {@code CONNECTIONLOSS}.
     *
     * @return whether it was dropped
     */
    boolean dropUnresponsive();

    /** Whether there was a server, which is lost at present. It never waits. */
    default boolean lost() {
        return false;
    }

    /** Whether the connect string names more than one server. */
    boolean several();

    /** What is told of each wait for this connection. */
    Waiting waiting();

    @Override
    void close();

    /** What became of the connection. */
    enum Change {
        /** The server is lost; the client looks for another. */
        LOST,
        /** Back, with the same session: watches are still set. */
        BACK,
        /** Back, with a new session: watches must be set again. */
        NEW_SESSION
    }
}
