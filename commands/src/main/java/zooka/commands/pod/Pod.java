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
 * Finds the servers of the pod that this runs in, as the usual images describe them: the official ZooKeeper and Kafka images,
 * Bitnami's, Confluent's and Strimzi's. Outside of a pod it costs a look for a few variables and files, and reads nothing.
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

    /** The variables of images that have a server's id. */
    private static final List<String> IDS = List.of("ZOO_MY_ID", "ZOO_SERVER_ID", "ZOOKEEPER_SERVER_ID");

    private final Map<String, String> environment;
    private final Path root;
    private final Predicate<String> resolves;
    private final List<String> unread = new ArrayList<>();

    /**
     * A pod.
     *
     * @param root where its files are: {@code /}
     * @param resolves whether the pod's DNS knows a name; asked only where nothing else says where the servers are
     */
    public Pod(Map<String, String> environment, Path root, Predicate<String> resolves) {
        this.environment = environment;
        this.root = root;
        this.resolves = resolves;
    }

    /** Whether this is a pod, by the variable that Kubernetes sets in all of them. */
    public static boolean isHere(Map<String, String> environment) {
        return environment.containsKey("KUBERNETES_SERVICE_HOST");
    }

    /** What it says of its servers; empty where it says nothing. */
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
        // Images of brokers have a sample of a ZooKeeper server's settings, too: where a broker speaks, only it is
        // heard.
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

    /** Which member is this pod's server: by the id that it was given, or else by the pod's name. */
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
            return Optional.empty(); // not there, or not for this user
        }
    }

    /** What the broker's file and variables say; the image makes the one of the other, and the variables are newer. */
    private Optional<NodeSettings> broker() {
        NodeSettings sayings = new NodeSettings(new HashMap<>(), new HashMap<>(), environment);
        BROKER_FILES.stream().map(root::resolve).filter(Files::exists).limit(1).forEach(file -> read(file)
                .ifPresent(settings -> settings.forEach((key, value) -> sayings.add(key, value, shown(file)))));
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith("KAFKA_")) {
                sayings.add(
                        name.substring((name.startsWith("KAFKA_CFG_") ? "KAFKA_CFG_" : "KAFKA_").length()),
                        value,
                        name);
            }
        });
        return BROKER_KEYS.stream().anyMatch(key -> sayings.of(key).isPresent())
                ? Optional.of(sayings)
                : Optional.empty();
    }

    /**
     * A broker's settings. Images spell a setting's name in a variable each in its own way, dots and dashes and underscores as one
     * to three underscores; so those are all alike here.
     *
     * @param from which file or variable each is from
     */
    record NodeSettings(Map<String, String> settings, Map<String, String> from, Map<String, String> environment) {

        private static String spelt(String key) {
            return key.toLowerCase(Locale.ROOT).replaceAll("[._-]+", "_");
        }

        private void add(String key, String value, String source) {
            // What the image fills in when it starts is not to be had here.
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

        /** Which file or variable says it. */
        String source(String key) {
            return from.get(spelt(key));
        }
    }

    private String shown(Path file) {
        return "/" + root.relativize(file);
    }

    /** A file's settings; empty where it is not there, and where it cannot be read, which is noted. */
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
