package zooka.clients.kafka.wire;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.Selectable;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;

/**
 * Makes a library client connect to brokers by an address map. The library has no extension point for that,
 * so two of its private fields are replaced, found by their types: the selector and the resolver. Connections keep
 * the advertised name for TLS.
 */
public final class AddressMapPatch {

    /**
     * The bootstrap address of a new client, with port 0. Some clients start to connect before they are patched, and would keep
     * what they learned; so they get their first broker when they are patched.
     */
    static final String NOWHERE = "127.0.0.1:0";

    private static final String LIBRARY = "org.apache.kafka.clients.";

    /** The maximum depth of the network client within a client. */
    private static final int DEPTH = 8;

    /** How long to wait for consumers that create their network client on another thread. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long INTERVAL_MILLIS = 5;

    /** The ids of a consumer's second connection, to its coordinator, count down from here. */
    private static final int COORDINATORS = Integer.MAX_VALUE;

    private static final Duration LOOKUP = Duration.ofSeconds(2);

    private final AddressMap map;
    private final Node first;
    private final Selectable selectable;

    /** The attempts of each connection: a name with several addresses is tried at each. Used by one thread. */
    private final Map<String, Integer> dials = new HashMap<>();

    private AddressMapPatch(AddressMap map, Node first, Selectable selectable) {
        this.map = map;
        this.first = first;
        this.selectable = selectable;
    }

    /**
     * Patches a new client.
     *
     * @param first its first broker, in place of {@link #NOWHERE}
     * @throws Failure if this version of the library has another structure
     */
    static void of(Object client, AddressMap map, Node first) {
        try {
            Deadline deadline = Deadline.in(PATIENCE);
            Optional<NetworkClient> network = find(client);
            while (network.isEmpty()) {
                if (deadline.passed()) {
                    throw new IllegalStateException("no network client inside " + client.getClass());
                }
                deadline.within(INTERVAL_MILLIS).await();
                network = find(client);
            }
            install(network.get(), map, first);
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (e instanceof Failure failure) {
                throw failure;
            }
            throw new Failure(
                            Failure.Kind.FAILED,
                            "this version of the Kafka client does not support an address map: " + e.getMessage())
                    .cause(e);
        }
    }

    private static void install(NetworkClient network, AddressMap map, Node first) throws ReflectiveOperationException {
        Field selector = field(network, Selectable.class);
        Selectable selectable = (Selectable) selector.get(network);
        AddressMapPatch patch = new AddressMapPatch(map, first, selectable);
        Object states = field(network, Class.forName(LIBRARY + "ClusterConnectionStates"))
                .get(network);
        field(states, HostResolver.class).set(states, (HostResolver) AddressMapPatch::standIn);
        selector.set(
                network,
                Proxy.newProxyInstance(
                        Selectable.class.getClassLoader(),
                        new Class<?>[] {Selectable.class},
                        (proxy, method, arguments) -> patch.call(method, arguments)));
    }

    /** The field of this type, made accessible. */
    public static Field field(Object owner, Class<?> type) throws ReflectiveOperationException {
        for (Field field : owner.getClass().getDeclaredFields()) {
            if (field.getType() == type && !Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                return field;
            }
        }
        throw new NoSuchFieldException("no " + type.getSimpleName() + " in " + owner.getClass());
    }

    /** Searches for the network client, breadth first. */
    private static Optional<NetworkClient> find(Object client) throws ReflectiveOperationException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> level = new ArrayDeque<>();
        level.add(client);
        for (int depth = 0; depth < DEPTH && !level.isEmpty(); depth++) {
            Deque<Object> below = new ArrayDeque<>();
            for (Object owner : level) {
                if (owner instanceof NetworkClient network) {
                    return Optional.of(network);
                }
                for (Class<?> type = owner.getClass(); type != null && isOfLibrary(type); type = type.getSuperclass()) {
                    for (Field field : type.getDeclaredFields()) {
                        add(below, seen, owner, field);
                    }
                }
            }
            level = below;
        }
        return Optional.empty();
    }

    private static void add(Deque<Object> below, Set<Object> seen, Object owner, Field field)
            throws IllegalAccessException {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return;
        }
        field.setAccessible(true);
        Object value = field.get(owner);
        if (value != null && isOfLibrary(value.getClass()) && seen.add(value)) {
            below.add(value);
        }
    }

    private static boolean isOfLibrary(Class<?> type) {
        // Fields of lambdas are not accessible, and contain nothing that is not elsewhere.
        return type.getName().startsWith(LIBRARY) && !type.isHidden();
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            if (method.getName().equals("connect")) {
                arguments[1] = dialled((String) arguments[0], (InetSocketAddress) arguments[1]);
            }
            return method.invoke(selectable, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private InetSocketAddress dialled(String id, InetSocketAddress advertised) throws IOException {
        boolean begins = advertised.getPort() == 0;
        String host = begins ? first.host() : advertised.getHostString();
        int port = begins ? first.port() : advertised.getPort();
        Optional<String> target = map.reachable(broker(begins ? first.idString() : id), host, port);
        InetAddress[] all = lookup(host, target.map(Addresses::host).orElse(host));
        int turn = dials.merge(id, 1, Integer::sum) - 1;
        return new InetSocketAddress(
                all[turn % all.length], target.map(Addresses::port).orElse(port));
    }

    /** The broker of a connection; empty for one of the bootstrap list. */
    private static OptionalInt broker(String id) {
        try {
            int number = Integer.parseInt(id);
            int broker = number > COORDINATORS / 2 ? COORDINATORS - number : number;
            return broker < 0 ? OptionalInt.empty() : OptionalInt.of(broker);
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static InetAddress[] lookup(String host, String dialled) throws IOException {
        List<InetAddress> found;
        try {
            found = new Lookup()
                    .begin(host, dialled, () -> {})
                    .answer(Deadline.in(LOOKUP))
                    .orElse(List.of());
        } catch (Failure interrupted) {
            throw new IOException("interrupted", interrupted);
        }
        if (found.isEmpty()) {
            throw new UnknownHostException(dialled);
        }
        return found.toArray(InetAddress[]::new);
    }

    /** Returns each name unresolved until the connection is made, since only then is its broker known. */
    private static InetAddress[] standIn(String host) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByAddress(host, new byte[4])};
    }
}
