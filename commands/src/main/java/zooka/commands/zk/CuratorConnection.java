package zooka.commands.zk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.ZooKeeper;
import zooka.commands.Failure;

/** A session that is replaced when it expires, by Curator: what a shell or a stream of events needs. */
final class CuratorConnection implements Connection {

    private final ZooKeeperAddress address;
    private final Duration timeout;
    private final CuratorFramework curator;
    private long session;

    CuratorConnection(ZooKeeperAddress address, Duration timeout) {
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
                .zkClientConfig(new ClientConfig())
                .build();
        curator.start();
    }

    @Override
    public ZooKeeper handle() {
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
            return curator.getZookeeperClient().getZooKeeper();
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
    public AutoCloseable onChange(Consumer<Change> listener) {
        ConnectionStateListener adapter = (client, state) -> {
            if (state == ConnectionState.SUSPENDED || state == ConnectionState.LOST) {
                listener.accept(Change.LOST);
            } else if (state.isConnected()) {
                listener.accept(sessionChanged() ? Change.NEW_SESSION : Change.BACK);
            }
        };
        sessionChanged();
        curator.getConnectionStateListenable().addListener(adapter);
        return () -> curator.getConnectionStateListenable().removeListener(adapter);
    }

    private synchronized boolean sessionChanged() {
        try {
            long now = curator.getZookeeperClient().getZooKeeper().getSessionId();
            boolean changed = now != session;
            session = now;
            return changed;
        } catch (Exception e) {
            return true;
        }
    }

    @Override
    public void close() {
        curator.close();
    }
}
