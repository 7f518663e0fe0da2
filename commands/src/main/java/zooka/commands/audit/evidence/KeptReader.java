package zooka.commands.audit.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Znode;
import zooka.commands.kafka.metadata.ZnodeFormat;
import zooka.commands.kafka.metadata.ZnodeFormat.Assignment;
import zooka.commands.kafka.metadata.ZnodeFormat.Leadership;

/** Reads all that Kafka keeps in ZooKeeper; what vanishes meanwhile is as if it had not been there. */
final class KeptReader {

    private final Znodes znodes;
    private final List<String> unreadable = new ArrayList<>();

    KeptReader(Znodes znodes) {
        this.znodes = znodes;
    }

    Kept read() {
        List<Optional<List<String>>> children = znodes.childrenOfAll(List.of(
                ZnodeFormat.IDS,
                ZnodeFormat.TOPICS,
                ZnodeFormat.DELETED_TOPICS,
                ZnodeFormat.TOPIC_CONFIGS,
                ZnodeFormat.BROKER_CONFIGS,
                ZnodeFormat.CONSUMERS));
        List<Optional<Znode>> single = znodes.readAll(List.of(
                ZnodeFormat.CLUSTER_ID,
                ZnodeFormat.CONTROLLER,
                ZnodeFormat.CONTROLLER_EPOCH,
                ZnodeFormat.REASSIGNMENT,
                ZnodeFormat.ELECTION,
                ZnodeFormat.MIGRATION));
        Map<String, Assignment> topics = new TreeMap<>();
        below(ZnodeFormat.TOPICS, children.get(1)).forEach((name, znode) -> ZnodeFormat.assignment(znode)
                .ifPresentOrElse(found -> topics.put(name, found), () -> unreadable.add(znode.path())));
        Map<Integer, Kept.Registered> brokers = new TreeMap<>();
        below(ZnodeFormat.IDS, children.get(0)).values().forEach(znode -> ZnodeFormat.broker(znode)
                .filter(broker -> !broker.host().isEmpty())
                .ifPresentOrElse(
                        broker -> brokers.put(broker.id(), new Kept.Registered(broker, ZnodeFormat.endpoints(znode))),
                        () -> unreadable.add(znode.path())));
        Map<String, Instant> deletions = new TreeMap<>();
        below(ZnodeFormat.DELETED_TOPICS, children.get(2))
                .forEach((name, znode) -> deletions.put(name, znode.stat().ctime()));
        OptionalInt epoch = single.get(2).map(ZnodeFormat::controllerEpoch).orElse(OptionalInt.empty());
        single.get(1)
                .filter(znode -> ZnodeFormat.control(znode).broker().isEmpty())
                .ifPresent(znode -> unreadable.add(znode.path()));
        single.get(2).filter(znode -> epoch.isEmpty()).ifPresent(znode -> unreadable.add(znode.path()));
        return new Kept(
                single.get(0).flatMap(ZnodeFormat::clusterId),
                single.get(1).map(ZnodeFormat::control),
                epoch,
                brokers,
                topics,
                leaderships(topics),
                deletions,
                settings(below(ZnodeFormat.TOPIC_CONFIGS, children.get(3))),
                settings(below(ZnodeFormat.BROKER_CONFIGS, children.get(4))),
                single.get(3).map(KeptReader::request),
                single.get(4).map(KeptReader::request),
                single.get(5).map(znode -> text(znode)),
                groups(children.get(5).orElse(List.of())),
                List.copyOf(unreadable));
    }

    private static Kept.Request request(Znode znode) {
        return new Kept.Request(ZnodeFormat.partitions(znode), znode.stat().ctime());
    }

    private static String text(Znode znode) {
        return new String(znode.data().orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    private static Map<String, Map<String, String>> settings(Map<String, Znode> znodes) {
        Map<String, Map<String, String>> settings = new TreeMap<>();
        znodes.forEach((name, znode) -> settings.put(name, ZnodeFormat.settings(znode)));
        return settings;
    }

    /** The children of a znode, by name. */
    private Map<String, Znode> below(String path, Optional<List<String>> names) {
        return named(path, names.orElse(List.of()));
    }

    private Map<String, Znode> named(String path, Collection<String> names) {
        Map<String, Znode> found = new TreeMap<>();
        znodes.readAll(names.stream().map(name -> path + "/" + name).toList()).stream()
                .flatMap(Optional::stream)
                .forEach(znode -> found.put(znode.path().substring(path.length() + 1), znode));
        return found;
    }

    private Map<String, Leadership> leaderships(Map<String, Assignment> topics) {
        List<String> names = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        topics.forEach((topic, assignment) -> assignment.replicas().keySet().forEach(number -> {
            names.add(topic + "-" + number);
            paths.add(ZnodeFormat.state(topic, number));
        }));
        List<Optional<Znode>> read = znodes.readAll(paths);
        Map<String, Leadership> leaderships = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            String name = names.get(i);
            read.get(i).ifPresent(znode -> ZnodeFormat.leadership(znode)
                    .ifPresentOrElse(found -> leaderships.put(name, found), () -> unreadable.add(znode.path())));
        }
        return leaderships;
    }

    private List<Kept.OldGroup> groups(List<String> names) {
        List<String> paths = names.stream()
                .flatMap(name -> List.of(
                        ZnodeFormat.CONSUMERS + "/" + name + "/ids", ZnodeFormat.CONSUMERS + "/" + name + "/offsets")
                        .stream())
                .toList();
        List<Optional<List<String>>> children = znodes.childrenOfAll(paths);
        List<Kept.OldGroup> groups = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String offsets = paths.get(2 * i + 1);
            groups.add(new Kept.OldGroup(
                    names.get(i),
                    children.get(2 * i).orElse(List.of()).size(),
                    offsets(offsets, children.get(2 * i + 1).orElse(List.of()))));
        }
        return groups;
    }

    private Map<String, Long> offsets(String path, List<String> topics) {
        List<Optional<List<String>>> partitions = znodes.childrenOfAll(
                topics.stream().map(topic -> path + "/" + topic).toList());
        Map<String, Long> offsets = new TreeMap<>();
        for (int i = 0; i < topics.size(); i++) {
            String topic = topics.get(i);
            named(path + "/" + topic, partitions.get(i).orElse(List.of())).forEach((number, znode) -> {
                if (text(znode).strip().matches("\\d{1,18}")) {
                    offsets.put(topic + "-" + number, Long.parseLong(text(znode).strip()));
                }
            });
        }
        return offsets;
    }
}
