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
 * The brokers that are unreachable from here. A library client would try one of them until its timeout, and
 * not report which.
 *
 * @param brokers the brokers with the causes
 */
public record UnreachableBrokers(Map<Node, String> brokers, BrokerAccess access) {

    /** The time without an answer after which the brokers are checked. */
    public static final long UNEASY_MILLIS = 1_300;

    private static final Duration BOUND = Duration.ofMillis(500);

    /** Checks brokers by test connections. A broker that refuses connections is probably restarting, and does not count. */
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

    /** Whether all ids, at least one, are unreachable. */
    public boolean covers(Collection<Integer> ids) {
        Set<Integer> out = brokers.keySet().stream().map(Node::id).collect(Collectors.toCollection(HashSet::new));
        return !ids.isEmpty() && out.containsAll(ids);
    }

    /** The brokers with advertised addresses and causes, as text. */
    public String text() {
        return brokers.entrySet().stream()
                .map(entry -> text(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private String text(Node node, String trouble) {
        String where = access.mapped(node)
                .map(target -> ", mapped to " + target + ": ")
                .orElse(": ");
        return "broker " + node.id() + " advertises " + BrokerConnections.address(node) + where + trouble;
    }

    /** The failure; empty if all brokers are reachable. */
    public Optional<Failure> failure(String what) {
        return brokers.isEmpty()
                ? Optional.empty()
                : Optional.of(Failure.unreachable("cannot " + what + ": " + text())
                        .hint(ReachabilityHint.of(brokers.keySet(), access).hint()));
    }
}
