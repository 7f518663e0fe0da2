package zooka.clients.kafka.wire.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ListGroupsRequest;
import org.apache.kafka.common.requests.ListGroupsResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Groups.Answer;
import zooka.clients.kafka.Groups.Commit;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Groups.Lags;
import zooka.clients.kafka.Groups.Log;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.wire.BrokerConnections;
import zooka.clients.kafka.wire.BrokerError;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.kafka.wire.groups.GroupType.Description;
import zooka.clients.net.Deadline;

/**
 * One query about groups, within one deadline. Each coordinator is asked once about all of its groups; one that does not
 * answer affects only its own groups, and is not asked again.
 */
final class GroupQuery {

    static final long LOOK_AGAIN_MILLIS = 100;

    /** Errors of a broker that has just become a coordinator, or has just ceased to be one. */
    private static final Set<Errors> PASSING =
            Set.of(Errors.COORDINATOR_LOAD_IN_PROGRESS, Errors.NOT_COORDINATOR, Errors.COORDINATOR_NOT_AVAILABLE);

    private final WireTopics topics;
    private final BrokerConnections wire;
    private final Depth depth;
    private final Deadline deadline;
    private final Map<Integer, Node> brokers;

    private final Map<String, PartialGroup> found = new TreeMap<>();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private final Map<Integer, BrokerError> silent = new TreeMap<>();
    private final Set<String> troubles = new LinkedHashSet<>();

    /** Groups with a temporary error of their coordinator. */
    private final Map<String, Errors> loading = new LinkedHashMap<>();

    /** The data of a group so far. */
    private static final class PartialGroup {
        private final Node coordinator;
        private Optional<GroupType> type;
        /** A listed group, whose type may be unknown to this client. */
        private String typeName;

        private String state;
        private Optional<Description> described = Optional.empty();

        PartialGroup(Node coordinator, Optional<GroupType> type, String typeName, String state) {
            this.coordinator = coordinator;
            this.type = type;
            this.typeName = typeName;
            this.state = state;
        }
    }

    /** Starts the query and its deadline. */
    GroupQuery(WireTopics topics, Depth depth) {
        this.topics = topics;
        this.wire = topics.wire();
        this.depth = depth;
        this.deadline = topics.deadline();
        this.brokers = topics.brokers(deadline);
    }

    /** All groups whose name is accepted. */
    Answer matching(Predicate<String> name) {
        Map<Node, AbstractRequest.Builder<?>> questions = new HashMap<>();
        brokers.values()
                .forEach(broker -> questions.put(broker, new ListGroupsRequest.Builder(new ListGroupsRequestData())));
        ask(questions, ListGroupsResponse.class, depth == Depth.LISTED).forEach((id, reply) -> {
            Errors error = Errors.forCode(reply.data().errorCode());
            if (error == Errors.NONE) {
                reply.data().groups().stream()
                        .filter(group -> name.test(group.groupId()))
                        .forEach(group -> list(brokers.get(id), group));
            } else {
                troubles.add("broker " + id + ": " + error.message());
            }
        });
        if (reaches(Depth.DESCRIBED)) {
            for (GroupType type : GroupType.values()) {
                describe(type, group -> group.type.equals(Optional.of(type)));
            }
            loading.forEach((group, error) -> troubles.add("group " + group + ": " + error.message()));
        }
        return answer(commits());
    }

    private void list(Node broker, ListedGroup group) {
        Optional<GroupType> type = GroupType.of(group.groupType());
        found.put(
                group.groupId(),
                new PartialGroup(
                        broker, type, type.map(GroupType::title).orElse(group.groupType()), group.groupState()));
    }

    /** The named groups; their types are found by trying one after the other. */
    Answer named(Collection<String> groups) {
        Deadline waiting = deadline.within(deadline.millis() * 3 / 4);
        Set<String> left = new LinkedHashSet<>(groups);
        do {
            if (!loading.isEmpty()) {
                waiting.within(LOOK_AGAIN_MILLIS).await();
                loading.clear();
            }
            coordinators(left, waiting);
            for (GroupType type : GroupType.values()) {
                if (wire.supports(type.api())) {
                    describe(type, group -> group.described.isEmpty());
                }
            }
            left = new LinkedHashSet<>(loading.keySet());
        } while (!left.isEmpty() && !waiting.passed());
        loading.forEach((group, error) -> failures.put(group, failure(group, error)));
        List<Commit> commits = commits();
        for (String group : List.copyOf(found.keySet())) {
            boolean committed =
                    commits.stream().anyMatch(commit -> commit.group().equals(group));
            if (!committed
                    && !found.get(group).described.map(Description::exists).orElse(false)) {
                failures.putIfAbsent(group, missing(group));
                found.remove(group);
            }
        }
        return answer(commits);
    }

