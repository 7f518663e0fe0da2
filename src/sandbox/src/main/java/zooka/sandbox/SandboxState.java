package zooka.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;

/**
 * The present state of a sandbox; also the content of {@code state.json} in its folder.
 *
 * @param folder the folder with all of its files
 * @param mode the kind of sandbox
 * @param supervisor the process id of its supervisor
 * @param detached whether it runs without an owner, until the request {@code down}
 * @param zookeeper {@code host:port,...}; empty without ZooKeeper
 * @param bootstrap {@code host:port,...}; empty without Kafka
 * @param stage how far the migration to KRaft has come; empty without controllers to migrate to
 * @param servers ordered by name
 * @param consumers the members of consumer groups of its traffic, ordered by name; none without traffic
 */
public record SandboxState(
        Path folder,
        Mode mode,
        long supervisor,
        boolean detached,
        Optional<String> zookeeper,
        Optional<String> bootstrap,
        Optional<Stage> stage,
        List<ServerStatus> servers,
        List<ConsumerStatus> consumers) {

    static final String FILE = "state.json";

    public SandboxState {
        servers = List.copyOf(servers);
        consumers = List.copyOf(consumers);
    }

    /**
     * Checks that each name is that of a server or consumer.
     *
     * @throws Failure not found; the hint lists the names
     */
    void requireKnown(List<String> names) {
        List<String> known = servers.stream().map(ServerStatus::name).toList();
        List<String> members = consumers.stream().map(ConsumerStatus::name).toList();
        for (String name : names) {
            if (!known.contains(name) && !members.contains(name)) {
                throw Failure.notFound("no server " + name + " in this sandbox")
                        .hint("servers: " + String.join(", ", known)
                                + (members.isEmpty() ? "" : "; consumers: " + String.join(", ", members)));
            }
        }
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("folder", folder.toString());
        map.put("mode", mode.word());
        map.put("supervisor", supervisor);
        map.put("detached", detached);
        map.put("zookeeper", zookeeper.orElse(null));
        map.put("bootstrap", bootstrap.orElse(null));
        map.put("stage", stage.map(Stage::word).orElse(null));
        map.put("servers", servers.stream().map(ServerStatus::toMap).toList());
        map.put("consumers", consumers.stream().map(ConsumerStatus::toMap).toList());
        return map;
    }

    static SandboxState fromMap(Map<?, ?> map) {
        List<ServerStatus> servers = new ArrayList<>();
        for (Object server : list(map, "servers")) {
            servers.add(ServerStatus.fromMap((Map<?, ?>) server));
        }
        List<ConsumerStatus> consumers = new ArrayList<>();
        for (Object consumer : list(map, "consumers")) {
            consumers.add(ConsumerStatus.fromMap((Map<?, ?>) consumer));
        }
        return new SandboxState(
                Path.of((String) map.get("folder")),
                Mode.valueOf(((String) map.get("mode")).toUpperCase(Locale.ROOT)),
                ((Number) map.get("supervisor")).longValue(),
                (Boolean) map.get("detached"),
                Optional.ofNullable((String) map.get("zookeeper")),
                Optional.ofNullable((String) map.get("bootstrap")),
                Stage.of((String) map.get("stage")),
                servers,
                consumers);
    }

    /** A list of the state; empty in that of another build, which may not have it. */
    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    /** Writes the file atomically: a reader sees the old text or the new one. */
    void write() throws IOException {
        Path fresh = folder.resolve(FILE + ".new");
        Files.writeString(
                fresh,
                JSON.std
                        .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                        .asString(toMap()));
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
