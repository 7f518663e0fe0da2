package zooka.clients.zookeeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.Requests.Answer;
import zooka.clients.zookeeper.Requests.Request;
import zooka.clients.zookeeper.Znodes.Event;
import zooka.clients.zookeeper.security.SessionSecurity;

/** {@link ZooKeeperSession} over ZooKeeper's own client. */
final class ClientSession implements ZooKeeperSession {

    private final ZooKeeperAddress address;
    private final SessionSecurity admission;
    private final Connection connection;
    private final Requests requests;
    private final Duration timeout;
    private final Consumer<Notice> notices;

    /** One for all, so that the client can be told which watches are ours. */
    private final Watcher watcher = this::fired;

    private final Set<WatchKey> watched = ConcurrentHashMap.newKeySet();
    private boolean listening;

    /** Values are read and notices given here, one after the other: the client's own thread must not wait. */
    private final Executor telling = Async.queue("notices", 1);

    private record WatchKey(WatchMode how, String path) {}

    ClientSession(
            ZooKeeperAddress address,
            SessionSecurity admission,
            Connection connection,
            Requests requests,
            Duration timeout,
            Consumer<Notice> notices) {
        this.address = address;
        this.admission = admission;
        this.connection = connection;
        this.requests = requests;
        this.timeout = timeout;
        this.notices = notices;
    }

    @Override
    public Description describe() {
        ZooKeeperHandle handle = connection.handle();
        // Only with an answer is it known which server it is.
        requests.read(exists("/"));
        return new Description(
                handle.getSessionId(),
                Duration.ofMillis(handle.getSessionTimeout()),
                handle.getState().toString(),
                handle.server(),
                handle.local(),
                admission.secure(),
                admission.credentialNames());
    }

    @Override
    public List<Identity> whoami() {
        ZooKeeperHandle handle = connection.handle();
        // The client has this call only in a form that waits without a bound.
        Async<List<Identity>> asked = Async.ask("whoami", () -> handle.whoAmI().stream()
                .map(info -> new Identity(info.getAuthScheme(), info.getUser()))
                .toList());
        Optional<List<Identity>> identities = asked.answer(Deadline.in(timeout));
        if (identities.isEmpty()) {
            asked.cancel();
            throw Failure.unreachable("no answer to whoami");
        }
        return identities.get();
    }

    @Override
    public void authenticate(String scheme, String auth) {
        try (DirectConnection trial = new DirectConnection(address, admission, timeout, false)) {
            ZooKeeperHandle handle = trial.handle();
            trial.authenticate(scheme, auth);
            Code code;
            try {
                code = new Requests(trial, timeout).change(exists("/")).code();
            } catch (Failure failure) {
                if (handle.getState() != ZooKeeper.States.AUTH_FAILED) {
                    throw failure;
                }
                code = Code.AUTHFAILED; // it was refused before the question went out
            }
            if (code == Code.AUTHFAILED || handle.getState() == ZooKeeper.States.AUTH_FAILED) {
                throw new Failure(Failure.Kind.REFUSED, "the server refuses these credentials for scheme " + scheme)
                        .hint(
                                "the servers must support the scheme; for a user and password, run addauth digest USER:PASSWORD");
            }
            if (ZooKeeperErrors.passing(code)) {
                throw ZooKeeperErrors.of(code, "/", "authenticating the session");
            }
        }
        connection.authenticate(scheme, auth);
    }

    @Override
    public List<String> ephemerals(String prefix) {
        Request<List<String>> request = (handle, reply) ->
                handle.getEphemerals(prefix, (code, context, paths) -> reply.done(code, paths), null);
        Answer<List<String>> answer = requests.read(request);
        if (answer.code() != Code.OK) {
            throw ZooKeeperErrors.of(answer.code(), prefix, "listing this session's ephemerals");
        }
        List<String> sorted = new ArrayList<>(answer.value());
        Collections.sort(sorted);
        return sorted;
    }

