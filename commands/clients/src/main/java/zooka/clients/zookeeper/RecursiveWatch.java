package zooka.clients.zookeeper;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooKeeper;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes.Event;

/**
 * A persistent recursive watch (ZooKeeper 3.6 and later) that is set again with each new session. The client sets it
 * again by itself when it finds another server within the session. On older servers one-shot watches do the work.
 */
final class RecursiveWatch implements Znodes.Watch {

    private final Connection connection;
    private final String path;
    private final Consumer<Event> listener;
    private final Watcher watcher = this::seen;
    private final AutoCloseable connectionListener;
    private final AtomicBoolean connected = new AtomicBoolean(true);

    /** The session that holds the watch. */
    private volatile Optional<ZooKeeper> watched = Optional.empty();

    /** What does the work on a server that knows no persistent watches. */
    private volatile Optional<OneShotWatch> oneShots = Optional.empty();

    private volatile boolean closed;

    RecursiveWatch(Connection connection, String path, Consumer<Event> listener) {
        this.connection = connection;
        this.path = path;
        this.listener = listener;
        ZooKeeper handle = connection.handle();
        this.connectionListener = connection.onChange(this::changed);
        try {
            handle.addWatch(path, watcher, AddWatchMode.PERSISTENT_RECURSIVE);
            watched = Optional.of(handle);
        } catch (KeeperException.UnimplementedException e) {
            // Such a server closes the connection with its answer; the listener hears of the next connection.
            oneShots = Optional.of(new OneShotWatch(handle, path, listener));
        } catch (KeeperException e) {
            throw ZooKeeperErrors.of(e, path, "watching " + path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    private void changed(Connection.Change change) {
        if (closed) {
            return;
        }
        switch (change) {
            case LOST -> {
                if (connected.getAndSet(false)) {
                    listener.accept(new Event(Instant.now(), Event.Type.DISCONNECTED, path, -1));
                }
            }
            case BACK -> {
                oneShots.ifPresent(watch -> watch.resume(connection.handle()));
                back();
            }
            case NEW_SESSION -> watchAgain(connection.handle());
        }
    }

    private void watchAgain(ZooKeeper handle) {
        if (oneShots.isPresent()) {
            oneShots.get().resume(handle);
            back();
            return;
        }
        // Asynchronously: this is the client's event thread, and a synchronous call would wait for itself.
        handle.addWatch(
                path,
                watcher,
                AddWatchMode.PERSISTENT_RECURSIVE,
                (code, ignored, context) -> {
                    if (Code.get(code) == Code.OK) {
                        watched = Optional.of(handle);
                        back();
                    }
                },
                null);
    }

    private void back() {
        if (!connected.getAndSet(true)) {
            listener.accept(new Event(Instant.now(), Event.Type.CONNECTED, path, -1));
        }
    }

    private void seen(WatchedEvent event) {
        if (closed || event.getType() == EventType.None) {
            return;
        }
        Event.Type type =
                switch (event.getType()) {
                    case NodeCreated -> Event.Type.CREATED;
                    case NodeDeleted -> Event.Type.DELETED;
                    case NodeDataChanged -> Event.Type.CHANGED;
                    default -> null;
                };
        if (type != null) {
            listener.accept(new Event(Instant.now(), type, event.getPath(), event.getZxid()));
        }
    }

    @Override
    public void close() {
        closed = true;
        oneShots.ifPresent(OneShotWatch::close);
        try {
            connectionListener.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        watched.filter(handle -> handle.getState().isConnected())
                .ifPresent(handle -> handle.removeWatches(
                        path,
                        watcher,
                        Watcher.WatcherType.PersistentRecursive,
                        true,
                        (code, ignored, context) -> {},
                        null));
    }
}
