package zooka.clients.kafka.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import zooka.clients.kafka.Listener;
import zooka.clients.net.Addresses;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.net.MapTemplate;

/**
 * The hint for brokers with unreachable advertised addresses.
 *
 * @param listener another listener whose addresses are all reachable
 * @param map the {@code --map} options with placeholders for the unknown parts
 */
record ReachabilityHint(Optional<String> listener, String map) {

    /** The limit of each of the two steps: the caller has already waited for the brokers. */
    private static final Duration BOUND = Duration.ofMillis(500);

    /** Searches for a reachable listener. */
    static ReachabilityHint of(Collection<Node> brokers, BrokerAccess reach) {
        List<String> far = brokers.stream()
                .filter(node -> reach.mapped(node).isEmpty())
                .map(BrokerConnections::address)
                .toList();
        return new ReachabilityHint(listener(far, reach), MapTemplate.options(far));
    }

    private static Optional<String> listener(List<String> far, BrokerAccess reach) {
        Map<String, List<Listener>> byName = new LinkedHashMap<>();
        known(reach).forEach(listener -> byName.computeIfAbsent(listener.name(), any -> new ArrayList<>())
                .add(listener));
        byName.values().removeIf(all -> all.stream().anyMatch(one -> far.contains(one.address())));
        if (byName.isEmpty()) {
            return Optional.empty();
        }
        List<String> all = byName.values().stream()
                .flatMap(List::stream)
                .map(Listener::address)
                .distinct()
                .toList();
        Set<String> reached = Addresses.probe(all, BOUND).entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue().stream().allMatch(one -> reached.contains(one.address())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The known listeners of the brokers, read within a short time. */
    private static List<Listener> known(BrokerAccess reach) {
        return Async.ask("broker listeners", () -> {
                    try {
                        return reach.listeners().get();
                    } catch (RuntimeException e) {
                        return List.<Listener>of(); // the hint is optional
                    }
                })
                .answer(Deadline.in(BOUND))
                .orElse(List.of());
    }

    /** The hint for a sentence about one of the brokers. */
    String text() {
        return listener.map(name -> "use --listener " + name + ", which is reachable")
                .orElse("map its address with " + map);
    }

    /** The hint if no broker answers. */
    String hint() {
        return listener.map(name -> "use --listener " + name + ", which is reachable from here")
                .orElse("specify reachable addresses with -b HOST:PORT[,...], or map these with " + map);
    }
}
