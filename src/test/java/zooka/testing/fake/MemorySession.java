package zooka.testing.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;

/** A session with an ensemble in memory: three servers, and the znodes of a {@link FakeZnodes}. */
public final class MemorySession implements ZooKeeperSession {

    private static final String CONFIG = "/zookeeper/config";

    /** The user who may do everything. */
    private static final Identity SUPER = new Identity("super", "");

    private record WatchKey(WatchMode how, String path) {}

    private final FakeZnodes znodes;
    private final Consumer<Notice> notices;
    private final List<Identity> identities = new ArrayList<>(List.of(new Identity("ip", "127.0.0.1")));
    private final List<WatchKey> watched = new ArrayList<>();
    private final Map<Integer, String> members = new TreeMap<>();
    private long version = 0x100000000L;

    /** @param notices told what watches see, at once */
    @SuppressWarnings("MustBeClosedChecker") // it listens for as long as the znodes are there
    public MemorySession(FakeZnodes znodes, Consumer<Notice> notices) {
        this.znodes = znodes;
        this.notices = notices;
        for (int id = 1; id <= 3; id++) {
            members.put(id, "zk-" + id + ":2888:3888:participant;0.0.0.0:2181");
        }
        znodes.watch("/", this::happened);
    }

    @Override
    public Description describe() {
        return new Description(
                FakeZnodes.SESSION,
                Duration.ofSeconds(5),
                "CONNECTED",
                Optional.of("zookeeper:2181"),
                Optional.of("127.0.0.1:50000"),
                false,
                List.of());
    }

    @Override
    public List<Identity> whoami() {
        return List.copyOf(identities);
    }

    @Override
    public void authenticate(String scheme, String auth) {
        if (!scheme.equals("digest") || auth.indexOf(':') < 0) {
            throw new Failure(Failure.Kind.REFUSED, "the server refuses these credentials for scheme " + scheme);
        }
        Identity identity = new Identity(scheme, auth.substring(0, auth.indexOf(':')));
        identities.add(auth.equals("super:sandbox") ? SUPER : identity);
    }

    @Override
    public List<String> ephemerals(String prefix) {
        return znodes.ephemerals().stream()
                .filter(path -> path.startsWith(prefix))
                .toList();
    }

    @Override
    public void watch(WatchMode how, String path) {
        boolean there = znodes.stat(path).isPresent() || how == WatchMode.CONFIG;
        if (!there && (how == WatchMode.DATA || how == WatchMode.CHILDREN)) {
            throw Znodes.missing(path);
        }
        if (!watched.contains(new WatchKey(how, path))) {
            watched.add(new WatchKey(how, path));
        }
    }

    @Override
    public void unwatch(WatcherType which, String path, boolean local) {
        if (!watched.removeIf(one -> one.path().equals(path) && isOf(which, one.how()))) {
            throw Failure.notFound("no such watch on " + path);
        }
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

    /** One event is told once, however many watches see it; those that are for one event are used up. */
    private void happened(Znodes.Event event) {
        String path = event.path();
        String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        if (watched.stream().anyMatch(one -> seesZnode(one, path))) {
            boolean there = event.type() != Znodes.Event.Type.DELETED;
            notices.accept(new Notice(event, there ? znodes.read(path).data() : Optional.empty()));
        }
        watched.removeIf(one -> oneTime(one.how()) && one.path().equals(path) && one.how() != WatchMode.CHILDREN);
        if (event.type() == Znodes.Event.Type.CHANGED) {
            return;
        }
        if (watched.stream().anyMatch(one -> seesChildren(one) && one.path().equals(parent))) {
            notices.accept(new Notice(
                    new Znodes.Event(event.time(), Znodes.Event.Type.CHILDREN, parent, event.zxid()),
                    Optional.empty()));
        }
        watched.removeIf(one -> one.how() == WatchMode.CHILDREN && one.path().equals(parent));
    }

    private static boolean seesZnode(WatchKey one, String path) {
        boolean below = path.startsWith(Znodes.child(one.path(), ""));
        return (one.how() == WatchMode.PERSISTENT_RECURSIVE && below)
                || (one.how() != WatchMode.CHILDREN && one.path().equals(path));
    }

    private static boolean seesChildren(WatchKey one) {
        return one.how() == WatchMode.CHILDREN || one.how() == WatchMode.PERSISTENT;
    }

    private static boolean oneTime(WatchMode how) {
        return how != WatchMode.PERSISTENT && how != WatchMode.PERSISTENT_RECURSIVE;
    }

    @Override
    public Znodes.Znode config() {
        String text = members.entrySet().stream()
                        .map(member -> "server." + member.getKey() + "=" + member.getValue() + "\n")
                        .collect(Collectors.joining())
                + "version=" + Long.toHexString(version);
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        Znodes.Stat stat =
                new Znodes.Stat(version, version, version, Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 0, data.length, 0);
        return new Znodes.Znode(CONFIG, Optional.of(data), stat);
    }

    @Override
    public Znodes.Znode reconfigure(Reconfiguration wanted) {
        if (!identities.contains(SUPER)) {
            throw new Failure(Failure.Kind.REFUSED, "no permission for changing the members of the ensemble");
        }
        if (wanted.version().isPresent() && wanted.version().getAsLong() != version) {
            throw Failure.conflict("the members of the ensemble have changed in the meantime")
                    .hint("config");
        }
        if (!wanted.members().isEmpty()) {
            members.clear();
        }
        wanted.members().forEach(this::join);
        wanted.joining().forEach(this::join);
        wanted.leaving().forEach(id -> members.remove(Integer.valueOf(id)));
        version++;
        return config();
    }

    /** @param member {@code server.ID=HOST:PORT:PORT:ROLE;PORT} */
    private void join(String member) {
        int equals = member.indexOf('=');
        members.put(Integer.valueOf(member.substring("server.".length(), equals)), member.substring(equals + 1));
    }
}
