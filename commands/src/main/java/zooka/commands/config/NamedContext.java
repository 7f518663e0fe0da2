package zooka.commands.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.SequenceNode;
import zooka.clients.Failure;

/**
 * A cluster as the config file names it.
 *
 * @param zookeeper {@code host:port,...[/chroot]}
 * @param bootstrap {@code host:port,...}
 * @param controllers {@code host:port,...} of a KRaft quorum
 * @param map entries of the address map
 * @param readOnly whether every change is refused
 * @param protect paths and topics whose change needs their name typed; names of topics may be patterns
 * @param init commands that are run when the context is used at the prompt
 * @param lines the line of each key in the file
 */
public record NamedContext(
        String name,
        Optional<String> zookeeper,
        Optional<String> bootstrap,
        Optional<String> controllers,
        List<String> map,
        Optional<String> listener,
        Optional<Duration> timeout,
        boolean readOnly,
        List<String> protect,
        Optional<String> output,
        Optional<ZooKeeperSecurity> zookeeperSecurity,
        Optional<KafkaSecurity> kafkaSecurity,
        List<String> init,
        Map<String, Integer> lines) {

    private static final List<String> KEYS = List.of(
            "zookeeper",
            "bootstrap",
            "controllers",
            "map",
            "listener",
            "timeout",
            "readOnly",
            "protect",
            "output",
            "security",
            "init");
    private static final List<String> FORMATS = List.of("table", "plain", "list", "json", "yaml", "raw", "zkcli");

    public NamedContext {
        map = List.copyOf(map);
        protect = List.copyOf(protect);
        init = List.copyOf(init);
        lines = Map.copyOf(lines);
    }

    static NamedContext of(String name, Mapping given) {
        String what = "context " + name;
        given.knowing(KEYS);
        Optional<Mapping> security = given.mapping("security", "security of " + what)
                .map(keys -> keys.knowing(List.of("zookeeper", "kafka")));
        Map<String, Integer> lines = new HashMap<>();
        KEYS.forEach(key -> lines.put(key, given.line(key)));
        security.ifPresent(keys -> {
            lines.put("security.zookeeper", keys.line("zookeeper"));
            lines.put("security.kafka", keys.line("kafka"));
        });
        return new NamedContext(
                name,
                servers(given, "zookeeper"),
                servers(given, "bootstrap"),
                servers(given, "controllers"),
                given.texts("map"),
                given.text("listener"),
                given.duration("timeout"),
                given.flag("readOnly"),
                protect(given),
                given.word("output", FORMATS),
                security.flatMap(keys -> keys.mapping("zookeeper", "security of ZooKeeper in " + what))
                        .map(ZooKeeperSecurity::of),
                security.flatMap(keys -> keys.mapping("kafka", "security of Kafka in " + what))
                        .map(KafkaSecurity::of),
                given.texts("init"),
                lines);
    }

    /** A list, or one text with commas; each entry must be able to match something. */
    private static List<String> protect(Mapping given) {
        boolean list =
                given.value("protect").filter(SequenceNode.class::isInstance).isPresent();
        try {
            return given.texts("protect").stream()
                    .flatMap(text ->
                            list ? Stream.of(ProtectedNames.checked(text)) : ProtectedNames.split(text).stream())
                    .toList();
        } catch (Failure e) {
            Failure failure = given.bad("protect", e.getMessage().replaceFirst("^--protect ", ""));
            throw e.hint().map(failure::hint).orElse(failure);
        }
    }

    private static Optional<String> servers(Mapping given, String key) {
        List<String> servers = given.texts(key);
        return servers.isEmpty() ? Optional.empty() : Optional.of(String.join(",", servers));
    }

    /** The place of a key. */
    public int line(String key) {
        return lines.getOrDefault(key, 1);
    }

    /** Whether one of its secrets is in the file itself. */
    boolean containsSecrets() {
        return Stream.concat(zookeeperSecurity.stream(), kafkaSecurity.stream()).anyMatch(Security::containsSecrets);
    }
}
