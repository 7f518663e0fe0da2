package zooka.clients.zookeeper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AsyncCallback.VoidCallback;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.proto.RemoveWatchesRequest;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.RequestHeader;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.net.Dialer;
import zooka.clients.zookeeper.security.ClientConfig;

/** ZooKeeper's client with what it hides: both ends of its connection, and a close that does not sleep. */
final class ZooKeeperHandle extends ZooKeeperAdmin {

    private final LoginWatcher login;

    /** @param readOnly whether a server that has lost its quorum, and takes reads only, will do */
    ZooKeeperHandle(String connectString, int sessionTimeout, LoginWatcher gate, boolean readOnly, ClientConfig config)
            throws IOException {
        super(connectString, sessionTimeout, gate, readOnly, config);
        this.login = gate;
    }

    /** Knows whether the login of the session is accepted. */
    LoginWatcher login() {
        return login;
    }

    /** Whether anybody in this session watches the znode, by any kind of watch. */
    boolean watches(String path) {
        return getDataWatches().contains(path)
                || getExistWatches().contains(path)
                || getChildWatches().contains(path)
                || getPersistentWatches().contains(path)
                || getPersistentRecursiveWatches().contains(path);
    }

    /**
     * Has the server forget all watches of the znode in this session. The client's own call tells the server only when it
     * removes the watches of everybody, of which it must know one; removing one watcher's leaves the server's watch set.
     *
     * @param serverPath with the chroot
     */
    void removeWatchesOfServer(String serverPath) {
        RequestHeader header = new RequestHeader();
        header.setType(OpCode.removeWatches);
        VoidCallback callback = (code, path, context) -> {};
        cnxn.queuePacket(
                header,
                new ReplyHeader(),
                new RemoveWatchesRequest(serverPath, Watcher.WatcherType.Any.getIntValue()),
                null,
                callback,
                serverPath,
                serverPath,
                null,
                null);
    }

    /** The server at the other end, as {@code host:port}; empty while there is none. */
    Optional<String> server() {
        return text(testableRemoteSocketAddress());
    }

    /** This end of the connection. */
    Optional<String> local() {
        return text(testableLocalSocketAddress());
    }

    private static Optional<String> text(SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? Optional.of(internet.getAddress().getHostAddress() + ":" + internet.getPort())
                : Optional.empty();
    }

    /**
     * Drops the connection to a server that does not answer a new connection either, such as one that was stopped; the
     * client continues with the next server and keeps the session. A server that is only slow is kept.
     *
     * @return whether the connection was dropped
     */
    boolean dropUnresponsive() {
        Optional<String> server = server();
        if (server.isEmpty() || answers(server.get())) {
            return false;
        }
        try {
            getTestable().closeSocket();
        } catch (IOException e) {
            return false; // it was lost by itself
        }
        // The client's thread sleeps until its next ping; a request wakes it up to see that its socket is closed.
        exists("/", false, (code, path, context, stat) -> {}, null);
        return true;
    }

    /** Whether it answers or closes the connection if asked in plaintext, as a port for TLS also does. */
    private boolean answers(String server) {
        long millis = Math.min(1000, Math.max(250, getSessionTimeout() / 8));
        try {
            new Dialer(Duration.ofMillis(millis), Optional.empty())
                    .ask(server, "srvr\n".getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the session without the 100 ms that the client sleeps; the process is expected to end soon after. */
    void closeQuickly() {
        if (!getState().isConnected()) {
            return;
        }
        try {
            boolean unused = Async.run("end session", this::endSession).endsBy(Deadline.in(Duration.ofMillis(500)));
            // A thread still inside a system call would hold up the end of the process by 300 ms.
            awaitSendThread();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endSession() {
        try {
            RequestHeader header = new RequestHeader();
            header.setType(OpCode.closeSession);
            cnxn.submitRequest(header, null, null, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitSendThread() throws InterruptedException {
        Thread[] threads = new Thread[Thread.activeCount() + 8];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().contains("SendThread(")) {
                for (int tries = 0; tries < 60 && threads[i].getState() == Thread.State.RUNNABLE; tries++) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            }
        }
    }
}
