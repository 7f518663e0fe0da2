package zooka.clients.kafka.wire;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.protocol.Errors;

/** Cleans error messages of brokers from internal details. */
public final class BrokerWords {

    /** The resource, which the message contains already. */
    private static final Pattern RESOURCE =
            Pattern.compile("Invalid config value for resource ConfigResource\\(.*?\\): ", Pattern.DOTALL);

    /** The text of an internal Java object: {@code Request(processor=0, connectionId=...)}. */
    private static final Pattern OBJECT = Pattern.compile("\\b[A-Z]\\w*\\(\\w+ ?=");

    private static final Pattern EXCEPTION = Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error): ");

    private BrokerWords() {}

    /** The cleaned message; empty if it does not help, in which case the text of the error code is better. */
    public static Optional<String> of(String message) {
        return Optional.ofNullable(message)
                .map(text -> RESOURCE.matcher(text).replaceFirst(""))
                .map(text -> EXCEPTION.matcher(text).replaceFirst(""))
                .filter(text -> !text.isBlank() && !OBJECT.matcher(text).find());
    }

    /** The name of the error code as an id: {@code topic-already-exists}; empty for an unknown one. */
    public static String id(Throwable error) {
        Errors code = Errors.forException(error);
        return code == Errors.UNKNOWN_SERVER_ERROR
                ? ""
                : code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text of the error code, without the broker's message. */
    public static String standard(Throwable error) {
        return Errors.forException(error).message();
    }
}
