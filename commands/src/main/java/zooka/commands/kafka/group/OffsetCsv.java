package zooka.commands.kafka.group;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;

/**
 * Offsets in the format of {@code kafka-consumer-groups --export}: {@code topic,partition,offset}, optionally preceded by the
 * group, quoted as in RFC 4180.
 */
public final class OffsetCsv {

    /** The offset of a group for a partition. */
    record Line(String group, PartitionName partition, long offset) {}

    private OffsetCsv() {}

    /** The lines, without the last line end; with the group if there are several. Empty without lines. */
    static Optional<String> text(List<Line> lines) {
        boolean several = lines.stream().map(Line::group).distinct().count() > 1;
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(text);
        for (Line line : lines) {
            String topic = line.partition().topic();
            String partition = Integer.toString(line.partition().partition());
            String offset = Long.toString(line.offset());
            if (several) {
                csv.writeRecord(line.group(), topic, partition, offset);
            } else {
                csv.writeRecord(topic, partition, offset);
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(text.getBuffer().substring(0, text.getBuffer().length() - 1));
    }

    /**
     * The offsets of a group; lines of other groups are ignored.
     *
     * @param file the name of the file for messages
     * @throws Failure {@code USAGE} for an invalid line
     */
    public static Map<PartitionName, Long> read(String text, String group, String file) {
        Map<PartitionName, Long> offsets = new LinkedHashMap<>();
        long last = 0;
        try {
            for (CsvRecord line : CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(text)) {
                last = line.getStartingLineNumber();
                read(line, group, file, offsets);
            }
        } catch (CsvParseException e) {
            String why =
                    Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(e.getMessage());
            throw Failure.usage(file + ", after line " + last + ": invalid CSV: " + why)
                    .cause(e);
        }
        return offsets;
    }

    private static void read(CsvRecord line, String group, String file, Map<PartitionName, Long> offsets) {
        List<String> fields = line.getFields();
        if (fields.size() == 1 && fields.get(0).isBlank()) {
            return;
        }
        int first = fields.size() - 3;
        if (first < 0 || first > 1) {
            throw malformed(file, line);
        }
        if (first == 0 || fields.get(0).equals(group)) {
            PartitionName partition = new PartitionName(
                    fields.get(first).strip(), (int) whole(fields.get(first + 1), Integer.MAX_VALUE, file, line));
            long offset = whole(fields.get(first + 2), Long.MAX_VALUE, file, line);
            if (offsets.put(partition, offset) != null) {
                throw Failure.usage(
                        file + ", line " + line.getStartingLineNumber() + ": " + partition + " is listed twice");
            }
        }
    }

    private static long whole(String text, long most, String file, CsvRecord line) {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= 0 && value <= most) {
                return value;
            }
            throw malformed(file, line);
        } catch (NumberFormatException e) {
            throw malformed(file, line);
        }
    }

    private static Failure malformed(String file, CsvRecord line) {
        return Failure.usage(file + ", line " + line.getStartingLineNumber() + ": invalid line '"
                + String.join(",", line.getFields()) + "' (format: topic,partition,offset)");
    }
}