    @Override
    public void watch(WatchMode how, String path) {
        listen();
        Code code = requests.change(setting(how, path)).code();
        boolean awaited = how == WatchMode.EXISTENCE && code == Code.NONODE;
        if (code != Code.OK && !awaited) {
            throw ZooKeeperErrors.of(code, path, "watching " + path);
        }
        watched.add(new WatchKey(how, path));
    }

    private Request<String> setting(WatchMode how, String path) {
        return switch (how) {
            case DATA ->
                (handle, reply) -> handle.getData(
                        path, watcher, (code, ignored, context, data, stat) -> reply.done(code, path), null);
            case EXISTENCE ->
                (handle, reply) ->
                        handle.exists(path, watcher, (code, ignored, context, stat) -> reply.done(code, path), null);
            case CHILDREN ->
                (handle, reply) -> handle.getChildren(
                        path, watcher, (code, ignored, context, names) -> reply.done(code, path), null);
            case CONFIG ->
                (handle, reply) ->
                        handle.getConfig(watcher, (code, ignored, context, data, stat) -> reply.done(code, path), null);
            case PERSISTENT -> adding(path, AddWatchMode.PERSISTENT);
            case PERSISTENT_RECURSIVE -> adding(path, AddWatchMode.PERSISTENT_RECURSIVE);
        };
    }

    private Request<String> adding(String path, AddWatchMode mode) {
        return (handle, reply) ->
                handle.addWatch(path, watcher, mode, (code, ignored, context) -> reply.done(code, path), null);
    }

    /** The client sets its watches again within a session; with a new session that is for us to do. */
    @SuppressWarnings("MustBeClosedChecker") // it listens for as long as the connection lasts
    private synchronized void listen() {
        if (!listening) {
            connection.handle();
            connection.onChange(change -> {
                if (change == Connection.Change.NEW_SESSION) {
                    ZooKeeperHandle handle = connection.handle();
                    watched.forEach(one -> setting(one.how(), one.path()).send(handle, (code, path) -> {}));
                }
            });
            listening = true;
        }
    }

    private void fired(WatchedEvent seen) {
        Optional<Event.Type> type =
                switch (seen.getType()) {
                    case NodeCreated -> Optional.of(Event.Type.CREATED);
                    case NodeDataChanged -> Optional.of(Event.Type.CHANGED);
                    case NodeDeleted -> Optional.of(Event.Type.DELETED);
                    case NodeChildrenChanged -> Optional.of(Event.Type.CHILDREN);
                    default -> Optional.empty();
                };
        if (type.isEmpty()) {
            return;
        }
        String path = seen.getPath();
        if (seen.getType() != EventType.NodeChildrenChanged) {
            watched.remove(new WatchKey(WatchMode.DATA, path));
            watched.remove(new WatchKey(WatchMode.EXISTENCE, path));
            watched.remove(new WatchKey(WatchMode.CONFIG, path));
        }
        if (seen.getType() == EventType.NodeChildrenChanged || seen.getType() == EventType.NodeDeleted) {
            watched.remove(new WatchKey(WatchMode.CHILDREN, path));
        }
        Event event = new Event(Instant.now(), type.get(), path, seen.getZxid());
        telling.execute(() -> notices.accept(new Notice(event, value(event))));
    }

    private Optional<byte[]> value(Event event) {
        if (event.type() != Event.Type.CREATED && event.type() != Event.Type.CHANGED) {
            return Optional.empty();
        }
        Request<byte[]> request = (handle, reply) -> handle.getData(
                event.path(), false, (code, ignored, context, data, stat) -> reply.done(code, data), null);
        try {
            return Optional.ofNullable(requests.read(request).value());
        } catch (Failure e) {
            return Optional.empty(); // the event is told even where the value cannot be read
        }
    }

