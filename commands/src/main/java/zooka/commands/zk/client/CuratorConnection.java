package zooka.commands.zk.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
import zooka.commands.Failure;

/** A session that is replaced when it expires, by Curator: what a shell or a stream of events needs. */
final class CuratorConnection implements Connection {

    private static final long UNKNOWN = 0;

    private final ZooKeeperAddress address;
    private final Duration timeout;
    private final CuratorFramework curator;
    private final List<Credentials> credentials = new CopyOnWriteArrayList<>();

    /** @param readOnly whether a server that has lost its quorum, and takes reads only, will do */
    CuratorConnection(ZooKeeperAddress address, Duration timeout, boolean readOnly) {
        this.address = address;
        this.timeout = timeout;
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
        curator.start();
    }

    @Override
    public Handle handle() {
        try {
            if (!curator.blockUntilConnected(400, TimeUnit.MILLISECONDS)) {
                Optional<Failure> certain = Unreachable.certain(address.servers());
                if (certain.isPresent()) {
                    throw certain.get();
                }
                if (!curator.blockUntilConnected((int) timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw Unreachable.after(address.servers());
                }
            }
            return (Handle) curator.getZookeeperClient().getZooKeeper();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        } catch (Failure e) {
            throw e;
        } catch (Exception e) {
            throw Unreachable.after(address.servers()).cause(e);
        }
    }

    @Override
    public void authenticate(String scheme, String auth) {
        handle().addAuthInfo(scheme, auth.getBytes(StandardCharsets.UTF_8));
        credentials.add(new Credentials(scheme, auth));
    }

    /** What was once shown to a server and is to be shown by each new session, too. */
    private record Credentials(String scheme, String auth) {}

    /** Makes the handle of each new session. */
    private final class Factory implements ZookeeperFactory {
        @Override
        public ZooKeeper newZooKeeper(String connectString, int sessionTimeout, Watcher watcher, boolean readOnly)
                throws IOException {
            Handle handle = new Handle(connectString, sessionTimeout, watcher, readOnly);
            credentials.forEach(
                    one -> handle.addAuthInfo(one.scheme(), one.auth().getBytes(StandardCharsets.UTF_8)));
            return handle;
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
        // Each listener has to hear of a new session, whoever else has.
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
    public void close() {
        curator.close();
    }
}
