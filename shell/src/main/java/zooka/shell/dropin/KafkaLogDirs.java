package zooka.shell.dropin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;

/** {@code kafka-log-dirs}: shows the log directories of brokers, and the replicas in them. */
final class KafkaLogDirs implements Tool {

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap-controller", "bootstrap-controller")
                .flags("describe")
                .values("topic-list", "broker-list");
    }

    @Override
    public void check(StockLine line) {
        line.one("action", "describe");
        for (String broker : listed(line, "broker-list")) {
            try {
                Integer.parseInt(broker);
            } catch (NumberFormatException e) {
                throw Failure.usage("--broker-list: invalid broker id '" + broker + "' (example: 0,1,2)")
                        .cause(e);
            }
        }
        line.value("topic-list");
    }

    private static List<String> listed(StockLine line, String option) {
        List<String> parts = new ArrayList<>();
        for (String part : line.value(option).orElse("").split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        out.line("Querying brokers for log directories information");
        Map<String, List<Item>> dirs = new LinkedHashMap<>();
        for (Item dir : shell.items(words(line, "dir"))) {
            dirs.computeIfAbsent(dir.text("broker"), none -> new ArrayList<>()).add(dir);
        }
        Map<String, List<Item>> replicas = new HashMap<>();
        for (Item replica : shell.items(words(line, "partition"))) {
            replicas.computeIfAbsent(replica.text("broker") + " " + replica.text("logDir"), none -> new ArrayList<>())
                    .add(replica);
        }
        out.line("Received log directory information from brokers " + String.join(",", dirs.keySet()));
        out.line(json(dirs, replicas));
    }

    private static List<String> words(StockLine line, String by) {
        List<String> words = new ArrayList<>(List.of("broker", "log-dirs", "--by=" + by));
        listed(line, "topic-list").forEach(topic -> words.add("--topic=" + topic));
        words.add("--");
        words.addAll(listed(line, "broker-list"));
        return words;
    }

    private static String json(Map<String, List<Item>> dirs, Map<String, List<Item>> replicas) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("brokers");
            for (Map.Entry<String, List<Item>> broker : dirs.entrySet()) {
                json.writeStartObject();
                json.writeNumberField("broker", Integer.parseInt(broker.getKey()));
                json.writeArrayFieldStart("logDirs");
                for (Item dir : broker.getValue()) {
                    write(dir, replicas.getOrDefault(broker.getKey() + " " + dir.text("logDir"), List.of()), json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("version", 1);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory has none
        }
        return text.toString();
    }

    private static void write(Item dir, List<Item> replicas, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("partitions");
        for (Item replica : replicas) {
            json.writeStartObject();
            json.writeStringField("partition", replica.text("topic") + "-" + replica.text("partition"));
            json.writeNumberField("size", replica.number("size"));
            json.writeNumberField("offsetLag", replica.number("offsetLag"));
            json.writeBooleanField("isFuture", replica.is("future"));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (dir.has("error")) {
            json.writeStringField("error", dir.text("error"));
        } else {
            json.writeNullField("error");
        }
        json.writeStringField("logDir", dir.text("logDir"));
        json.writeEndObject();
    }
}
