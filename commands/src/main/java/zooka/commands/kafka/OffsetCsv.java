package zooka.commands.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import zooka.commands.Failure;
import zooka.commands.kafka.client.PartitionName;

/** Offsets as {@code kafka-consumer-groups --export} writes them: {@code topic,partition,offset}, with a group before it or not. */
final class OffsetCsv {

    private OffsetCsv() {}

    /**
     * The offsets for a group; lines that name another group are not meant.
     *
     * @param file what to call it when it is wrong
     * @throws Failure {@code USAGE} for a line of another form
     */
    static Map<PartitionName, Long> read(String text, String group, String file) {
        Map<PartitionName, Long> offsets = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.replace("\"", "").strip().split("\\s*,\\s*", -1);
            int first = parts.length - 3;
            if (first < 0 || first > 1) {
                throw malformed(file, number, line);
            }
            if (first == 0 || parts[0].equals(group)) {
                PartitionName partition = new PartitionName(
                        parts[first], (int) whole(parts[first + 1], Integer.MAX_VALUE, file, number, line));
                long offset = whole(parts[first + 2], Long.MAX_VALUE, file, number, line);
                if (offsets.put(partition, offset) != null) {
                    throw Failure.usage(file + ", line " + number + ": " + partition + " is there twice");
                }
            }
        }
        return offsets;
    }

    private static long whole(String text, long most, String file, int number, String line) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= most) {
                return value;
            }
            throw malformed(file, number, line);
        } catch (NumberFormatException e) {
            throw malformed(file, number, line);
        }
    }

    private static Failure malformed(String file, int number, String line) {
        return Failure.usage(file + ", line " + number + ": '" + line + "' is not topic,partition,offset");
    }
}
