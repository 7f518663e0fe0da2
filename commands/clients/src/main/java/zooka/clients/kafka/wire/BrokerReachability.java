package zooka.clients.kafka.wire;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import zooka.clients.kafka.ClusterState;
import zooka.clients.net.Deadline;

/** Checks which brokers answer, in parallel, by the request that every broker supports. */
final class BrokerReachability {

    private BrokerReachability() {}

    /** The state with the brokers that do not answer within half of the time. */
    static ClusterState addTo(ClusterState state, BrokerConnections wire, Deadline deadline) {
        Map<Node, ApiVersionsRequest.Builder> questions = new HashMap<>();
        state.brokers().stream()
                .filter(broker -> !broker.host().isEmpty())
                .forEach(broker -> questions.put(WireTopics.node(broker), new ApiVersionsRequest.Builder()));
        if (questions.isEmpty()) {
            return state;
        }
        Map<Integer, String> silent = new HashMap<>();
        wire.askEach(questions, ApiVersionsResponse.class, deadline.within(deadline.millis() / 2))
                .troubles()
                .forEach((id, trouble) -> silent.put(id, trouble.cause()));
        return state.withUnreachable(silent);
    }
}
