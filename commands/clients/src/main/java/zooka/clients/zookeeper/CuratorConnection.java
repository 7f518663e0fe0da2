package zooka.clients.zookeeper;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.clients.profile.ClientSettings.Credential;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.security.SessionSecurity;

/** A session that is replaced when it expires, by Curator: what a shell or a stream of events needs. */
final class CuratorConnection implements Connection {

    private static final long UNKNOWN = 0;

    private final ZooKeeperAddress address;
    private final SessionSecurity admission;
    private final SessionOpener entrance;
    private final CuratorFramework curator;
    private volatile boolean lost;

    /** @param readOnly whether a server that has lost its quorum, and takes reads only, will do */
    CuratorConnection(ZooKeeperAddress address, SessionSecurity admission, Duration timeout, boolean readOnly) {
        this.address = address;
        this.admission = admission;
        this.entrance = new SessionOpener(address, admission, timeout);
        int millis = (int) timeout.toMillis();
        this.curator = CuratorFrameworkFactory.builder()
                .connectString(address.connectString())
                .sessionTimeoutMs(2 * millis)
                .connectionTimeoutMs(millis)
                .retryPolicy(new RetryOneTime(100))
                // Outside a cluster the servers' own names lead nowhere: only the given addresses are dialled.
                .ensembleTracker(false)
                .canBeReadOnly(readOnly)
                .zookeeperFactory(new Factory())
                .build();
        curator.getConnectionStateListenable().addListener((client, state) -> lost = !state.isConnected());
        curator.start();
    }

    @Override
    public ZooKeeperHandle handle() {
        try {
            entrance.await(this::connected);
            return (ZooKeeperHandle) curator.getZookeeperClient().getZooKeeper();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.REFUSED) {
                again();
            }
            throw e;
        } catch (Exception e) {
            throw Unreachable.look(address.servers(), admission).failure().cause(e);
        }
    }

    /** Whether a session was authenticated, or refused. */
    private boolean connected(long millis) throws InterruptedException {
        Deadline end = Deadline.in(Duration.ofMillis(millis));
        while (true) {
            long left = end.millis();
            ZooKeeperHandle latest = entrance.latest();
            if (latest != null && latest.login().refused()) {
                return true;
            }
            // By small steps: a session that is refused does not wake up who waits for it.
            if (curator.blockUntilConnected((int) Math.min(left, 100), TimeUnit.MILLISECONDS)) {
                return entrance.latest().login().await(left);
            }
            if (left == 0) {
                return false;
            }
        }
    }

    /** A session that was refused stays so; who asks once more gets another one. */
    private void again() {
        try {
            curator.getZookeeperClient().reset();
        } catch (Exception e) {
            // What is wrong is told already.
            return;
        }
    }

    @Override
    public void authenticate(String scheme, String auth) {
        handle();
        entrance.addCredential(new Credential(scheme, auth));
    }

    /** Makes the handle of each new session. */
    private final class Factory implements ZookeeperFactory {
        @Override
        public ZooKeeper newZooKeeper(String connectString, int sessionTimeout, Watcher watcher, boolean readOnly)
                throws IOException {
            return entrance.open(connectString, sessionTimeout, watcher, readOnly);
        }

        @Override
        public ZooKeeper newZooKeeper(
                String connectString, int sessionTimeout, Watcher watcher, boolean readOnly, ZKClientConfig config)
                throws IOException {
            return newZooKeeper(connectString, sessionTimeout, watcher, readOnly);
        }
    }

    @Override
    public AutoCloseable onChange(Consumer<Change> listener) {
        // Each listener must be notified of a new session.
        AtomicLong known = new AtomicLong(session());
        ConnectionStateListener adapter = (client, state) -> {
            if (state == ConnectionState.SUSPENDED || state == ConnectionState.LOST) {
                listener.accept(Change.LOST);
            } else if (state.isConnected()) {
                long now = session();
                boolean same = now != UNKNOWN && known.getAndSet(now) == now;
                listener.accept(same ? Change.BACK : Change.NEW_SESSION);
            }
        };
        curator.getConnectionStateListenable().addListener(adapter);
        return () -> curator.getConnectionStateListenable().removeListener(adapter);
    }

    private long session() {
        try {
            return curator.getZookeeperClient().getZooKeeper().getSessionId();
        } catch (Exception e) {
            return UNKNOWN;
        }
    }

    @Override
    public boolean lost() {
        return lost;
    }

    @Override
    public boolean dropUnresponsive() {
        return several() && entrance.latest() != null && entrance.latest().dropUnresponsive();
    }

    @Override
    public boolean several() {
        return address.servers().size() > 1;
    }

    @Override
    public Waiting waiting() {
        return entrance.waiting();
    }

    @Override
    public void close() {
        curator.close();
        entrance.close();
    }
}
