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
 * Detects that another broker answers at an address. Kafka's clients do not notice; but the configuration of a broker is
 * returned only by that broker, and another one reports its own id.
 */
public final class WrongBroker {

    /** The message of brokers, in which the expected id is their own. */
    private static final Pattern WHO = Pattern.compile("Unexpected broker id, expected (\\d+) .*received (\\d+)");

    private WrongBroker() {}

    /** A request that only this broker answers, for one configuration key. */
    static DescribeConfigsRequest.Builder question(int broker) {
        return new DescribeConfigsRequest.Builder(new DescribeConfigsRequestData()
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(ConfigResource.Type.BROKER.id())
                        .setResourceName(Integer.toString(broker))
                        .setConfigurationKeys(List.of("log.dirs")))));
    }

    /** The id of the broker that answered; empty if unknown. */
    static Optional<Integer> who(int asked, DescribeConfigsResponseData reply) {
        return reply.results().stream()
                .findFirst()
                .flatMap(result -> result.errorCode() == Errors.NONE.code()
                        ? Optional.of(asked)
                        : found(result.errorMessage()).map(matcher -> Integer.parseInt(matcher.group(1))));
    }

    /** The failure for such a message; empty for others. */
    public static Optional<Failure> failure(String what, String message) {
        return found(message).map(matcher -> new Failure(
                        Failure.Kind.FAILED,
                        "cannot " + what + ": at the address of broker " + matcher.group(2) + ", broker "
                                + matcher.group(1) + " answers")
                .hint("one of their addresses is wrong: review the address map (--map)"));
    }

    private static Optional<Matcher> found(String message) {
        Matcher matcher = WHO.matcher(message == null ? "" : message);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }
}
