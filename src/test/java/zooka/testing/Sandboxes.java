package zooka.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.zookeeper.servers.LiveEnsemble;
import zooka.clients.zookeeper.servers.Server;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;

/**
 * Real servers for tests. The shared ones start when the first test asks for them, serve all tests of the JVM, and end with
 * it; a test that breaks something takes a fresh one.
 */
public final class Sandboxes {

    private static final Map<Mode, Sandbox> SHARED = new EnumMap<>(Mode.class);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Sandboxes::closeShared, "end of the shared sandboxes"));
    }

    private Sandboxes() {}

    /** Three ZooKeeper servers and three brokers on them, with topics, znodes and traffic. Shared: leave it as it is. */
    public static Sandbox zookeeper() {
        return shared(Mode.ZOOKEEPER);
    }

    /** Three KRaft nodes with topics and traffic. Shared: leave it as it is. */
    public static Sandbox kraft() {
        return shared(Mode.KRAFT);
    }

    /** One of the test's own, to be closed by it. */
    public static Sandbox fresh(Mode mode, Options options) {
        return Sandbox.start(mode, options, text -> {});
    }

    /** The name of the ZooKeeper server that leads: {@code zk-2}. */
    public static String leader(Sandbox sandbox) {
        List<String> addresses = List.of(sandbox.zookeeper().orElseThrow().split(",", -1));
        List<Server> servers = new LiveEnsemble(addresses, Duration.ofSeconds(5), Optional.empty()).servers();
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).leads()) {
                return "zk-" + (i + 1);
            }
        }
        throw new AssertionError("no server leads");
    }

    private static synchronized Sandbox shared(Mode mode) {
        return SHARED.computeIfAbsent(mode, missing -> fresh(missing, Options.full()));
    }

    private static synchronized void closeShared() {
        List<Sandbox> all = new ArrayList<>(SHARED.values());
        SHARED.clear();
        all.forEach(Sandbox::close);
    }
}
