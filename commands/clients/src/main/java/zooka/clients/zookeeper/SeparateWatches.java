package zooka.clients.zookeeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import zooka.clients.zookeeper.Requests.Answer;
import zooka.clients.zookeeper.Requests.Request;
import zooka.clients.zookeeper.Znodes.Event;

/**
 * Persistent watches (ZooKeeper 3.6 and later) of single znodes, which are set and removed together and set again with each
 * new session. The client sets them again by itself when it finds another server within the session.
 */
final class SeparateWatches implements Znodes.Watches {

    private static final String ALL = "/";

    private final Connection connection;
    private final Requests requests;
    private final String chroot;
    private final Consumer<Event> listener;
    private final Watcher watcher = this::seen;
    private final AutoCloseable connectionListener;
    private final AtomicBoolean connected = new AtomicBoolean(true);
    private final Set<String> watched = ConcurrentHashMap.newKeySet();

    /** The handle of the session that has the watches. */
    private volatile Optional<ZooKeeperHandle> holder = Optional.empty();

    /** Whether the server has such watches; empty before it was asked for one. */
    private volatile Optional<Boolean> possible = Optional.empty();

    private volatile boolean closed;

    SeparateWatches(Connection connection, Requests requests, String chroot, Consumer<Event> listener) {
        this.connection = connection;
        this.requests = requests;
        this.chroot = chroot;
        this.listener = listener;
        connection.handle();
        this.connectionListener = connection.onChange(this::changed);
    }

    @Override
    public boolean only(Set<String> paths) {
        List<String> added =
                paths.stream().filter(path -> !watched.contains(path)).sorted().toList();
        List<String> removed =
                watched.stream().filter(path -> !paths.contains(path)).toList();
        if (possible.isEmpty() && !added.isEmpty()) {
            // A server without them closes the connection with its answer, so that the first one is sent alone.
            possible = Optional.of(add(added.subList(0, 1)));
            added = added.subList(1, added.size());
        }
        if (!possible.orElse(true) || !add(added)) {
            return false;
        }
        watched.removeAll(removed);
        holder.ifPresent(handle -> removed.forEach(path -> remove(handle, path)));
        return true;
    }

    /** Sets watches; whether the server has them. */
    private boolean add(List<String> paths) {
        if (paths.isEmpty()) {
            return true;
        }
        holder = Optional.of(connection.handle());
        synchronized (watched) {
            watched.addAll(paths); // before the first event, and before a new session
        }
        List<String> open = new ArrayList<>(paths);
        try {
            List<Request<String>> setting = paths.stream().map(this::setting).toList();
            for (Answer<String> answer : requests.readSmall(setting)) {
                if (answer.code() == Code.UNIMPLEMENTED) {
                    return false;
                }
                if (answer.code() != Code.OK) {
                    throw ZooKeeperErrors.of(answer.code(), open.get(0), "watching " + open.get(0));
                }
                open.remove(0);
            }
        } finally {
            watched.removeAll(open);
        }
        return true;
    }

    private Request<String> setting(String path) {
        return (handle, reply) -> handle.addWatch(
                path, watcher, AddWatchMode.PERSISTENT, (code, ignored, context) -> reply.done(code, path), null);
    }

    private void remove(ZooKeeperHandle handle, String path) {
        handle.removeWatches(
                path,
                watcher,
                Watcher.WatcherType.Persistent,
                true,
                (code, ignored, context) -> removeFromServer(handle, path),
                null);
    }

    /** Removes the server's watch, unless the znode is watched again, or by others of this session. */
    private void removeFromServer(ZooKeeperHandle handle, String path) {
        synchronized (watched) {
            if (!watched.contains(path) && !handle.watches(path)) {
                handle.removeWatchesOfServer(path.equals("/") && !chroot.isEmpty() ? chroot : chroot + path);
            }
        }
    }

    private void changed(Connection.Change change) {
        if (closed) {
            return;
        }
        switch (change) {
            case LOST -> {
                if (connected.getAndSet(false)) {
                    listener.accept(new Event(Instant.now(), Event.Type.DISCONNECTED, ALL, -1));
                }
            }
            case BACK -> back();
            case NEW_SESSION -> again(connection.handle());
        }
    }

    /** Sets all watches in a new session. Without waiting: this is the client's event thread. */
    private void again(ZooKeeperHandle handle) {
        holder = Optional.of(handle);
        List<String> paths = List.copyOf(watched);
        AtomicInteger left = new AtomicInteger(paths.size());
        if (paths.isEmpty()) {
            back();
        }
        for (String path : paths) {
            setting(path).send(handle, (code, ignored) -> {
                if (left.decrementAndGet() == 0 && Code.get(code) == Code.OK) {
                    back();
                }
            });
        }
    }

    private void back() {
        if (!connected.getAndSet(true)) {
            listener.accept(new Event(Instant.now(), Event.Type.CONNECTED, ALL, -1));
        }
    }

    private void seen(WatchedEvent event) {
        if (closed || event.getType() == Watcher.Event.EventType.None || !watched.contains(event.getPath())) {
            return;
        }
        Optional<Event.Type> type =
                switch (event.getType()) {
                    case NodeCreated -> Optional.of(Event.Type.CREATED);
                    case NodeDeleted -> Optional.of(Event.Type.DELETED);
                    case NodeDataChanged -> Optional.of(Event.Type.CHANGED);
                    case NodeChildrenChanged -> Optional.of(Event.Type.CHILDREN);
                    default -> Optional.empty();
                };
        type.ifPresent(what -> listener.accept(new Event(Instant.now(), what, event.getPath(), event.getZxid())));
    }

    @Override
    public void close() {
        closed = true;
        try {
            connectionListener.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        List<String> removed = List.copyOf(watched);
        watched.clear();
        holder.filter(handle -> handle.getState().isConnected())
                .ifPresent(handle -> removed.forEach(path -> remove(handle, path)));
    }
}
