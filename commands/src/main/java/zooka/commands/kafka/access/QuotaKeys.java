package zooka.commands.kafka.access;

import java.util.List;
import java.util.OptionalLong;
import zooka.clients.Failure;
import zooka.clients.kafka.Quotas.Client;
import zooka.clients.text.Sizes;
import zooka.commands.result.Cell;

/** The quotas that there are, and how their values are typed and told. */
final class QuotaKeys {

    private static final String CONNECTIONS = "connection_creation_rate";
    private static final List<String> BYTES = List.of("producer_byte_rate", "consumer_byte_rate");
    private static final List<String> CLIENTS =
            List.of("producer_byte_rate", "consumer_byte_rate", "request_percentage", "controller_mutation_rate");

    private QuotaKeys() {}

    /** The same key, where there is such a quota for such a client. */
    static String check(String key, Client client) {
        List<String> possible = client.ip().isPresent() ? List.of(CONNECTIONS) : CLIENTS;
        if (!possible.contains(key)) {
            throw Failure.usage("no quota of " + QuotaClient.text(client) + " is called '" + key + "'")
                    .hint(String.join(", ", possible));
        }
        return key;
    }

    /** A value as it is typed: bytes with units, {@code 200%}, a number. */
    static double value(String key, String typed) {
        if (BYTES.contains(key)) {
            OptionalLong bytes = Sizes.read(typed.replaceFirst("/s$", ""));
            if (bytes.isEmpty()) {
                throw Failure.usage(key + ": '" + typed + "' is no number of bytes a second, such as 1MiB");
            }
            return bytes.getAsLong();
        }
        String number = typed.replaceFirst("%$", "");
        if (!number.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            throw Failure.usage(key + ": '" + typed + "' is no number");
        }
        return Double.parseDouble(number);
    }

    /** A value for people. */
    static String text(String key, double value) {
        if (BYTES.contains(key)) {
            return Sizes.text((long) value) + "/s";
        }
        String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        return number + (key.equals("request_percentage") ? "%" : "/s");
    }

    static Cell cell(String key, double value) {
        if (value != Math.rint(value)) {
            return new Cell.Json(Double.toString(value));
        }
        return BYTES.contains(key) ? new Cell.Size((long) value) : Cell.count((long) value);
    }
}
