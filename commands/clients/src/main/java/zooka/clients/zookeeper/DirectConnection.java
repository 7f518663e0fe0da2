package zooka.clients.zookeeper;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings.Credential;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.security.SessionSecurity;

/**
 * One session without Curator, for one command: it starts 30 to 100 ms sooner and is closed without the 100 ms that the
 * client library sleeps. It does not outlive the session's expiry.
 */
final class DirectConnection implements Connection {

    private final ZooKeeperAddress address;
    private final SessionOpener entrance;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final ZooKeeperHandle handle;

    DirectConnection(ZooKeeperAddress address, SessionSecurity admission, Duration timeout, boolean readOnly) {
        this.address = address;
        this.entrance = new SessionOpener(address, admission, timeout);
        try {
            // The client gives each server sessionTimeout / servers to answer, so all are tried within the timeout.
            this.handle = entrance.open(address.connectString(), (int) timeout.toMillis(), this::changed, readOnly);
        } catch (IOException e) {
            throw Failure.unreachable("cannot reach " + address.connectString() + ": " + e.getMessage())
                    .cause(e);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("'" + address.connectString() + "' is not an ensemble: " + e.getMessage())
                    .cause(e);
        }
    }

    private void changed(WatchedEvent event) {
        if (event.getType() != EventType.None) {
            return;
        }
        if (event.getState() == KeeperState.SyncConnected || event.getState() == KeeperState.ConnectedReadOnly) {
            listeners.forEach(listener -> listener.accept(Change.BACK));
        } else {
            listeners.forEach(listener -> listener.accept(Change.LOST));
        }
    }

    @Override
    public ZooKeeperHandle handle() {
        try {
            entrance.await(handle.login()::await);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
        return handle;
    }

    @Override
    public void authenticate(String scheme, String auth) {
        handle();
        entrance.addCredential(new Credential(scheme, auth));
    }

    @Override
    public AutoCloseable onChange(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
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
        handle.closeQuickly();
        entrance.close();
    }
}
