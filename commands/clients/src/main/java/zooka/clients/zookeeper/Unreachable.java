package zooka.clients.zookeeper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.net.Dialer;
import zooka.clients.zookeeper.security.SessionSecurity;

/**
 * Why no server of an ensemble answers, as a look from outside finds it.
 *
 * @param troubles what is wrong with each server; empty where nothing is seen
 */
record Unreachable(Map<String, Optional<ServerProbe>> troubles) {

    /** A look takes no longer. */
    static final Duration LONGEST = Duration.ofMillis(2300);

    private static final Duration STEP = Duration.ofSeconds(1);

    /** Looks at all servers at the same time. */
    static Unreachable look(List<String> servers, SessionSecurity admission) {
        Dialer dialer = new Dialer(STEP, admission.trust());
        return new Unreachable(Async.each(servers, Deadline.in(LONGEST), address -> ServerProbe.of(address, dialer))
                .orElse(late -> Optional.of(ServerProbe.passing("timed out"))));
    }

    /** Whether no waiting will help: each server refuses, has no address, or cannot be spoken to as it is asked for. */
    boolean certain() {
        return troubles.values().stream()
                .allMatch(trouble -> trouble.filter(ServerProbe::lasts).isPresent());
    }

    Failure failure() {
        String each = troubles.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue()
                                .map(ServerProbe::text)
                                .orElse("accepts connections but does not answer like a ZooKeeper server"))
                .collect(Collectors.joining(", "));
        boolean refused = troubles.values().stream()
                .allMatch(trouble -> trouble.filter(ServerProbe::refused).isPresent());
        String hint = troubles.values().stream()
                .flatMap(Optional::stream)
                .flatMap(trouble -> trouble.hint().stream())
                .findFirst()
                .orElse("review the addresses in -z HOST:PORT[,...], and whether the servers have a quorum");
        return new Failure(
                        refused ? Failure.Kind.REFUSED : Failure.Kind.UNREACHABLE,
                        "no ZooKeeper server " + (refused ? "accepts this client: " : "answers: ") + each)
                .hint(hint);
    }
}
