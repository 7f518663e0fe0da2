package zooka.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import zooka.clients.Failure;

/**
 * The servers of a sandbox and their ports.
 *
 * @param mode the kind of sandbox
 * @param folder the folder of the sandbox
 * @param zookeepers the ensemble; empty in {@link Mode#KRAFT}
 * @param brokers the Kafka nodes
 */
record Layout(Mode mode, Path folder, List<Node> zookeepers, List<Node> brokers) {

    static final String HOST = "127.0.0.1";

    // Below the range from which Linux takes ports for outgoing connections: one of those could use a killed server's
    // port.
    private static final int LOWEST_PORT = 15_000;
    private static final int HIGHEST_PORT = 32_000;

    /**
     * A server's kind, id and ports.
     *
     * @param kind the kind of server
     * @param id its number in the cluster, from 1
     * @param port the port for clients
     * @param peer the port for peers: a ZooKeeper server's followers, a KRaft controller's quorum
     * @param election the port for elections of a ZooKeeper ensemble
     */
    record Node(ServerStatus.Kind kind, int id, int port, int peer, int election) {

        String name() {
            return (kind == ServerStatus.Kind.ZOOKEEPER ? "zk-" : "kafka-") + id;
        }

        String address() {
            return HOST + ":" + port;
        }
    }

    /** Assigns ports that are free now to every server. */
    static Layout choose(Mode mode, Options options, Path folder) {
        int zookeepers = mode == Mode.KRAFT ? 0 : options.zookeepers();
        Set<Integer> taken = new HashSet<>();
        return new Layout(
                mode,
                folder,
                nodes(ServerStatus.Kind.ZOOKEEPER, zookeepers, taken),
                nodes(ServerStatus.Kind.KAFKA, options.brokers(), taken));
    }

    private static List<Node> nodes(ServerStatus.Kind kind, int count, Set<Integer> taken) {
        List<Node> nodes = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            nodes.add(new Node(kind, id, freePort(taken), freePort(taken), freePort(taken)));
        }
        return List.copyOf(nodes);
    }

    private static int freePort(Set<Integer> taken) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (taken.add(port) && PortClaims.claim(port)) {
                return port;
            }
        }
        throw new Failure(Failure.Kind.FAILED, "no free port between " + LOWEST_PORT + " and " + HIGHEST_PORT);
    }

    List<Node> all() {
        List<Node> all = new ArrayList<>(zookeepers);
        all.addAll(brokers);
        return all;
    }

    Software software(Node node) {
        if (node.kind() == ServerStatus.Kind.ZOOKEEPER) {
            return Software.ZOOKEEPER;
        }
        return mode == Mode.KRAFT ? Software.KAFKA_KRAFT : Software.KAFKA_ON_ZOOKEEPER;
    }

    /** The software of this layout, in the order in which it is started. */
    List<Software> software() {
        return all().stream().map(this::software).distinct().toList();
    }

    Path folder(Node node) {
        return folder.resolve(node.name());
    }

    Path log(Node node) {
        return folder.resolve(node.name() + ".log");
    }

    Optional<String> zookeeper() {
        return addresses(zookeepers);
    }

    Optional<String> bootstrap() {
        return addresses(brokers);
    }

    private static Optional<String> addresses(List<Node> nodes) {
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(nodes.stream().map(Node::address).collect(Collectors.joining(",")));
    }
}
