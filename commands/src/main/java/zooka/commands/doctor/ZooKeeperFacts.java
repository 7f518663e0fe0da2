package zooka.commands.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.zookeeper.servers.Votes;
import zooka.commands.doctor.protocol.ZooKeeperProtocol;

/**
 * The facts that were read from a ZooKeeper server.
 *
 * @param config the members of the ensemble as it reports them; empty if unknown
 * @param clusterId the id of the Kafka cluster in the chroot
 * @param brokers the registered brokers
 */
record ZooKeeperFacts(
        String address,
        ServerWords words,
        ZooKeeperProtocol.Session session,
        String config,
        Optional<String> clusterId,
        List<Registration> brokers) {

    ZooKeeperFacts {
        brokers = List.copyOf(brokers);
    }

    /** The members in a canonical order, for comparison. */
    String members() {
        return config.lines()
                .filter(line -> line.startsWith("server."))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** The voters with their weights; empty if unknown. */
    Optional<Votes> votes() {
        return Votes.of(config);
    }
}
