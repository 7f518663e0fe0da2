package zooka.commands.zk.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.commands.Failure;
import zooka.commands.net.Addresses;

/** Says why no server of an ensemble answers. */
final class Unreachable {

    private static final Duration PROBE = Duration.ofMillis(1500);

    private Unreachable() {}

    /** The failure, if it is certain already that no server will answer: each refuses or has no address. */
    static Optional<Failure> certain(List<String> servers) {
        Map<String, Optional<String>> troubles = Addresses.probe(servers, PROBE);
        boolean hopeless = troubles.values().stream()
                .allMatch(trouble ->
                        trouble.filter(t -> !t.startsWith("timed out")).isPresent());
        return hopeless ? Optional.of(failure(troubles)) : Optional.empty();
    }

    /** The failure after waiting in vain. */
    static Failure after(List<String> servers) {
        return failure(Addresses.probe(servers, PROBE));
    }

    private static Failure failure(Map<String, Optional<String>> troubles) {
        String each = troubles.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue().orElse("takes connections but does not answer as a ZooKeeper server"))
                .collect(Collectors.joining(", "));
        return Failure.unreachable("no ZooKeeper server answers: " + each)
                .hint("name the ensemble with -z HOST:PORT[,...], or see whether the servers have a quorum");
    }
}
