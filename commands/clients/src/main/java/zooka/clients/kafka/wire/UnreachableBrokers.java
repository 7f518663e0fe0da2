package zooka.clients.kafka.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;

/**
 * The brokers that cannot be got to from here. A client of the Kafka library would try one of them until its time is up, and
 * then not say which.
 *
 * @param brokers why, of each
 */
public record UnreachableBrokers(Map<Node, String> brokers, BrokerAccess reach) {

    /** After how long without an answer it is time to look. */
    public static final long UNEASY_MILLIS = 1_300;

    private static final Duration BOUND = Duration.ofMillis(500);

    /** Looks, without waiting for a turn. One that only refuses connections is likely to be on its way back. */
    static UnreachableBrokers among(List<Node> brokers, BrokerAccess reach) {
        Map<String, Optional<String>> troubles =
                Addresses.probe(brokers.stream().map(reach::dialled).distinct().toList(), BOUND);
        Map<Node, String> out = new LinkedHashMap<>();
        for (Node node : brokers) {
            troubles.get(reach.dialled(node))
                    .filter(trouble -> !trouble.equals("connection refused"))
                    .ifPresent(trouble -> out.put(node, trouble));
        }
        return new UnreachableBrokers(out, reach);
    }

    /** Whether all of these are among them, and there are any. */
    public boolean covers(Collection<Integer> ids) {
        Set<Integer> out = brokers.keySet().stream().map(Node::id).collect(Collectors.toCollection(HashSet::new));
        return !ids.isEmpty() && out.containsAll(ids);
    }

    /** Which they are, what they advertise, and what is wrong with it. */
    public String text() {
        return brokers.entrySet().stream()
                .map(entry -> text(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private String text(Node node, String trouble) {
        String where = reach.mapped(node)
                .map(target -> ", which the map has at " + target + ": ")
                .orElse(": ");
        return "broker " + node.id() + " advertises " + BrokerConnections.address(node) + where + trouble;
    }

    /** The failure that this is; empty where all can be got to. */
    public Optional<Failure> failure(String what) {
        return brokers.isEmpty()
                ? Optional.empty()
                : Optional.of(Failure.unreachable("cannot " + what + ": " + text())
                        .hint(ReachabilityHint.of(brokers.keySet(), reach).hint()));
    }
}
