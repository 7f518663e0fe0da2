package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;

/** {@code kafka-console-producer}: writes each line of stdin as a record. */
final class KafkaConsoleProducer implements Tool {

    /** The properties of the reader that headers need, and others that are not supported where they are on. */
    private static final List<String> OFF = List.of("parse.headers", "ignore.error");

    private static final List<String> KNOWN = List.of(
            "parse.key",
            "key.separator",
            "null.marker",
            "headers.delimiter",
            "headers.separator",
            "headers.key.separator");

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap", "broker-list")
                .zooka("--command-config", "producer.config")
                .values("topic", "request-required-acks", "property", "reader-property")
                .values("producer-property", "command-property")
                .optional("compression-codec")
                .ignoredFlags("sync")
                .ignoredValues(
                        "batch-size",
                        "max-block-ms",
                        "max-memory-bytes",
                        "max-partition-memory-bytes",
                        "message-send-max-retries",
                        "metadata-expiry-ms",
                        "request-timeout-ms",
                        "retry-backoff-ms",
                        "socket-buffer-size",
                        "timeout")
                .refused("each line is a record; zooka produce --json-lines reads records as JSON", "line-reader")
                .refused("use --reader-property", "reader-config");
    }

    @Override
    public void check(StockLine line) {
        line.one("topic", "topic");
        line.value("topic");
        line.value("request-required-acks");
        line.value("compression-codec");
        Map<String, String> reader = reader(line);
        for (String property : OFF) {
            if (isTrue(reader.get(property))) {
                throw Failure.usage("property " + property + " is not supported")
                        .hint("zooka produce TOPIC --json-lines takes headers");
            }
        }
        for (String property : reader.keySet()) {
            if (!KNOWN.contains(property) && !OFF.contains(property)) {
                throw Failure.usage("unknown property '" + property + "'").hint(String.join(", ", KNOWN));
            }
        }
        if (reader.getOrDefault("key.separator", "\t").isEmpty()) {
            throw Failure.usage("property key.separator must not be empty");
        }
        for (String property : client(line).keySet()) {
            if (property.startsWith("sasl.") || property.startsWith("ssl.") || property.startsWith("security.")) {
                // The value may be a secret, which every process of the machine could read.
                throw Failure.usage("property " + property + " is not supported on the command line")
                        .hint("put it into a file for --command-config");
            }
        }
    }

    private static boolean isTrue(String value) {
        return value != null && value.strip().equalsIgnoreCase("true");
    }

    private static Map<String, String> reader(StockLine line) {
        return pairs(line, "property", "reader-property");
    }

    /** The properties of the producer; those that are not translated only tune it. */
    private static Map<String, String> client(StockLine line) {
        return pairs(line, "producer-property", "command-property");
    }

    private static Map<String, String> pairs(StockLine line, String... options) {
        Map<String, String> pairs = new HashMap<>();
        for (String option : options) {
            for (String pair : line.values(option)) {
                int equals = pair.indexOf('=');
                if (equals < 0) {
                    throw Failure.usage("--" + option + ": invalid pair '" + pair + "' (example: parse.key=true)");
                }
                pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return pairs;
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        Map<String, String> client = client(line);
        List<String> words = new ArrayList<>(List.of("produce"));
        String acks = line.value("request-required-acks").orElse(client.getOrDefault("acks", "-1"));
        words.add("--acks=" + acks);
        String codec = line.has("compression-codec")
                ? line.value("compression-codec").orElse("gzip")
                : client.getOrDefault("compression.type", "none");
        words.add("--compression=" + codec);
        Map<String, String> reader = reader(line);
        if (isTrue(reader.get("parse.key"))) {
            words.add("--key-separator=" + reader.getOrDefault("key.separator", "\t"));
        }
        if (reader.containsKey("null.marker")) {
            words.add("--null=" + reader.get("null.marker"));
        }
        words.addAll(List.of("--", line.value("topic").orElseThrow()));
        shell.items(words); // the tool prints nothing
    }
}
