package zooka.commands.kafka.partition;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
import zooka.commands.value.Json;

/** Reads and writes assignments in the JSON of {@code kafka-reassign-partitions}. */
public final class AssignmentFile {

    private static final String FORM =
            "{\"version\":1,\"partitions\":[{\"topic\":\"orders\",\"partition\":0,\"replicas\":[1,2,3]}]}";

    /** The name for any directory of a broker. */
    static final String ANY = "any";

    private AssignmentFile() {}

    /** The JSON, with one partition per line. */
    public static String text(Map<PartitionName, List<Integer>> replicas) {
        return replicas.entrySet().stream()
                .map(entry -> String.format(
                        "  {\"topic\":%s,\"partition\":%d,\"replicas\":%s}",
                        Json.string(entry.getKey().topic()).text(),
                        entry.getKey().partition(),
                        entry.getValue().toString().replace(" ", "")))
                .collect(Collectors.joining(",\n", "{\"version\":1,\"partitions\":[\n", "\n]}\n"));
    }

    /**
     * The content of a file.
     *
     * @param replicas by partition, in the order of the file
     * @param dirs log directories by partition, in the order of the replicas; only for partitions with a named directory
     */
    public record Assignment(Map<PartitionName, List<Integer>> replicas, Map<PartitionName, List<String>> dirs) {}

    /**
     * Parses a file.
     *
     * @param file the name of the file for messages
     * @throws Failure {@code USAGE} for an invalid file
     */
    public static Assignment read(byte[] json, String file) {
        Map<PartitionName, List<Integer>> replicas = new LinkedHashMap<>();
        Map<PartitionName, List<String>> dirs = new LinkedHashMap<>();
        Map<?, ?> document = document(json, file);
        Object version = document.get("version");
        if (version != null && !version.equals(1)) {
            throw malformed(file, "\"version\" must be the number 1");
        }
        if (!(document.get("partitions") instanceof List<?> partitions)) {
            throw malformed(file, "missing \"partitions\"");
        }
        for (Object partition : partitions) {
            if (!(partition instanceof Map<?, ?> one)
                    || !(one.get("topic") instanceof String topic)
                    || !(one.get("partition") instanceof Integer number)
                    || !(one.get("replicas") instanceof List<?> ids)
                    || ids.isEmpty()
                    || !ids.stream().allMatch(Integer.class::isInstance)) {
                throw malformed(file, "invalid partition: " + partition);
            }
            PartitionName name = new PartitionName(topic, number);
            List<Integer> given = ids.stream().map(Integer.class::cast).toList();
            if (replicas.put(name, AssignmentOptions.distinct(given, file + ": " + name)) != null) {
                throw malformed(file, name + " is listed twice");
            }
            List<String> named = dirs(one.get("log_dirs"), given.size(), file + ": " + name);
            if (!named.stream().allMatch(ANY::equals)) {
                dirs.put(name, named);
            }
        }
        return new Assignment(replicas, dirs);
    }

    /** The only JSON document of a file; two documents are ambiguous. */
    private static Map<?, ?> document(byte[] json, String file) {
        Object document;
        try (JsonParser parser = JSON.std.createParser(json)) {
            parser.nextToken();
            document = JSON.std.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw Failure.usage(file + " has more than one document")
                        .hint(
                                "kafka-reassign-partitions --generate prints two: the current assignment, for a rollback, and the"
                                        + " proposed one; remove the other");
            }
        } catch (IOException e) {
            boolean generated =
                    new String(json, StandardCharsets.UTF_8).contains("Current partition replica assignment");
            throw generated
                    ? Failure.usage(file + " is the whole output of kafka-reassign-partitions --generate")
                            .hint("keep one of its two documents: the current or the proposed assignment")
                            .cause(e)
                    : malformed(file, "invalid JSON").cause(e);
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw malformed(file, "not a JSON object");
        }
        return map;
    }

    private static List<String> dirs(Object dirs, int replicas, String where) {
        if (dirs == null) {
            return List.of();
        }
        if (!(dirs instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw Failure.usage(where + ": \"log_dirs\" is not a list of directories");
        }
        if (list.size() != replicas) {
            throw Failure.usage(where + " has " + replicas + " replicas but " + list.size() + " log directories");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static Failure malformed(String file, String why) {
        return Failure.usage(file + ": " + why).hint(FORM);
    }
}
