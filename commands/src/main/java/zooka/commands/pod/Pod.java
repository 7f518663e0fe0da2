package zooka.commands.pod;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    private static final List<String> KEEPER_FILES = List.of(
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

    /** Without one of these it is no broker that speaks. */
    private static final List<String> BROKER_KEYS =
            List.of("listeners", "advertised.listeners", "zookeeper.connect", "process.roles");

    private final Map<String, String> environment;
    private final Path root;
    private final Predicate<String> resolves;

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
    public Optional<Found> look() {
        if (VARIABLES.stream().noneMatch(environment::containsKey) && files().noneMatch(Files::exists)) {
            return Optional.empty();
        }
        Optional<Sayings> broker = broker();
        // Images of brokers have a sample of a ZooKeeper server's settings, too: where a broker speaks, only it is
        // heard.
        Found found = new Found(
                broker.isPresent() ? broker.flatMap(BrokerSettings::zookeeper) : ensemble(),
                broker.flatMap(BrokerSettings::kafka));
        if (found.isEmpty() && isHere(environment)) {
            found = new Services(environment, root, resolves).found();
        }
        return Optional.of(found).filter(some -> !some.isEmpty());
    }

    private Stream<Path> files() {
        return Stream.concat(keeperFiles(), BROKER_FILES.stream().map(root::resolve));
    }

    private Stream<Path> keeperFiles() {
        return Stream.concat(
                Stream.of("ZOOCFGDIR", "ZOO_CONF_DIR")
                        .filter(environment::containsKey)
                        .map(name -> inRoot(environment.get(name)).resolve("zoo.cfg")),
                KEEPER_FILES.stream().map(root::resolve));
    }

    private Path inRoot(String absolute) {
        return root.resolve(absolute.replaceFirst("^/+", ""));
    }

    private Optional<Found.Side> ensemble() {
        Optional<Found.Side> byFile = keeperFiles()
                .filter(Files::isReadable)
                .findFirst()
                .flatMap(file -> {
                    Map<String, String> settings = read(file);
                    Optional.ofNullable(settings.get("dynamicConfigFile"))
                            .map(this::inRoot)
                            .filter(Files::isReadable)
                            .ifPresent(more -> settings.putAll(read(more)));
                    return EnsembleSettings.side(settings, shown(file));
                });
        return byFile.or(() -> EnsembleSettings.side(environment))
                .map(side -> EnsembleSettings.authenticated(side, environment));
    }

    /** What the broker's file and variables say; the image makes the one of the other, and the variables are newer. */
    private Optional<Sayings> broker() {
        Sayings sayings = new Sayings(new HashMap<>(), new HashMap<>(), environment);
        BROKER_FILES.stream()
                .map(root::resolve)
                .filter(Files::isReadable)
                .limit(1)
                .forEach(file -> read(file).forEach((key, value) -> sayings.add(key, value, shown(file))));
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
    record Sayings(Map<String, String> settings, Map<String, String> from, Map<String, String> environment) {

        private static String spelt(String key) {
            return key.toLowerCase(Locale.ROOT).replaceAll("[._-]+", "_");
        }

        private void add(String key, String value, String source) {
            // What the image fills in when it starts is not to be had here.
            if (!value.contains("${") && !value.contains("$(")) {
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

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return new HashMap<>(); // then another place may say it
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
