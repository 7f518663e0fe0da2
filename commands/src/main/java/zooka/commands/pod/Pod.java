package zooka.commands.pod;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.commands.config.PropertiesFile;

/**
 * Finds the servers of the pod in which this process runs, by the variables and files of the usual images: the official
 * ZooKeeper and Kafka images, Bitnami's, Confluent's and Strimzi's. Outside of a pod it only tests for a few of them.
 */
public final class Pod {

    private static final List<String> VARIABLES = List.of(
            "KUBERNETES_SERVICE_HOST",
            "ZOO_SERVERS",
            "ZOO_PORT_NUMBER",
            "ZOOKEEPER_CLIENT_PORT",
            "KAFKA_LISTENERS",
            "KAFKA_ADVERTISED_LISTENERS",
            "KAFKA_ZOOKEEPER_CONNECT",
            "KAFKA_CFG_LISTENERS",
            "KAFKA_CFG_ADVERTISED_LISTENERS",
            "KAFKA_CFG_ZOOKEEPER_CONNECT");
    private static final List<String> ZOOKEEPER_FILES = List.of(
            "conf/zoo.cfg",
            "opt/bitnami/zookeeper/conf/zoo.cfg",
            "tmp/zookeeper.properties",
            "etc/kafka/zookeeper.properties",
            "opt/zookeeper/conf/zoo.cfg");
    private static final List<String> BROKER_FILES = List.of(
            "tmp/strimzi.properties",
            "opt/bitnami/kafka/config/server.properties",
            "etc/kafka/kafka.properties",
            "opt/kafka/config/server.properties");

    /** Variables that only brokers have. */
    private static final List<String> BROKER_KEYS =
            List.of("listeners", "advertised.listeners", "zookeeper.connect", "process.roles");

    /** The variables with the id of a server. */
    private static final List<String> IDS = List.of("ZOO_MY_ID", "ZOO_SERVER_ID", "ZOOKEEPER_SERVER_ID");

    private final Map<String, String> environment;
    private final Path root;
    private final Predicate<String> resolves;
    private final List<String> unread = new ArrayList<>();

    /**
     * A pod.
     *
     * @param root the root directory: {@code /}
     * @param resolves whether the pod's DNS resolves a name; used only if nothing else names the servers
     */
    public Pod(Map<String, String> environment, Path root, Predicate<String> resolves) {
        this.environment = environment;
        this.root = root;
        this.resolves = resolves;
    }

    /** Whether this process runs in a pod, by the variable that Kubernetes sets in all of them. */
    public static boolean isHere(Map<String, String> environment) {
        return environment.containsKey("KUBERNETES_SERVICE_HOST");
    }

    /** The servers that the pod names; empty for none. */
    public Optional<PodServers> look() {
        boolean named = VARIABLES.stream()
                .anyMatch(name -> environment.containsKey(name) || environment.containsKey(name + "_FILE"));
        if (!named && files().noneMatch(Files::exists)) {
            return Optional.empty();
        }
        Pod complete = new Pod(Variables.of(environment, root, unread::add), root, resolves);
        complete.unread.addAll(unread);
        return Optional.of(complete.found()).filter(some -> !some.isEmpty());
    }

    private PodServers found() {
        Optional<NodeSettings> broker = broker();
        // Images of brokers also contain a sample of a ZooKeeper configuration, which is ignored if there is a broker.
        PodServers found = new PodServers(
                broker.isPresent() ? broker.flatMap(BrokerSettings::zookeeper) : ensemble(),
                broker.flatMap(BrokerSettings::kafka),
                unread);
        boolean none = found.zookeeper().isEmpty() && found.kafka().isEmpty();
        return none && isHere(environment) ? new Services(environment, root, resolves).found(unread) : found;
    }

    private Stream<Path> files() {
        return Stream.concat(zookeeperFiles(), BROKER_FILES.stream().map(root::resolve));
    }

