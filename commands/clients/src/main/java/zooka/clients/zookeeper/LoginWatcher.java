package zooka.clients.zookeeper;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;

/** Receives the first events of a session: whether it is authenticated, which with SASL follows the connection. */
final class LoginWatcher implements Watcher {

    private final Watcher behind;
    private final boolean sasl;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean refused;

    /** @param sasl whether a session is only ready after its SASL login */
    LoginWatcher(Watcher behind, boolean sasl) {
        this.behind = behind;
        this.sasl = sasl;
    }

    @Override
    public void process(WatchedEvent event) {
        if (event.getType() == Event.EventType.None) {
            switch (event.getState()) {
                case AuthFailed -> {
                    // Without its login the client would continue without an identity, which is not what was requested.
                    refused = true;
                    settled.countDown();
                }
                case SaslAuthenticated -> settled.countDown();
                case SyncConnected, ConnectedReadOnly -> {
                    if (!sasl) {
                        settled.countDown();
                    }
                }
                default -> {}
            }
        }
        behind.process(event);
    }

    /** Waits until the login is accepted or refused; false if neither happens in time. */
    boolean await(long millis) throws InterruptedException {
        return settled.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether the login was refused. */
    boolean refused() {
        return refused;
    }
}
