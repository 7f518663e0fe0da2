package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import zooka.clients.Failure;

/** {@code kafka-leader-election}: elects the leaders of partitions. */
final class KafkaLeaderElection implements Tool {

    /**
     * A partition.
     *
     * @param number as it was written
     */
    private record NamedPartition(String topic, String number) {

        /** As {@code partition elect} takes it. */
        private String word() {
            return topic + ":" + number;
        }

        @Override
        public String toString() {
            return topic + "-" + number;
        }
    }

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--command-config", "admin.config")
                .values("election-type", "topic", "partition", "path-to-json-file")
                .flags("all-topic-partitions");
    }

    @Override
    public void check(StockLine line) {
        line.one("election type", "election-type");
        type(line);
        line.one("selection of partitions", "topic", "all-topic-partitions", "path-to-json-file");
        line.onlyWith("partition", "topic");
        line.onlyWith("topic", "partition");
        line.number("partition");
        partitions(line);
    }

    private static String type(StockLine line) {
        String given = line.value("election-type").orElseThrow();
        String type = given.toUpperCase(Locale.ROOT);
        if (!type.equals("PREFERRED") && !type.equals("UNCLEAN")) {
            throw Failure.usage("--election-type: invalid type '" + given + "' (preferred or unclean)");
        }
        return type;
    }

    /** The partitions that are named; empty for all. */
    private static Set<NamedPartition> partitions(StockLine line) {
        if (line.has("topic")) {
            return Set.of(new NamedPartition(
                    line.value("topic").orElseThrow(), line.value("partition").orElseThrow()));
        }
        return line.has("path-to-json-file")
                ? file(line.value("path-to-json-file").orElseThrow())
                : Set.of();
    }

    private static Set<NamedPartition> file(String path) {
        Set<NamedPartition> partitions = new LinkedHashSet<>();
        String example = "{\"partitions\": [{\"topic\": \"orders\", \"partition\": 0}]}";
        for (Map<String, String> object : JsonObjects.read(path, example, "topic", "partition")) {
            NamedPartition partition = new NamedPartition(object.get("topic"), object.get("partition"));
            if (!partitions.add(partition)) {
                throw Failure.usage(path + " lists " + partition + " twice");
            }
        }
        return partitions;
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        Set<NamedPartition> asked = partitions(line);
        String type = type(line);
        List<String> words = new ArrayList<>(List.of("partition", "elect"));
        if (type.equals("UNCLEAN")) {
            words.add("--unclean");
        }
        if (asked.isEmpty()) {
            words.add("--all");
        } else {
            words.add("--");
            asked.forEach(partition -> words.add(partition.word()));
        }
        Set<NamedPartition> elected = new LinkedHashSet<>();
        for (Item result : shell.items(words)) {
            for (Item partition : result.items("partitions")) {
                elected.add(new NamedPartition(partition.text("topic"), partition.text("partition")));
            }
        }
        if (!elected.isEmpty()) {
            out.line("Successfully completed leader election (" + type + ") for partitions " + joined(elected));
        }
        Set<NamedPartition> others = new LinkedHashSet<>(asked);
        others.removeAll(elected);
        if (!others.isEmpty() && !shell.incomplete()) {
            out.line("Valid replica already elected for partitions " + joined(others));
        }
    }

    private static String joined(Set<NamedPartition> partitions) {
        return String.join(
                ", ", partitions.stream().map(NamedPartition::toString).toList());
    }
}
