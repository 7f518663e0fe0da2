package zooka.clients.kafka.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import zooka.clients.kafka.Voters;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;

/** Finds the voters of a quorum without a leader: by the brokers' configuration, and by test connections. */
final class VoterSearch {

    private static final byte BROKER = 4;
    private static final List<String> KEYS = List.of("controller.quorum.voters", "controller.quorum.bootstrap.servers");
    private static final long KNOCK_MILLIS = 1_000;

    private VoterSearch() {}

    /** @param silent brokers that do not answer, with the cause */
    static Voters of(WireTopics topics, Map<Integer, String> silent, Deadline deadline) {
        List<Voters.Voter> named = named(topics, silent.keySet(), deadline);
        if (named.isEmpty()) {
            return Voters.UNKNOWN;
        }
        Duration bound =
                Duration.ofMillis(Math.max(1, deadline.within(KNOCK_MILLIS).millis()));
        return new Voters(named)
                .withTroubles(Addresses.probe(
                        named.stream().map(Voters.Voter::address).distinct().toList(), bound))
                .withUnreachable(silent);
    }

    /** The voters in the configuration of the brokers; none if no broker returns it. */
    static List<Voters.Voter> named(WireTopics topics, Set<Integer> silent, Deadline deadline) {
        if (topics.wire().atController()) {
            return List.of();
        }
        Map<Node, DescribeConfigsRequest.Builder> questions = new HashMap<>();
        topics.brokers(deadline).forEach((id, node) -> {
            if (!silent.contains(id)) {
                questions.put(node, question(id));
            }
        });
        if (questions.isEmpty()) {
            return List.of();
        }
        return topics
                .wire()
                .askEach(questions, DescribeConfigsResponse.class, deadline.within(deadline.millis() / 2))
                .answers()
                .values()
                .stream()
                .flatMap(reply -> reply.data().results().stream())
                .flatMap(result -> result.configs().stream())
                .filter(config -> config.value() != null && !config.value().isBlank())
                .map(config -> Voters.parse(config.value()))
                .filter(voters -> !voters.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static DescribeConfigsRequest.Builder question(int broker) {
        DescribeConfigsRequestData request = new DescribeConfigsRequestData();
        request.resources()
                .add(new DescribeConfigsRequestData.DescribeConfigsResource()
                        .setResourceType(BROKER)
                        .setResourceName(Integer.toString(broker))
                        .setConfigurationKeys(KEYS));
        return new DescribeConfigsRequest.Builder(request);
    }
}
