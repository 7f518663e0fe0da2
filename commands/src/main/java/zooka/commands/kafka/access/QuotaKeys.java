package zooka.commands.kafka.access;

import java.util.List;
import java.util.OptionalLong;
import zooka.clients.Failure;
import zooka.clients.kafka.Quotas.Client;
import zooka.clients.text.Sizes;
import zooka.commands.result.Cell;

/** The keys of quotas, and parsing and formatting of their values. */
final class QuotaKeys {

    private static final String CONNECTIONS = "connection_creation_rate";
    private static final List<String> BYTES = List.of("producer_byte_rate", "consumer_byte_rate");
    private static final List<String> CLIENTS =
            List.of("producer_byte_rate", "consumer_byte_rate", "request_percentage", "controller_mutation_rate");

    private QuotaKeys() {}

    /** Checks that the key exists for this kind of client. */
    static String check(String key, Client client) {
        List<String> possible = client.ip().isPresent() ? List.of(CONNECTIONS) : CLIENTS;
        if (!possible.contains(key)) {
            throw Failure.usage("unknown quota '" + key + "' for " + QuotaClient.text(client))
                    .hint(String.join(", ", possible));
        }
        return key;
    }

    /** Parses a value: bytes with units, {@code 200%}, or a number. */
    static double value(String key, String typed) {
        if (BYTES.contains(key)) {
            OptionalLong bytes = Sizes.read(typed.replaceFirst("/s$", ""));
            if (bytes.isEmpty()) {
                throw Failure.usage(key + ": invalid rate '" + typed + "' (example: 1MiB, in bytes per second)");
            }
            return bytes.getAsLong();
        }
        String number = typed.replaceFirst("%$", "");
        if (!number.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            throw Failure.usage(key + ": invalid number '" + typed + "'");
        }
        return Double.parseDouble(number);
    }

    /** A value as text. */
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
