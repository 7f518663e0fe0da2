package zooka.commands.pod;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;

/** Whether the cluster's DNS resolves a name. All lookups together are limited to a short time. */
public final class ClusterNames implements Predicate<String> {

    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final Map<String, Async<Boolean>> asked = new ConcurrentHashMap<>();
    private Optional<Deadline> deadline = Optional.empty();

    @Override
    public boolean test(String name) {
        Deadline end = deadline.orElseGet(() -> Deadline.in(PATIENCE));
        deadline = Optional.of(end);
        return asked.computeIfAbsent(name, any -> Async.ask("for the name " + name, () -> resolves(name)))
                .answer(end)
                .orElse(false);
    }

    private static boolean resolves(String name) {
        try {
            return InetAddress.getByName(name) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