    private void coordinators(Set<String> groups, Deadline waiting) {
        Coordinators.Answer served = new Coordinators(topics, deadline).of(groups, waiting);
        served.nodes()
                .forEach((group, node) ->
                        found.put(group, new PartialGroup(node, Optional.empty(), "", GroupType.DEAD)));
        failures.putAll(served.failures());
    }

    private static Failure missing(String group) {
        return Failure.absent(Failure.Noun.GROUP, group);
    }

    private boolean reaches(Depth other) {
        return depth.compareTo(other) >= 0;
    }

    /** The failure of a group for an error code. */
    static Failure failure(String group, Errors error) {
        return switch (error) {
            case GROUP_ID_NOT_FOUND -> missing(group);
            case GROUP_AUTHORIZATION_FAILED ->
                new Failure(Failure.Kind.REFUSED, "no permission to describe group " + group).as("no-permission");
            case COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE ->
                Failure.unreachable("group " + group + ": " + error.message());
            case INVALID_GROUP_ID -> Failure.usage("invalid group name '" + group + "'");
            default -> new Failure(Failure.Kind.FAILED, "group " + group + ": " + error.message());
        };
    }

    /** Describes groups as groups of a type; groups of other types stay unknown. */
    private void describe(GroupType type, Predicate<PartialGroup> which) {
        Map<Node, AbstractRequest.Builder<?>> questions = new HashMap<>();
        byCoordinator(which).forEach((node, groups) -> questions.put(node, type.question(groups)));
        ask(questions, AbstractResponse.class, depth == Depth.DESCRIBED).values().stream()
                .flatMap(reply -> type.answers(reply).stream())
                .forEach(group -> described(type, group));
    }

    private void described(GroupType type, Description group) {
        Errors error = Errors.forCode(group.error());
        PartialGroup known = found.get(group.group());
        if (error == Errors.NONE && group.exists()) {
            known.type = Optional.of(type);
            known.typeName = type.title();
            known.state = group.state();
            known.described = Optional.of(group);
        } else if (PASSING.contains(error)) {
            loading.put(group.group(), error);
            found.remove(group.group());
        } else if (error != Errors.NONE && error != Errors.GROUP_ID_NOT_FOUND && error != Errors.UNSUPPORTED_VERSION) {
            failures.put(group.group(), failure(group.group(), error));
            found.remove(group.group());
        }
    }

    private Map<Node, List<String>> byCoordinator(Predicate<PartialGroup> which) {
        Map<Node, List<String>> groups = new HashMap<>();
        found.forEach((name, group) -> {
            if (which.test(group)) {
                groups.computeIfAbsent(group.coordinator, node -> new ArrayList<>())
                        .add(name);
            }
        });
        return groups;
    }

    /** The committed offsets of groups, and assigned partitions without a committed offset. */
    private List<Commit> commits() {
        if (!reaches(Depth.COMMITTED)) {
            return List.of();
        }
        GroupOffsets offsets = new GroupOffsets(wire.latestVersion(ApiKeys.OFFSET_FETCH));
        Predicate<PartialGroup> share = group -> group.type.equals(Optional.of(GroupType.SHARE));
        boolean last = !reaches(Depth.MEASURED);
        offsets.questions(byCoordinator(share.negate()))
                .forEach(question -> ask(question.byNode(), AbstractResponse.class, last)
                        .values()
                        .forEach(reply -> offsets.take(question, reply)));
        ask(offsets.shareQuestion(byCoordinator(share)), AbstractResponse.class, last)
                .values()
                .forEach(offsets::takeShares);
        offsets.errors().forEach((group, error) -> {
            // An unknown group has no committed offsets; its failure is reported elsewhere.
            if (error != Errors.GROUP_ID_NOT_FOUND) {
                failures.putIfAbsent(group, failure(group, error));
                found.remove(group);
            }
        });
        found.forEach((name, group) -> group.described.ifPresent(described ->
                offsets.assign(name, group.type, described.membership().members())));
        return offsets.commits();
    }

