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
 * @param controllers the KRaft controllers of a migration; empty without one
 */
record Layout(Mode mode, Path folder, List<Node> zookeepers, List<Node> brokers, List<Node> controllers) {

    static final String HOST = "127.0.0.1";

    // Below the range from which Linux takes ports for outgoing connections: one of those could use a killed server's
    // port.
    private static final int LOWEST_PORT = 15_000;
    private static final int HIGHEST_PORT = 32_000;

    /** Before the number of a controller: its id must not be that of a broker. */
    private static final int CONTROLLERS = 3000;

    /** Servers without a migration. */
    Layout(Mode mode, Path folder, List<Node> zookeepers, List<Node> brokers) {
        this(mode, folder, zookeepers, brokers, List.of());
    }

    /**
     * A server's kind, id and ports.
     *
     * @param kind the kind of server
     * @param id its number in the cluster, from 1; of a controller from 3001
     * @param port the port for clients; of a controller the port of its listener
     * @param peer the port for peers: a ZooKeeper server's followers, a KRaft controller's quorum
     * @param election the port for elections of a ZooKeeper ensemble
     */
    record Node(ServerStatus.Kind kind, int id, int port, int peer, int election) {

        String name() {
            String prefix =
                    switch (kind) {
                        case ZOOKEEPER -> "zk-";
                        case KAFKA -> "kafka-";
                        case CONTROLLER -> "controller-";
                    };
            return prefix + id;
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
                nodes(ServerStatus.Kind.ZOOKEEPER, zookeepers, 0, taken),
                nodes(ServerStatus.Kind.KAFKA, options.brokers(), 0, taken),
                nodes(ServerStatus.Kind.CONTROLLER, options.controllers(), CONTROLLERS, taken));
    }

    private static List<Node> nodes(ServerStatus.Kind kind, int count, int before, Set<Integer> taken) {
        List<Node> nodes = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            nodes.add(new Node(kind, before + number, freePort(taken), freePort(taken), freePort(taken)));
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
        all.addAll(controllers);
        return all;
    }

    Software software(Node node) {
        if (node.kind() == ServerStatus.Kind.ZOOKEEPER) {
            return Software.ZOOKEEPER;
        }
        return mode == Mode.KRAFT ? Software.KAFKA_KRAFT : Software.KAFKA_ON_ZOOKEEPER;
    }

    /** The node with a name; empty if there is none. */
    Optional<Node> node(String name) {
        return all().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /** The value of {@code controller.quorum.voters}: of the controllers, or of the brokers that are controllers, too. */
    String voters() {
        boolean own = !controllers.isEmpty();
        return (own ? controllers : brokers)
                .stream()
                        .map(voter -> voter.id() + "@" + HOST + ":" + (own ? voter.port() : voter.peer()))
                        .collect(Collectors.joining(","));
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
