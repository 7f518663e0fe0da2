package zooka.commands.kafka;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zooka.commands.Failure;
import zooka.commands.kafka.client.PartitionName;
import zooka.commands.value.Json;

/** Which replicas partitions have, in the JSON of {@code kafka-reassign-partitions}, to be written and to be read. */
final class AssignmentFile {

    private static final String FORM =
            "{\"version\":1,\"partitions\":[{\"topic\":\"orders\",\"partition\":0,\"replicas\":[1,2,3]}]}";

    private AssignmentFile() {}

    /** One partition a line, in their order. */
    static String text(Map<PartitionName, List<Integer>> replicas) {
        return replicas.entrySet().stream()
                .map(entry -> String.format(
                        "  {\"topic\":%s,\"partition\":%d,\"replicas\":%s}",
                        Json.string(entry.getKey().topic()).text(),
                        entry.getKey().partition(),
                        entry.getValue().toString().replace(" ", "")))
                .collect(Collectors.joining(",\n", "{\"version\":1,\"partitions\":[\n", "\n]}\n"));
    }

    /**
     * Reads it.
     *
     * @param file what to call it when it is wrong
     * @throws Failure {@code USAGE} where it is not of that form
     */
    static Map<PartitionName, List<Integer>> read(byte[] json, String file) {
        Map<PartitionName, List<Integer>> replicas = new LinkedHashMap<>();
        try {
            if (!(JSON.std.mapFrom(json).get("partitions") instanceof List<?> partitions)) {
                throw malformed(file, "it has no \"partitions\"");
            }
            for (Object partition : partitions) {
                if (!(partition instanceof Map<?, ?> one)
                        || !(one.get("topic") instanceof String topic)
                        || !(one.get("partition") instanceof Integer number)
                        || !(one.get("replicas") instanceof List<?> ids)
                        || ids.isEmpty()
                        || !ids.stream().allMatch(Integer.class::isInstance)) {
                    throw malformed(file, "no partition with its replicas: " + partition);
                }
                PartitionName name = new PartitionName(topic, number);
                if (one.get("log_dirs") instanceof List<?> dirs
                        && !dirs.stream().allMatch("any"::equals)) {
                    throw Failure.usage(file + ": " + name + " names log directories")
                            .hint("partition move " + name + " --broker ID --dir PATH, once the replica is there");
                }
                List<Integer> given = ids.stream().map(Integer.class::cast).toList();
                if (replicas.put(name, Assigning.distinct(given, file + ": " + name)) != null) {
                    throw malformed(file, name + " is there twice");
                }
            }
        } catch (IOException e) {
            throw malformed(file, "it is no JSON").cause(e);
        }
        return replicas;
    }

    private static Failure malformed(String file, String why) {
        return Failure.usage(file + ": " + why).hint(FORM);
    }
}
