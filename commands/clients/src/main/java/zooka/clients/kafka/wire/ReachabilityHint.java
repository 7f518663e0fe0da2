package zooka.clients.kafka.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import zooka.clients.Failure;
import zooka.clients.kafka.Listener;
import zooka.clients.net.Addresses;
import zooka.clients.net.MapTemplate;

/**
 * What helps with brokers that advertise addresses which lead nowhere from here.
 *
 * @param listener another listener, all of whose addresses can be reached
 * @param map the options that would say where they are, but for what only the user can know
 */
record ReachabilityHint(Optional<String> listener, String map) {

    /** Of each of the two steps: whoever waits for this has waited for the brokers already. */
    private static final Duration BOUND = Duration.ofMillis(500);

    /** Looks for one. */
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

    /** What somebody knows of the brokers' listeners; nobody waits long for it. */
    private static List<Listener> known(BrokerAccess reach) {
        CompletableFuture<List<Listener>> known = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        known.complete(reach.listeners().get());
                    } catch (RuntimeException e) {
                        known.complete(List.of()); // the brokers are what was asked for
                    }
                },
                "listeners of the brokers");
        thread.setDaemon(true);
        thread.start();
        try {
            return known.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
    }

    /** As part of a sentence about one of the brokers. */
    String text() {
        return listener.map(name -> "--listener " + name + " can be reached").orElse(map + " says where it is");
    }

    /** As a hint where no broker answers. */
    String hint() {
        return listener.map(name -> "their listener " + name + " can be reached from here: --listener " + name)
                .orElse("name the brokers with -b HOST:PORT[,...], or say where these are: " + map);
    }
}
