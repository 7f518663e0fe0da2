package zooka.commands.pod;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/**
 * The services that a pod without servers can use: those that Kubernetes names in the environment, the headless service of the
 * pod, and the usual names of such services.
 */
final class Services {

    private static final String HOST = "_SERVICE_HOST";
    private static final String PORT = "_SERVICE_PORT";
    private static final List<String> ENSEMBLES =
            List.of("zk-headless", "zookeeper-headless", "zookeeper", "zk-hs", "zk");
    private static final List<String> BROKERS = List.of("kafka-headless", "kafka", "kafka-hs", "kafka-svc");

    private final Map<String, String> environment;
    private final Path root;
    private final Predicate<String> resolves;

    Services(Map<String, String> environment, Path root, Predicate<String> resolves) {
        this.environment = environment;
        this.root = root;
        this.resolves = resolves;
    }

    /** @param unread the files of this pod that could not be read */
    PodServers found(List<String> unread) {
        Optional<String> own = own();
        return new PodServers(
                service("2181")
                        .or(() -> of(own.filter(name -> name.matches(".*(zk|zoo).*")), "2181"))
                        .or(() -> usual(ENSEMBLES, "2181")),
                service("9092")
                        .or(() -> of(own.filter(name -> name.matches(".*(kafka|broker).*")), "9092"))
                        .or(() -> usual(BROKERS, "9092")),
                unread);
    }

    /** A service with its own address, by the variables that Kubernetes sets for its name and ports. */
    private Optional<PodServers.Side> service(String port) {
        return environment.entrySet().stream()
                .filter(each -> each.getKey().contains(PORT) && each.getValue().equals(port))
                .map(Map.Entry::getKey)
                .filter(key -> environment.containsKey(key.substring(0, key.indexOf(PORT)) + HOST))
                .sorted()
                .findFirst()
                .map(key -> new PodServers.Side(
                        key.substring(0, key.indexOf(PORT))
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')
                                + ":" + port,
                        Map.of(),
                        key));
    }

    /** The headless service of this pod: the second part of the pod's name in {@code /etc/hosts}. */
    private Optional<String> own() {
        String host = environment.getOrDefault("HOSTNAME", "");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        try {
            return TextFile.orLatin1(root.resolve("etc/hosts"))
                    .lines()
                    .flatMap(line -> Stream.of(line.replaceFirst("#.*", "").split("\\s+", -1)))
                    .filter(name -> name.startsWith(host + ".") && name.indexOf('.', host.length() + 1) > 0)
                    .map(name -> name.substring(host.length() + 1))
                    .findFirst();
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    private static Optional<PodServers.Side> of(Optional<String> name, String port) {
        return name.map(
                service -> new PodServers.Side(service + ":" + port, Map.of(), "name of this pod in /etc/hosts"));
    }

    private Optional<PodServers.Side> usual(List<String> names, String port) {
        return names.stream()
                .filter(resolves)
                .findFirst()
                .map(name -> new PodServers.Side(name + ":" + port, Map.of(), "cluster DNS"));
    }
}
