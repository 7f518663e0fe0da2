package zooka.clients.kafka.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeLogDirsRequest;
import org.apache.kafka.common.requests.DescribeLogDirsResponse;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.PerBroker;
import zooka.clients.net.Deadline;

/** Reads log directories over Kafka's protocol, from each broker itself. */
public final class WireLogDirs implements LogDirs {

    private final WireTopics topics;

    /** Uses the connections of the topics gateway. */
    public WireLogDirs(WireTopics topics) {
        this.topics = topics;
    }

    @Override
    public PerBroker<List<LogDir>> all() {
        Deadline deadline = topics.deadline();
        return of(topics.brokers(deadline).values(), deadline);
    }

    @Override
    public PerBroker<List<LogDir>> of(Collection<Broker> brokers) {
        return of(brokers.stream().map(WireTopics::node).toList(), topics.deadline());
    }

    PerBroker<List<LogDir>> of(Collection<Node> nodes, Deadline deadline) {
        Map<Node, DescribeLogDirsRequest.Builder> questions = nodes.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        node -> new DescribeLogDirsRequest.Builder(new DescribeLogDirsRequestData().setTopics(null))));
        BrokerConnections.Replies<DescribeLogDirsResponse> replies =
                topics.wire().askEach(questions, DescribeLogDirsResponse.class, deadline);
        Map<Integer, List<LogDir>> answers = new HashMap<>();
        Map<Integer, String> silent = new HashMap<>();
        replies.troubles().forEach((id, trouble) -> silent.put(id, trouble.cause()));
        replies.answers().forEach((id, reply) -> {
            Optional<String> refusal = error(refusal(reply.data()));
            if (refusal.isPresent()) {
                silent.put(id, refusal.get());
            } else {
                answers.put(
                        id,
                        reply.data().results().stream()
                                .map(directory -> directory(id, directory))
                                .toList());
            }
        });
        return new PerBroker<>(answers, silent);
    }

    /** The error of a broker; old brokers return it as the error of a directory without a name. */
    private static short refusal(DescribeLogDirsResponseData data) {
        if (data.errorCode() != Errors.NONE.code()) {
            return data.errorCode();
        }
        return data.results().isEmpty() ? Errors.CLUSTER_AUTHORIZATION_FAILED.code() : Errors.NONE.code();
    }

    private static Optional<String> error(short code) {
        return code == Errors.NONE.code()
                ? Optional.empty()
                : Optional.of(Errors.forCode(code).message());
    }

    private static LogDir directory(int broker, DescribeLogDirsResult told) {
        List<Replica> replicas = new ArrayList<>();
        told.topics().forEach(topic -> topic.partitions()
                .forEach(partition -> replicas.add(new Replica(
                        topic.name(),
                        partition.partitionIndex(),
                        partition.partitionSize(),
                        partition.offsetLag(),
                        partition.isFutureKey()))));
        return new LogDir(
                broker,
                told.logDir(),
                error(told.errorCode()),
                Metadata.known(told.totalBytes()),
                Metadata.known(told.usableBytes()),
                replicas);
    }
}
