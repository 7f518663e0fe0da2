package zooka.shell.dropin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;
import zooka.commands.action.EndedBySignal;

/** {@code kafka-console-consumer}: prints the records of a topic. */
final class KafkaConsoleConsumer implements Tool {

    /** The properties of the formatter that are flags. */
    private static final List<String> FLAGS = List.of(
            "print.timestamp",
            "print.key",
            "print.offset",
            "print.partition",
            "print.headers",
            "print.value",
            "print.epoch",
            "print.delivery");

    private static final List<String> TEXTS =
            List.of("key.separator", "line.separator", "headers.separator", "null.literal");

    /** How long the end may take when a signal ends the process: the number of records is told then, too. */
    private static final Duration OWN_END = Duration.ofSeconds(1);

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap", "broker-list")
                .zooka("--command-config", "consumer.config")
                .values("topic", "partition", "offset", "max-messages", "timeout-ms", "isolation-level")
                .values("property", "formatter-property", "formatter", "key-deserializer", "value-deserializer")
                .flags("from-beginning")
                .ignoredFlags("skip-message-on-error", "new-consumer")
                .refused("zooka joins no group and commits no offsets; use --from-beginning or --offset", "group")
                .refused("zooka reads one topic at a time", "include", "whitelist")
                .refused("put the properties into a file for --command-config", "consumer-property", "command-property")
                .refused("use --formatter-property", "formatter-config")
                .refused("specify the brokers with --bootstrap-server", "zookeeper")
                .refused("zooka writes no events", "enable-systest-events");
    }

    @Override
    public void check(StockLine line) {
        line.one("topic", "topic");
        line.value("topic");
        line.refuseWith("from-beginning", "offset");
        line.onlyWith("offset", "partition");
        for (String option : List.of("partition", "max-messages", "timeout-ms")) {
            line.number(option);
        }
        String level = line.value("isolation-level").orElse("read_uncommitted");
        if (!level.equals("read_committed") && !level.equals("read_uncommitted")) {
            throw Failure.usage(
                    "--isolation-level: invalid level '" + level + "' (read_committed or read_uncommitted)");
        }
        String offset = line.value("offset").orElse("latest");
        if (!offset.equals("earliest") && !offset.equals("latest")) {
            line.number("offset");
        }
        String formatter = line.value("formatter").orElse("");
        if (!formatter.isEmpty() && !formatter.endsWith(".DefaultMessageFormatter")) {
            throw Failure.usage("--formatter " + formatter + " is not supported")
                    .hint("zooka tail " + line.value("topic").orElse("TOPIC") + " -o json");
        }
        for (String option : List.of("key-deserializer", "value-deserializer")) {
            line.value(option).ifPresent(name -> text(option, name));
        }
        properties(line);
    }

    /** @throws Failure {@code USAGE} for a deserializer that gives another text than the bytes as they are */
    private static void text(String option, String deserializer) {
        if (!deserializer.endsWith("StringDeserializer") && !deserializer.endsWith("ByteArrayDeserializer")) {
            throw Failure.usage(option + " " + deserializer + " is not supported: keys and values are printed as text")
                    .hint("zooka tail --help");
        }
    }

    /** The properties of the formatter. */
    private static Map<String, String> properties(StockLine line) {
        Map<String, String> properties = new HashMap<>();
        List<String> all = new ArrayList<>(line.values("property"));
        all.addAll(line.values("formatter-property"));
        for (String property : all) {
            int equals = property.indexOf('=');
            String key = equals < 0 ? property : property.substring(0, equals);
            String value = equals < 0 ? "" : property.substring(equals + 1);
            if (key.endsWith(".deserializer")) {
                text(key, value);
            } else if (!FLAGS.contains(key) && !TEXTS.contains(key)) {
                throw Failure.usage("unknown property '" + key + "'").hint(String.join(", ", FLAGS));
            }
            boolean set = value.strip().equalsIgnoreCase("true");
            if (set && (key.equals("print.epoch") || key.equals("print.delivery"))) {
                throw Failure.usage("property " + key + " is not supported");
            }
            properties.put(key, value);
        }
        return properties;
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        List<String> words = new ArrayList<>(List.of("tail", "-f"));
        String offset = line.value("offset").orElse(line.has("from-beginning") ? "earliest" : "latest");
        words.add("--from=" + (offset.equals("earliest") ? "beginning" : offset.equals("latest") ? "end" : offset));
        line.value("partition").ifPresent(partition -> words.add("--partition=" + partition));
        line.value("max-messages").ifPresent(count -> words.add("--count=" + count));
        line.value("timeout-ms").ifPresent(millis -> words.add("--idle=" + millis + "ms"));
        if (line.value("isolation-level").filter("read_committed"::equals).isPresent()) {
            words.add("--committed");
        }
        words.addAll(List.of("--", line.value("topic").orElseThrow()));
        RecordText text = new RecordText(properties(line), out);
        long[] count = {0};
        try (EndedBySignal unused = new EndedBySignal(OWN_END, () -> {})) {
            shell.run(
                    words,
                    result -> Item.each(result, record -> {
                        text.print(record);
                        out.flush();
                        count[0]++;
                    }));
            shell.say("Processed a total of " + count[0] + " messages");
        }
    }

    /** The parts of a record that are printed, in the tool's order: time, partition, offset, headers, key, value. */
    private static final class RecordText {
        private final Map<String, String> properties;
        private final StockOutput out;
        private final byte[] separator;
        private final byte[] end;
        private final byte[] none;

        private RecordText(Map<String, String> properties, StockOutput out) {
            this.properties = properties;
            this.out = out;
            this.separator = bytes("key.separator", "\t");
            this.end = bytes("line.separator", "\n");
            this.none = bytes("null.literal", "null");
        }

        private byte[] bytes(String property, String otherwise) {
            return properties.getOrDefault(property, otherwise).getBytes(StandardCharsets.UTF_8);
        }

        private boolean is(String property, boolean otherwise) {
            String value = properties.get(property);
            return value == null ? otherwise : value.strip().equalsIgnoreCase("true");
        }

        private void print(Item record) {
            List<byte[]> parts = new ArrayList<>();
            if (is("print.timestamp", false)) {
                parts.add(utf8(record.has("time") ? "CreateTime:" + record.text("time") : "NO_TIMESTAMP"));
            }
            if (is("print.partition", false)) {
                parts.add(utf8("Partition:" + record.text("partition")));
            }
            if (is("print.offset", false)) {
                parts.add(utf8("Offset:" + record.text("offset")));
            }
            if (is("print.headers", false)) {
                parts.add(utf8(headers(record)));
            }
            if (is("print.key", false)) {
                parts.add(record.bytes("key").orElse(none));
            }
            if (is("print.value", true)) {
                parts.add(record.bytes("value").orElse(none));
            }
            for (int i = 0; i < parts.size(); i++) {
                if (i > 0) {
                    out.bytes(separator);
                }
                out.bytes(parts.get(i));
            }
            out.bytes(end);
        }

        private String headers(Item record) {
            List<String> headers = new ArrayList<>();
            String missing = properties.getOrDefault("null.literal", "null");
            if (record.size("headers") > 1) {
                record.items("headers")
                        .forEach(each -> headers.add(each.text("name") + ":" + each.text("value", missing)));
            } else {
                Item byName = record.item("headers");
                for (String name : byName.keys()) {
                    byName.texts(name, missing).forEach(value -> headers.add(name + ":" + value));
                }
            }
            return headers.isEmpty()
                    ? "NO_HEADERS"
                    : String.join(properties.getOrDefault("headers.separator", ","), headers);
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
