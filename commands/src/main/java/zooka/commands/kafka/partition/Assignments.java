package zooka.commands.kafka.partition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zooka.clients.kafka.PartitionName;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/** Formats partitions grouped by topic. */
public final class Assignments {

    private Assignments() {}

    /** Partitions in the syntax of {@code --topic}: {@code logs:0,1 orders:2}. */
    public static String text(Collection<PartitionName> partitions) {
        return byTopic(partitions).entrySet().stream()
                .map(topic -> topic.getKey() + ":"
                        + topic.getValue().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    /** Partitions for JSON: an array of topics. */
    public static Cell cell(Collection<PartitionName> partitions) {
        List<Cell> topics = new ArrayList<>();
        byTopic(partitions)
                .forEach((topic, numbers) -> topics.add(new Cell.Group(List.of(
                        Field.of("topic", "topic", Cell.text(topic)),
                        Field.of("partitions", "partitions", Cell.counts(numbers))))));
        return new Cell.Many(topics);
    }

    private static Map<String, List<Integer>> byTopic(Collection<PartitionName> partitions) {
        Map<String, List<Integer>> topics = new TreeMap<>();
        partitions.stream().sorted().forEach(partition -> topics.computeIfAbsent(
                        partition.topic(), name -> new ArrayList<>())
                .add(partition.partition()));
        return topics;
    }
}