    private Stream<Path> zookeeperFiles() {
        return Stream.concat(
                Stream.of("ZOOCFGDIR", "ZOO_CONF_DIR")
                        .filter(environment::containsKey)
                        .map(name -> inRoot(environment.get(name)).resolve("zoo.cfg")),
                ZOOKEEPER_FILES.stream().map(root::resolve));
    }

    private Path inRoot(String absolute) {
        return root.resolve(absolute.replaceFirst("^/+", ""));
    }

    private Optional<PodServers.Side> ensemble() {
        Optional<PodServers.Side> byFile = zookeeperFiles()
                .flatMap(file -> read(file).stream().flatMap(settings -> {
                    Optional.ofNullable(settings.get("dynamicConfigFile"))
                            .flatMap(more -> read(inRoot(more)))
                            .ifPresent(settings::putAll);
                    return EnsembleSettings.side(settings, shown(file), self(settings)).stream();
                }))
                .findFirst();
        return byFile.or(() -> EnsembleSettings.side(environment))
                .map(side -> EnsembleSettings.authenticated(side, environment));
    }

    /** Whether a member is this pod's server: by its id, otherwise by the pod's name. */
    private BiPredicate<String, String> self(Map<String, String> settings) {
        Optional<String> given = Optional.ofNullable(settings.get("dataDir"))
                .flatMap(folder -> id(inRoot(folder.strip()).resolve("myid")))
                .or(() -> IDS.stream()
                        .map(environment::get)
                        .filter(Objects::nonNull)
                        .findFirst())
                .map(String::strip)
                .filter(id -> !id.isEmpty());
        String name = environment.getOrDefault("HOSTNAME", "");
        return (id, member) -> given.map(id::equals)
                .orElseGet(() -> !name.isEmpty()
                        && Member.host(member).split("\\.", 2)[0].equals(name));
    }

    private static Optional<String> id(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // it does not exist, or this user may not read it
        }
    }

    /** The settings of the broker's file and of its variables, which override the file, as in the images. */
    private Optional<NodeSettings> broker() {
        NodeSettings settings = new NodeSettings(new HashMap<>(), new HashMap<>(), environment);
        BROKER_FILES.stream().map(root::resolve).filter(Files::exists).limit(1).forEach(file -> read(file)
                .ifPresent(all -> all.forEach((key, value) -> settings.add(key, value, shown(file)))));
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith("KAFKA_")) {
                settings.add(
                        name.substring((name.startsWith("KAFKA_CFG_") ? "KAFKA_CFG_" : "KAFKA_").length()),
                        value,
                        name);
            }
        });
        return BROKER_KEYS.stream().anyMatch(key -> settings.of(key).isPresent())
                ? Optional.of(settings)
                : Optional.empty();
    }

    /**
     * A broker's settings. In the names of variables each image replaces dots and dashes by one to three underscores in its own
     * way; therefore dots, dashes and underscores are not distinguished.
     *
     * @param from the file or variable of each setting
     */
    record NodeSettings(Map<String, String> settings, Map<String, String> from, Map<String, String> environment) {

        private static String spelt(String key) {
            return key.toLowerCase(Locale.ROOT).replaceAll("[._-]+", "_");
        }

        private void add(String key, String value, String source) {
            // A placeholder, which the image replaces when it starts.
            if (!Variables.isOpen(value)) {
                settings.put(spelt(key), value);
                from.put(spelt(key), source);
            }
        }

        Optional<String> of(String key) {
            return Optional.ofNullable(settings.get(spelt(key)))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty());
        }

        /** The file or variable of a setting. */
        String source(String key) {
            return from.get(spelt(key));
        }
    }

    private String shown(Path file) {
        return "/" + root.relativize(file);
    }

    /** The settings of a file; empty if it does not exist, or cannot be read, which is noted. */
    private Optional<Map<String, String>> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HashMap<>(PropertiesFile.read(file)));
        } catch (Failure e) {
            unread.add(e.getMessage());
            return Optional.empty();
        }
    }
}
