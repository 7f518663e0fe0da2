package zooka.clients.kafka.wire;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import zooka.clients.Failure;

/**
 * A broker that answers where another one was dialled. Kafka's clients do not notice; the settings of a broker, though, no
 * other broker tells, and it says who it is itself.
 */
public final class Impostor {

    /** As brokers say it: what they expected is who they are. */
    private static final Pattern WHO = Pattern.compile("Unexpected broker id, expected (\\d+) .*received (\\d+)");

    private Impostor() {}

    /** A question that only that broker answers; one setting will do. */
    static DescribeConfigsRequest.Builder question(int broker) {
        return new DescribeConfigsRequest.Builder(new DescribeConfigsRequestData()
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(ConfigResource.Type.BROKER.id())
                        .setResourceName(Integer.toString(broker))
                        .setConfigurationKeys(List.of("log.dirs")))));
    }

    /** Who answered the question; empty where that cannot be told. */
    static Optional<Integer> who(int asked, DescribeConfigsResponseData reply) {
        return reply.results().stream()
                .findFirst()
                .flatMap(result -> result.errorCode() == Errors.NONE.code()
                        ? Optional.of(asked)
                        : found(result.errorMessage()).map(matcher -> Integer.parseInt(matcher.group(1))));
    }

    /** What such a refusal means; empty for any other. */
    public static Optional<Failure> failure(String what, String message) {
        return found(message).map(matcher -> new Failure(
                        Failure.Kind.FAILED,
                        "cannot " + what + ": at the address of broker " + matcher.group(2) + " broker "
                                + matcher.group(1) + " answers")
                .hint("one of them is dialled at the wrong address: see the address map, --map"));
    }

    private static Optional<Matcher> found(String message) {
        Matcher matcher = WHO.matcher(message == null ? "" : message);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }
}
