package zooka.clients.kafka.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListPartitionReassignmentsRequest;
import org.apache.kafka.common.requests.ListPartitionReassignmentsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;
import zooka.clients.kafka.Topic;
import zooka.clients.net.Deadline;

/** Reassignments in progress, as reported by the controller. */
public final class Reassignments {

    private final WireTopics brokers;

    /** Uses connections that stay open. */
    public Reassignments(WireTopics brokers) {
        this.brokers = brokers;
    }

    /** All reassignments in progress, by partition. */
    public List<Replicas.Move> moves(Deadline deadline) {
        ListPartitionReassignmentsResponseData told = ask(deadline);
        if (told.errorCode() != Errors.NONE.code()) {
            throw new Failure(
                    told.errorCode() == Errors.CLUSTER_AUTHORIZATION_FAILED.code() ? Kind.REFUSED : Kind.FAILED,
                    Errors.forCode(told.errorCode()).message());
        }
        List<Replicas.Move> moves = new ArrayList<>();
        told.topics().forEach(topic -> topic.partitions()
                .forEach(partition -> moves.add(new Replicas.Move(
                        new PartitionName(topic.name(), partition.partitionIndex()),
                        partition.replicas(),
                        partition.addingReplicas(),
                        partition.removingReplicas()))));
        moves.sort(Comparator.comparing(Replicas.Move::partition));
        return moves;
    }

    /** The topics with the replicas that reassignments add and remove. */
    List<Topic> of(List<Topic> topics, Deadline deadline) {
        Map<String, Replicas.Move> moves = new HashMap<>();
        moves(deadline).forEach(move -> moves.put(move.partition().toString(), move));
        return moves.isEmpty()
                ? topics
                : topics.stream()
                        .map(topic -> topic.withPartitions(topic.partitions().stream()
                                .map(partition -> with(partition, moves.get(partition.name())))
                                .toList()))
                        .toList();
    }

    private static Partition with(Partition partition, Replicas.Move move) {
        return move == null ? partition : partition.reassigned(move.adding(), move.removing());
    }

    private ListPartitionReassignmentsResponseData ask(Deadline deadline) {
        ListPartitionReassignmentsRequest.Builder question = new ListPartitionReassignmentsRequest.Builder(
                new ListPartitionReassignmentsRequestData().setTopics(null).setTimeoutMs((int)
                        Math.max(1, deadline.millis())));
        if (brokers.wire().atController()) {
            Node leader = QuorumAddresses.leader(QuorumAddresses.controllers(brokers, deadline))
                    .orElseThrow(() -> Failure.unreachable("the KRaft quorum has no leader"));
            return ask(leader, "controller " + QuorumAddresses.id(leader), question, deadline);
        }
        MetadataResponse metadata =
                brokers.wire().ask(new MetadataRequest.Builder(List.of(), false), MetadataResponse.class, deadline);
        if (brokers.mode() == ClusterState.Mode.KRAFT) {
            // Any broker forwards the request to the controller.
            return brokers.wire()
                    .ask(question, ListPartitionReassignmentsResponse.class, deadline)
                    .data();
        }
        Node controller = metadata.controller();
        if (controller == null) {
            throw Failure.unreachable("no active controller");
        }
        return ask(controller, "broker " + controller.id() + ", the controller", question, deadline);
    }

    private ListPartitionReassignmentsResponseData ask(
            Node node, String name, ListPartitionReassignmentsRequest.Builder question, Deadline deadline) {
        BrokerConnections.Replies<ListPartitionReassignmentsResponse> replies =
                brokers.wire().askEach(Map.of(node, question), ListPartitionReassignmentsResponse.class, deadline);
        ListPartitionReassignmentsResponse reply = replies.answers().get(node.id());
        if (reply == null) {
            throw Failure.unreachable(
                    name + ": " + replies.troubles().get(node.id()).cause());
        }
        return reply.data();
    }
}
