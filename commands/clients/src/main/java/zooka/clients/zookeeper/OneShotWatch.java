package zooka.clients.zookeeper;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import zooka.clients.zookeeper.Znodes.Event;

/**
 * Watches a subtree on a server without persistent watches (before 3.6), by one-shot watches on each of its znodes that are
 * set again as they fire. What happens to one znode between an event and the next watch is seen as one event.
 */
final class OneShotWatch implements Znodes.Watch {

    private final String root;
    private final Consumer<Event> listener;
    /** One for all, so that the client keeps it once for each znode. */
    private final Watcher watcher = this::fired;

    /** The znodes that are there; read and changed by the client's event thread and by the thread that resumes the watch. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private volatile ZooKeeper handle;
    private volatile boolean begun;
    private volatile boolean closed;

    /** Sets the watches; what exists already is not an event. */
    OneShotWatch(ZooKeeper handle, String root, Consumer<Event> listener) {
        this.handle = handle;
        this.root = root;
        this.listener = listener;
        watch(root, false);
    }

    /** Sets the watches again after the loss of a server, and tells what came and went meanwhile. */
    void resume(ZooKeeper newHandle) {
        handle = newHandle;
        boolean isNews = begun;
        List.copyOf(known).forEach(path -> watch(path, isNews));
        if (!known.contains(root)) {
            watch(root, isNews);
        }
    }

    private void watch(String path, boolean isNews) {
        handle.exists(
                path,
                watcher,
                (code, ignored, context, stat) -> {
                    begun |= Code.get(code) == Code.OK || Code.get(code) == Code.NONODE;
                    if (Code.get(code) == Code.OK) {
                        if (known.add(path) && isNews) {
                            tell(Event.Type.CREATED, path, stat.getCzxid());
                        }
                        children(path, isNews);
                    } else if (Code.get(code) == Code.NONODE && known.remove(path)) {
                        tell(Event.Type.DELETED, path, -1);
                    }
                },
                null);
    }

    private void children(String path, boolean isNews) {
        handle.getChildren(
                path,
                watcher,
                (code, ignored, context, names) -> {
                    if (Code.get(code) == Code.OK) {
                        look(path, names, isNews);
                    }
                },
                null);
    }

    private void look(String path, List<String> names, boolean isNews) {
        for (String name : names) {
            String child = Znodes.child(path, name);
            if (!known.contains(child)) {
                watch(child, isNews);
            }
        }
    }

    private void fired(WatchedEvent event) {
        if (closed || event.getState() != KeeperState.SyncConnected || event.getType() == EventType.None) {
            return;
        }
        String path = event.getPath();
        switch (event.getType()) {
            case NodeDataChanged -> {
                tell(Event.Type.CHANGED, path, event.getZxid());
                handle.exists(path, watcher, (code, ignored, context, stat) -> {}, null);
            }
            case NodeChildrenChanged -> children(path, true);
            case NodeDeleted -> {
                if (known.remove(path)) {
                    tell(Event.Type.DELETED, path, event.getZxid());
                }
                if (path.equals(root)) {
                    watch(root, true); // it may come back
                }
            }
            case NodeCreated -> watch(path, true);
            default -> {}
        }
    }

    private void tell(Event.Type type, String path, long zxid) {
        if (!closed) {
            listener.accept(new Event(Instant.now(), type, path, zxid));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
