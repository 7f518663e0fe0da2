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
import zooka.commands.kafka.metadata.KafkaZnodes;
import zooka.commands.kafka.metadata.KafkaZnodes.Assignment;
import zooka.commands.kafka.metadata.KafkaZnodes.Leadership;

/** Reads Kafka's metadata in ZooKeeper; znodes that are deleted meanwhile are ignored. */
final class ZooKeeperEvidenceReader {

    private final Znodes znodes;
    private final List<String> unreadable = new ArrayList<>();

    ZooKeeperEvidenceReader(Znodes znodes) {
        this.znodes = znodes;
    }

    ZooKeeperEvidence read() {
        List<Optional<List<String>>> children = znodes.childrenOfAll(List.of(
                KafkaZnodes.IDS,
                KafkaZnodes.TOPICS,
                KafkaZnodes.DELETED_TOPICS,
                KafkaZnodes.TOPIC_CONFIGS,
                KafkaZnodes.BROKER_CONFIGS,
                KafkaZnodes.CONSUMERS));
        List<Optional<Znode>> single = znodes.readAll(List.of(
                KafkaZnodes.CLUSTER_ID,
                KafkaZnodes.CONTROLLER,
                KafkaZnodes.CONTROLLER_EPOCH,
                KafkaZnodes.REASSIGNMENT,
                KafkaZnodes.ELECTION,
                KafkaZnodes.MIGRATION));
        Map<String, Assignment> topics = new TreeMap<>();
        below(KafkaZnodes.TOPICS, children.get(1)).forEach((name, znode) -> KafkaZnodes.assignment(znode)
                .ifPresentOrElse(found -> topics.put(name, found), () -> unreadable.add(znode.path())));
        Map<Integer, ZooKeeperEvidence.RegisteredBroker> brokers = new TreeMap<>();
        below(KafkaZnodes.IDS, children.get(0)).values().forEach(znode -> KafkaZnodes.broker(znode)
                .filter(broker -> !broker.host().isEmpty())
                .ifPresentOrElse(
                        broker -> brokers.put(
                                broker.id(),
                                new ZooKeeperEvidence.RegisteredBroker(broker, KafkaZnodes.endpoints(znode))),
                        () -> unreadable.add(znode.path())));
        Map<String, Instant> deletions = new TreeMap<>();
        below(KafkaZnodes.DELETED_TOPICS, children.get(2))
                .forEach((name, znode) -> deletions.put(name, znode.stat().ctime()));
        OptionalInt epoch = single.get(2).map(KafkaZnodes::controllerEpoch).orElse(OptionalInt.empty());
        single.get(1)
                .filter(znode -> KafkaZnodes.control(znode).broker().isEmpty())
                .ifPresent(znode -> unreadable.add(znode.path()));
        single.get(2).filter(znode -> epoch.isEmpty()).ifPresent(znode -> unreadable.add(znode.path()));
        return new ZooKeeperEvidence(
                single.get(0).flatMap(KafkaZnodes::clusterId),
                single.get(1).map(KafkaZnodes::control),
                epoch,
                brokers,
                topics,
                leaderships(topics),
                deletions,
                settings(below(KafkaZnodes.TOPIC_CONFIGS, children.get(3))),
                settings(below(KafkaZnodes.BROKER_CONFIGS, children.get(4))),
                single.get(3).map(ZooKeeperEvidenceReader::request),
                single.get(4).map(ZooKeeperEvidenceReader::request),
                single.get(5).map(znode -> text(znode)),
                groups(children.get(5).orElse(List.of())),
                List.copyOf(unreadable));
    }

    private static ZooKeeperEvidence.Request request(Znode znode) {
        return new ZooKeeperEvidence.Request(
                KafkaZnodes.partitions(znode), znode.stat().ctime());
    }

    private static String text(Znode znode) {
        return new String(znode.data().orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    private static Map<String, Map<String, String>> settings(Map<String, Znode> znodes) {
        Map<String, Map<String, String>> settings = new TreeMap<>();
        znodes.forEach((name, znode) -> settings.put(name, KafkaZnodes.settings(znode)));
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
            paths.add(KafkaZnodes.state(topic, number));
        }));
        List<Optional<Znode>> read = znodes.readAll(paths);
        Map<String, Leadership> leaderships = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            String name = names.get(i);
            read.get(i).ifPresent(znode -> KafkaZnodes.leadership(znode)
                    .ifPresentOrElse(found -> leaderships.put(name, found), () -> unreadable.add(znode.path())));
        }
        return leaderships;
    }

    private List<ZooKeeperEvidence.OldGroup> groups(List<String> names) {
        List<String> paths = names.stream()
                .flatMap(name -> List.of(
                        KafkaZnodes.CONSUMERS + "/" + name + "/ids", KafkaZnodes.CONSUMERS + "/" + name + "/offsets")
                        .stream())
                .toList();
        List<Optional<List<String>>> children = znodes.childrenOfAll(paths);
        List<ZooKeeperEvidence.OldGroup> groups = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String offsets = paths.get(2 * i + 1);
            groups.add(new ZooKeeperEvidence.OldGroup(
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
