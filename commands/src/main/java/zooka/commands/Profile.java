package zooka.commands;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which cluster to reach, and how.
 *
 * @param name what to call it in the prompt and in headers
 * @param zookeeper {@code host:port,...[/chroot]}; empty where only the brokers are known
 * @param bootstrap {@code host:port,...}; empty where the brokers are to be found through ZooKeeper
 * @param kafkaConfig what a Kafka client's {@code client.properties} says; may be empty
 * @param timeout bound of one remote request, and of reaching a server at all
 * @param lasting whether the connection serves many commands: a session that survives its loss, at some cost when it starts
 */
public record Profile(
        String name,
        Optional<String> zookeeper,
        Optional<String> bootstrap,
        Map<String, String> kafkaConfig,
        Duration timeout,
        boolean lasting) {
    public Profile {
        kafkaConfig = Map.copyOf(kafkaConfig);
    }
}
