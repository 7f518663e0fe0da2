package zooka.clients.kafka.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;

/** Waits until a new topic is known to all brokers: the controller updates them one by one, and the next command may ask any. */
public record TopicPropagation(WireTopics topics) {

    /** The limit of the wait in a healthy cluster. */
    private static final long LONGEST_MILLIS = 2_000;

    /** The timeout of one request; an unresponsive broker is not waited for. */
    private static final long SILENCE_MILLIS = 500;

    private static final long LOOK_AGAIN_MILLIS = 20;

    /** Waits until each responsive broker knows the topic, with a leader of each partition. */
    public void await(String topic) {
        Deadline deadline = topics.deadline().within(LONGEST_MILLIS);
        try {
            Map<Integer, Node> waiting = topics.brokers(deadline);
            while (!waiting.isEmpty() && !deadline.passed()) {
                Map<Node, MetadataRequest.Builder> questions = new HashMap<>();
                waiting.values()
                        .forEach(node -> questions.put(node, new MetadataRequest.Builder(List.of(topic), false)));
                BrokerConnections.Replies<MetadataResponse> replies =
                        topics.wire().askEach(questions, MetadataResponse.class, deadline.within(SILENCE_MILLIS));
                waiting.keySet().removeAll(replies.troubles().keySet());
                replies.answers().forEach((id, reply) -> {
                    if (isLed(reply.data(), topic)) {
                        waiting.remove(id);
                    }
                });
                if (!waiting.isEmpty()) {
                    deadline.within(LOOK_AGAIN_MILLIS).await();
                }
            }
        } catch (Failure failure) {
            failure.unlessInterrupted(); // the topic is created nevertheless
        }
    }

    private static boolean isLed(MetadataResponseData told, String topic) {
        MetadataResponseTopic found = told.topics().find(topic);
        return found != null
                && found.errorCode() == Errors.NONE.code()
                && found.partitions().stream().allMatch(partition -> partition.leaderId() >= 0);
    }
}
