package zooka.commands.kafka.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.kafka.Groups.Commit;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.clients.kafka.PartitionName;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Znode;
import zooka.commands.kafka.metadata.KafkaZnodes;
import zooka.commands.value.LenientJson;

/**
 * The groups of old consumers (before Kafka 0.9) in ZooKeeper: members at {@code ids}, assigned partitions
 * at {@code owners}, committed offsets at {@code offsets}.
 */
public final class ZooKeeperGroups {

    static final String ROOT = "/consumers";

    /** The type of these groups. */
    static final String TYPE = "ZooKeeper";

    /** {@code group_host-milliseconds-random}, the generated name of a consumer. */
    private static final Pattern MEMBER = Pattern.compile("(.+)-\\d{13}-[0-9a-f]{8}");

    private static final List<String> FOLDERS = List.of("ids", "owners", "offsets");

    private final Znodes znodes;

    public ZooKeeperGroups(Znodes znodes) {
        this.znodes = znodes;
    }

    /** The groups with their committed offsets. */
    record Listing(List<Group> groups, List<Commit> commits) {}

    /** The znode of a member or a partition. */
    private record Place(String group, String folder, String topic, String last) {
        String path() {
            String path = ROOT + "/" + group + "/" + folder;
            return (topic.isEmpty() ? path : path + "/" + topic) + "/" + last;
        }
    }

    /** The names of all such groups. */
    List<String> names() {
        return znodes.childrenOfAll(List.of(ROOT)).get(0).orElse(List.of());
    }

    /** Reads the groups. */
    public Listing read(List<String> groups) {
        List<Place> places = places(groups);
        List<Optional<Znode>> read =
                znodes.readAll(places.stream().map(Place::path).toList());
        Map<String, Map<String, LenientJson>> ids = new HashMap<>();
        Map<String, Map<PartitionName, String>> owners = new HashMap<>();
        Map<String, Map<PartitionName, OptionalLong>> offsets = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            Optional<Znode> znode = read.get(i);
            if (znode.isEmpty()) {
                continue;
            }
            if (place.folder.equals("ids")) {
                ids.computeIfAbsent(place.group, name -> new TreeMap<>())
                        .put(place.last, LenientJson.of(znode.get().data()));
                continue;
            }
            Optional<PartitionName> partition = partition(place);
            String text = KafkaZnodes.text(znode.get()).trim();
            if (partition.isPresent() && place.folder.equals("owners")) {
                owners.computeIfAbsent(place.group, name -> new TreeMap<>()).put(partition.get(), text);
            } else if (partition.isPresent()) {
                offsets.computeIfAbsent(place.group, name -> new TreeMap<>()).put(partition.get(), number(text));
            }
        }
        List<Group> found = new ArrayList<>();
        List<Commit> commits = new ArrayList<>();
        for (String group : groups) {
            Map<PartitionName, String> owned = owners.getOrDefault(group, Map.of());
            List<Member> members = new ArrayList<>();
            ids.getOrDefault(group, Map.of()).forEach((id, json) -> members.add(member(group, id, json, owned)));
            found.add(new Group(
                    group,
                    members.isEmpty() ? "Empty" : "Stable",
                    TYPE,
                    Optional.empty(),
                    Optional.of(new Membership(
                            Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), members))));
            commits.addAll(commits(group, members, owned, offsets.getOrDefault(group, Map.of())));
        }
        return new Listing(found, commits);
    }

    private List<Place> places(List<String> groups) {
        List<String> folders = new ArrayList<>();
        groups.forEach(group -> FOLDERS.forEach(folder -> folders.add(ROOT + "/" + group + "/" + folder)));
        List<Optional<List<String>>> children = znodes.childrenOfAll(folders);
        List<Place> places = new ArrayList<>();
        List<Place> topics = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            String group = groups.get(i / FOLDERS.size());
            String folder = FOLDERS.get(i % FOLDERS.size());
            for (String child : children.get(i).orElse(List.of())) {
                (folder.equals("ids") ? places : topics).add(new Place(group, folder, "", child));
            }
        }
        List<Optional<List<String>>> partitions =
                znodes.childrenOfAll(topics.stream().map(Place::path).toList());
        for (int i = 0; i < topics.size(); i++) {
            Place topic = topics.get(i);
            partitions
                    .get(i)
                    .orElse(List.of())
                    .forEach(number -> places.add(new Place(topic.group, topic.folder, topic.last, number)));
        }
        return places;
    }

    private static Optional<PartitionName> partition(Place place) {
        OptionalLong number = number(place.last);
        return number.isPresent()
                ? Optional.of(new PartitionName(place.topic, (int) number.getAsLong()))
                : Optional.empty();
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static Member member(String group, String id, LenientJson json, Map<PartitionName, String> owned) {
        List<PartitionName> assignment = owned.entrySet().stream()
                .filter(entry -> owns(id, entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Matcher named = MEMBER.matcher(id.startsWith(group + "_") ? id.substring(group.length() + 1) : id);
        return new Member(
                id,
                Optional.empty(),
                named.matches() ? Optional.of(named.group(1)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                json.object("subscription").members().keySet().stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList(),
                Optional.of(assignment),
                Optional.empty());
    }

    /** An owner is a member id followed by the number of a thread. */
    private static boolean owns(String member, String owner) {
        return owner.equals(member) || owner.replaceFirst("-\\d+$", "").equals(member);
    }

    private static List<Commit> commits(
            String group,
            List<Member> members,
            Map<PartitionName, String> owned,
            Map<PartitionName, OptionalLong> offsets) {
        TreeSet<PartitionName> partitions = new TreeSet<>(offsets.keySet());
        partitions.addAll(owned.keySet());
        return partitions.stream()
                .map(partition -> new Commit(
                        group,
                        partition,
                        offsets.getOrDefault(partition, OptionalLong.empty()),
                        OptionalInt.empty(),
                        "",
                        OptionalLong.empty(),
                        members.stream()
                                .filter(member -> member.partitions().contains(partition))
                                .findFirst()))
                .toList();
    }
}
