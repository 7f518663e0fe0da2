package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;

/** {@code kafka-delete-records}: deletes the records of partitions before an offset. */
final class KafkaDeleteRecords implements Tool {

    private static final String FILE = "offset-json-file";

    /** The offset that stands for the end of the log. */
    private static final String END = "-1";

    private static final String EXAMPLE =
            "{\"partitions\": [{\"topic\": \"orders\", \"partition\": 0, \"offset\": 42}], \"version\": 1}";

    @Override
    public StockOptions options() {
        return new StockOptions().values(FILE);
    }

    @Override
    public void check(StockLine line) {
        line.one("file", FILE);
        offsets(line);
    }

    /** The offsets by partition, {@code orders:0}. */
    private static Map<String, String> offsets(StockLine line) {
        String path = line.value(FILE).orElseThrow();
        Map<String, String> offsets = new LinkedHashMap<>();
        for (Map<String, String> object : JsonObjects.read(path, EXAMPLE, "topic", "partition", "offset")) {
            String partition = object.get("topic") + ":" + object.get("partition");
            if (offsets.put(partition, object.get("offset")) != null) {
                throw Failure.usage(path + " lists " + partition + " twice");
            }
        }
        return offsets;
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        out.line("Executing records delete operation");
        List<String> deleted = new ArrayList<>();
        Optional<Failure> failure = Optional.empty();
        for (Map.Entry<String, String> one : offsets(line).entrySet()) {
            List<String> words = new ArrayList<>(List.of("topic", "purge"));
            if (!one.getValue().equals(END)) {
                words.add("--before=" + one.getValue());
            }
            words.addAll(List.of("--", one.getKey()));
            try {
                shell.items(words);
                deleted.add(one.getKey());
            } catch (Failure e) {
                failure = failure.or(() -> Optional.of(e.unlessInterrupted()));
            }
        }
        out.line("Records delete operation completed:");
        if (!deleted.isEmpty()) {
            List<String> words = new ArrayList<>(List.of("topic", "offsets", "--"));
            words.addAll(deleted);
            for (Item partition : shell.items(words)) {
                out.line("partition: " + partition.text("topic") + "-" + partition.text("partition")
                        + "\tlow_watermark: " + partition.text("earliest"));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