    @Override
    public void unwatch(WatcherType which, String path, boolean local) {
        Watcher.WatcherType type =
                switch (which) {
                    case CHILDREN -> Watcher.WatcherType.Children;
                    case DATA -> Watcher.WatcherType.Data;
                    case PERSISTENT -> Watcher.WatcherType.Persistent;
                    case PERSISTENT_RECURSIVE -> Watcher.WatcherType.PersistentRecursive;
                    case ANY -> Watcher.WatcherType.Any;
                };
        Request<String> request = (handle, reply) -> handle.removeWatches(
                path, watcher, type, local, (code, ignored, context) -> reply.done(code, path), null);
        Code code = requests.change(request).code();
        if (code != Code.OK) {
            throw ZooKeeperErrors.of(code, path, "removing watches from " + path);
        }
        watched.removeIf(one -> one.path().equals(path) && isOf(which, one.how()));
    }

    private static boolean isOf(WatcherType which, WatchMode how) {
        return switch (which) {
            case CHILDREN -> how == WatchMode.CHILDREN;
            case DATA -> how == WatchMode.DATA || how == WatchMode.EXISTENCE || how == WatchMode.CONFIG;
            case PERSISTENT -> how == WatchMode.PERSISTENT;
            case PERSISTENT_RECURSIVE -> how == WatchMode.PERSISTENT_RECURSIVE;
            case ANY -> true;
        };
    }

    @Override
    public Znodes.Znode config() {
        Request<Znodes.Znode> request = (handle, reply) -> handle.getConfig(
                false,
                (code, path, context, data, stat) -> reply.done(code, code == 0 ? config(data, stat) : null),
                null);
        Answer<Znodes.Znode> answer = requests.read(request);
        if (answer.code() != Code.OK) {
            throw ZooKeeperErrors.of(answer.code(), ZooDefs.CONFIG_NODE, "reading " + ZooDefs.CONFIG_NODE);
        }
        return answer.value();
    }

    private static Znodes.Znode config(byte[] data, org.apache.zookeeper.data.Stat stat) {
        return new Znodes.Znode(ZooDefs.CONFIG_NODE, Optional.ofNullable(data), ClientZnodes.stat(stat));
    }

    @Override
    public Znodes.Znode reconfigure(Reconfiguration wanted) {
        Request<Znodes.Znode> request = (handle, reply) -> ((ZooKeeperHandle) handle)
                .reconfigure(
                        list(wanted.joining()),
                        list(wanted.leaving()),
                        list(wanted.members()),
                        wanted.version().orElse(-1),
                        (code, path, context, data, stat) -> reply.done(code, code == 0 ? config(data, stat) : null),
                        null);
        Answer<Znodes.Znode> answer = requests.change(request);
        if (answer.code() == Code.BADVERSION) {
            throw Failure.conflict("the members of the ensemble have changed in the meantime")
                    .hint("config");
        }
        if (answer.code() == Code.BADARGUMENTS) {
            throw new Failure(Failure.Kind.FAILED, "the servers do not accept these members")
                    .hint(
                            "server.ID=HOST:PORT:PORT[:participant|observer];PORT, with unique ids and ports, and a remaining quorum");
        }
        if (answer.code() == Code.NOAUTH) {
            throw new Failure(Failure.Kind.REFUSED, "no permission to reconfigure the ensemble")
                    .hint("run addauth digest super:PASSWORD, or change the ACL of /zookeeper/config to allow writes");
        }
        if (answer.code() != Code.OK) {
            throw ZooKeeperErrors.of(answer.code(), ZooDefs.CONFIG_NODE, "reconfiguring the ensemble");
        }
        return answer.value();
    }

    private static List<String> list(List<String> given) {
        return given.isEmpty() ? null : given;
    }

    private static Request<String> exists(String path) {
        return (handle, reply) ->
                handle.exists(path, false, (code, ignored, context, stat) -> reply.done(code, path), null);
    }
}