    private Answer answer(List<Commit> commits) {
        List<Group> groups = new ArrayList<>();
        found.forEach((name, group) -> groups.add(new Group(
                name,
                group.state,
                group.typeName,
                Optional.of(new Broker(
                        group.coordinator.id(),
                        group.coordinator.host(),
                        group.coordinator.port(),
                        Optional.ofNullable(group.coordinator.rack()),
                        true)),
                group.described.map(Description::membership))));
        List<Commit> told = commits.stream()
                .filter(commit -> found.containsKey(commit.group()))
                .toList();
        Lags lags = measure(told);
        List<String> all = new ArrayList<>();
        silent.forEach((id, trouble) -> all.add("broker " + id + ": " + trouble.cause()));
        troubles.addAll(lags.troubles());
        troubles.stream().filter(trouble -> !all.contains(trouble)).forEach(all::add);
        return new Answer(groups, lags.lags(), failures, all);
    }

    /** The lags, to the requested depth. */
    Lags measure(List<Commit> commits) {
        Log unknown = new Log(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), true);
        if (!reaches(Depth.MEASURED) || commits.isEmpty()) {
            return new Lags(
                    commits.stream().map(commit -> new Lag(commit, unknown)).toList(), List.of());
        }
        Set<PartitionName> wanted = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        commits.forEach(commit -> {
            wanted.add(commit.partition());
            names.add(commit.partition().topic());
        });
        Map<PartitionName, Partition> partitions = new HashMap<>();
        Map<String, Failure> hidden = new LinkedHashMap<>();
        topics.list(names, deadline, hidden).stream()
                .flatMap(topic -> topic.partitions().stream())
                .forEach(partition -> {
                    PartitionName name = new PartitionName(partition.topic(), partition.partition());
                    if (wanted.contains(name)) {
                        partitions.put(name, partition);
                    }
                });
        List<Topics.Position> positions =
                new ArrayList<>(List.of(new Topics.Position.End(), new Topics.Position.Beginning()));
        if (reaches(Depth.STABLE)) {
            positions.add(new Topics.Position.Stable());
        }
        List<Topics.Offsets> offsets = topics.offsets(partitions.values(), positions, deadline);
        List<Lag> lags = new ArrayList<>();
        for (Commit commit : commits) {
            Partition partition = partitions.get(commit.partition());
            lags.add(new Lag(
                    commit,
                    partition == null
                            ? new Log(
                                    OptionalLong.empty(),
                                    OptionalLong.empty(),
                                    OptionalLong.empty(),
                                    // A topic that must not be described may exist.
                                    hidden.containsKey(commit.partition().topic()))
                            : new Log(
                                    offsets.get(1).of(partition),
                                    offsets.get(0).of(partition),
                                    offsets.size() > 2 ? offsets.get(2).of(partition) : OptionalLong.empty(),
                                    true)));
        }
        lags.sort(Comparator.comparing((Lag lag) -> lag.commit().group())
                .thenComparing(lag -> lag.commit().partition()));
        return new Lags(
                lags,
                Stream.concat(
                                hidden.values().stream().map(Failure::getMessage),
                                offsets.stream().flatMap(some -> some.troubles().stream()))
                        .distinct()
                        .toList());
    }

    /**
     * Sends a request to each broker. Brokers that do not answer are remembered, their groups fail, and they are not asked
     * again.
     *
     * @param last whether this is the last request; otherwise some time is reserved for the next ones
     */
    private <R extends AbstractResponse> Map<Integer, R> ask(
            Map<Node, AbstractRequest.Builder<?>> questions, Class<R> type, boolean last) {
        questions.keySet().removeIf(node -> silent.containsKey(node.id()));
        if (questions.isEmpty()) {
            return Map.of();
        }
        Deadline share = last ? deadline : deadline.within(deadline.millis() / 2);
        BrokerConnections.Replies<R> replies = wire.askEach(questions, type, share);
        silent.putAll(replies.troubles());
        for (Node node : questions.keySet()) {
            if (replies.troubles().containsKey(node.id())) {
                lose(node, replies.troubles().get(node.id()));
            }
        }
        return replies.answers();
    }

    /** Handles the groups of a coordinator that does not answer; listed groups are returned as far as they are known. */
    private void lose(Node coordinator, BrokerError trouble) {
        found.entrySet().removeIf(entry -> {
            boolean lost = entry.getValue().coordinator.id() == coordinator.id()
                    && entry.getValue().typeName.isEmpty();
            if (lost) {
                failures.put(
                        entry.getKey(),
                        Failure.unreachable("the group's coordinator, broker " + coordinator.id() + " at "
                                + BrokerConnections.address(coordinator) + ", does not answer: " + trouble.cause()));
            }
            return lost;
        });
    }
}
