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

/** Which replicas partitions have, in the JSON of {@code kafka-reassign-partitions}, to be written and to be read. */
public final class AssignmentFile {

    private static final String FORM =
            "{\"version\":1,\"partitions\":[{\"topic\":\"orders\",\"partition\":0,\"replicas\":[1,2,3]}]}";

    /** Stands for whatever directory a broker chooses. */
    static final String ANY = "any";

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
     * What a file says.
     *
     * @param replicas by partition, in the order of the file
     * @param dirs by partition, those of the replicas at their places; only of partitions of which it names some
     */
    record Assignment(Map<PartitionName, List<Integer>> replicas, Map<PartitionName, List<String>> dirs) {}

    /**
     * Reads it.
     *
     * @param file what to call it when it is wrong
     * @throws Failure {@code USAGE} where it is not of that form
     */
    public static Assignment read(byte[] json, String file) {
        Map<PartitionName, List<Integer>> replicas = new LinkedHashMap<>();
        Map<PartitionName, List<String>> dirs = new LinkedHashMap<>();
        Map<?, ?> document = document(json, file);
        Object version = document.get("version");
        if (version != null && !version.equals(1)) {
            throw malformed(file, "it has version " + version + ", and only version 1 is known");
        }
        if (!(document.get("partitions") instanceof List<?> partitions)) {
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
            List<Integer> given = ids.stream().map(Integer.class::cast).toList();
            if (replicas.put(name, AssignmentOptions.distinct(given, file + ": " + name)) != null) {
                throw malformed(file, name + " is there twice");
            }
            List<String> named = dirs(one.get("log_dirs"), given.size(), file + ": " + name);
            if (!named.stream().allMatch(ANY::equals)) {
                dirs.put(name, named);
            }
        }
        return new Assignment(replicas, dirs);
    }

    /** The only document of a file: of two nobody can tell which is meant. */
    private static Map<?, ?> document(byte[] json, String file) {
        Object document;
        try (JsonParser parser = JSON.std.createParser(json)) {
            parser.nextToken();
            document = JSON.std.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw Failure.usage(file + " has more than one document")
                        .hint(
                                "kafka-reassign-partitions --generate prints two: the assignment as it is, to go back to, and the"
                                        + " one that it proposes; leave the one that is meant");
            }
        } catch (IOException e) {
            boolean generated =
                    new String(json, StandardCharsets.UTF_8).contains("Current partition replica assignment");
            throw generated
                    ? Failure.usage(file + " is all that kafka-reassign-partitions --generate prints")
                            .hint(
                                    "leave one of its two documents: the assignment as it is, or the one that it proposes")
                            .cause(e)
                    : malformed(file, "it is no JSON").cause(e);
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw malformed(file, "it is no object");
        }
        return map;
    }

    private static List<String> dirs(Object dirs, int replicas, String where) {
        if (dirs == null) {
            return List.of();
        }
        if (!(dirs instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw Failure.usage(where + ": \"log_dirs\" is no list of directories");
        }
        if (list.size() != replicas) {
            throw Failure.usage(where + " has " + replicas + " replicas and " + list.size() + " log directories");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static Failure malformed(String file, String why) {
        return Failure.usage(file + ": " + why).hint(FORM);
    }
}
