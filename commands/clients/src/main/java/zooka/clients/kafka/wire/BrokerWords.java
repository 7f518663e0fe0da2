package zooka.clients.kafka.wire;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.protocol.Errors;

/** The reasons that brokers give, without what is only of use within a broker. */
public final class BrokerWords {

    /** Which resource it is about has been said already. */
    private static final Pattern RESOURCE =
            Pattern.compile("Invalid config value for resource ConfigResource\\(.*?\\): ", Pattern.DOTALL);

    /** An object of the broker's own as Java prints it: {@code Request(processor=0, connectionId=...)}. */
    private static final Pattern OBJECT = Pattern.compile("\\b[A-Z]\\w*\\(\\w+ ?=");

    private static final Pattern EXCEPTION = Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error): ");

    private BrokerWords() {}

    /** What a broker says; empty where it says nothing, or nothing that would help: the error's own text is better then. */
    public static Optional<String> of(String message) {
        return Optional.ofNullable(message)
                .map(text -> RESOURCE.matcher(text).replaceFirst(""))
                .map(text -> EXCEPTION.matcher(text).replaceFirst(""))
                .filter(text -> !text.isBlank() && !OBJECT.matcher(text).find());
    }

    /** What Kafka's protocol says of an error that a broker has sent, whatever the broker said beside. */
    public static String standard(Throwable error) {
        return Errors.forException(error).message();
    }
}
