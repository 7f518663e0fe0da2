package zooka.commands.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.zookeeper.servers.Votes;
import zooka.commands.doctor.protocol.ZooKeeperProtocol;

/**
 * What a ZooKeeper server was seen to be.
 *
 * @param config who belongs to the ensemble, as it says; empty where it does not
 * @param clusterId the Kafka cluster that keeps its state below the chroot
 * @param brokers those that are registered there
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

    /** The members alone, in one order, to be compared. */
    String members() {
        return config.lines()
                .filter(line -> line.startsWith("server."))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Who of them votes, and how much each vote counts; empty where it does not say. */
    Optional<Votes> votes() {
        return Votes.of(config);
    }
}
