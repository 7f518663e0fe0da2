package zooka.clients.kafka.wire.groups;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.FindCoordinatorResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.wire.BrokerConnections;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Deadline;

/** Finds the coordinators of groups: each group has one, by its partition of the offsets topic. */
final class Coordinators {

    private static final String OFFSETS = "__consumer_offsets";
    private static final byte GROUPS = 0;

    private final WireTopics topics;
    private final BrokerConnections wire;
    private final Deadline deadline;

    /** @param deadline the deadline of each request */
    Coordinators(WireTopics topics, Deadline deadline) {
        this.topics = topics;
        this.wire = topics.wire();
        this.deadline = deadline;
    }

    /** The coordinators of groups, and the failures of groups without one. */
    record Answer(Map<String, Node> nodes, Map<String, Failure> failures) {}

    /**
     * The coordinators of groups. The first request ever creates the offsets topic, and fails
     * until the topic exists: it is retried, as every client does.
     */
    Answer of(Set<String> groups, Deadline waiting) {
        Answer found = new Answer(new LinkedHashMap<>(), new LinkedHashMap<>());
        Set<String> left = groups;
        do {
            if (left != groups) {
                waiting.within(GroupQuery.LOOK_AGAIN_MILLIS).await();
            }
            Set<String> unserved = new LinkedHashSet<>();
            ask(left).forEach((group, coordinator) -> {
                Errors error = Errors.forCode(coordinator.errorCode());
                if (error == Errors.COORDINATOR_NOT_AVAILABLE) {
                    unserved.add(group);
                } else if (error == Errors.NONE) {
                    found.nodes().put(group, new Node(coordinator.nodeId(), coordinator.host(), coordinator.port()));
                } else {
                    found.failures().put(group, GroupQuery.failure(group, error));
                }
            });
            left = unserved;
        } while (!left.isEmpty() && !waiting.passed() && isComing());
        left.forEach(group -> found.failures().put(group, unserved(group)));
        return found;
    }

    private Map<String, Coordinator> ask(Set<String> groups) {
        Map<String, Coordinator> told = new LinkedHashMap<>();
        if (wire.latestVersion(ApiKeys.FIND_COORDINATOR) >= FindCoordinatorRequest.MIN_BATCHED_VERSION) {
            FindCoordinatorRequestData request = new FindCoordinatorRequestData().setKeyType(GROUPS);
            request.setCoordinatorKeys(List.copyOf(groups));
            ask(request).forEach(coordinator -> told.put(coordinator.key(), coordinator));
        } else {
            for (String group : groups) {
                FindCoordinatorRequestData request = new FindCoordinatorRequestData().setKeyType(GROUPS);
                told.put(group, ask(request.setKey(group)).get(0));
            }
        }
        return told;
    }

    private List<Coordinator> ask(FindCoordinatorRequestData request) {
        return wire.ask(new FindCoordinatorRequest.Builder(request), FindCoordinatorResponse.class, deadline)
                .coordinators();
    }

    /** Whether the offsets topic does not exist yet, or has a leader; a topic without a leader is not waited for. */
    private boolean isComing() {
        return topics.list(List.of(OFFSETS), deadline).stream()
                .flatMap(topic -> topic.partitions().stream())
                .noneMatch(Partition::offline);
    }

    private Failure unserved(String group) {
        return topics.list(List.of(OFFSETS), deadline).isEmpty()
                ? Failure.unreachable("group " + group + " has no coordinator: topic " + OFFSETS + " is not created")
                        .hint("offsets.topic.replication.factor may ask for more brokers than there are: brokers")
                : Failure.unreachable("group " + group + " has no coordinator now")
                        .hint("partition list --offline " + OFFSETS);
    }
}
