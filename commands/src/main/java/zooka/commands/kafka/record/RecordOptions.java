package zooka.commands.kafka.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordWriter.Outgoing;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.ValueArgument;
import zooka.commands.text.Timestamps;

/** The options that say how a record is made of a VALUE, or of a line of stdin: its key, headers, partition and timestamp. */
final class RecordOptions {

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            description = "The key of each record. Default: null.")
    @Completes(Candidates.TEXT)
    String key;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "A header of each record; repeatable, also with the same name.")
    @Completes(Candidates.FREE_TEXT)
    List<String> headers = List.of();

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "PARTITION",
            description = "Write to this partition. Default: by the key.")
    @Completes(Candidates.FREE_TEXT)
    Integer partition;

    @Option(
            names = "--tombstone",
            description = "Write a record with a null value, which deletes the key in a compacted topic.")
    boolean tombstone;

    @Option(names = "--time", paramLabel = "TIME", description = "The timestamp of the records. Default: now.")
    @Completes(Candidates.FREE_TEXT)
    String time;

    @Option(
            names = "--key-separator",
            paramLabel = "TEXT",
            description = "Split each line at this text into key and value.")
    @Completes(Candidates.TEXT)
    String separator;

    @Option(names = "--null", paramLabel = "TEXT", description = "Write a key or value that equals this text as null.")
    @Completes(Candidates.TEXT)
    String none;

    @Option(names = "--json-lines", description = "Read each line as a record in the format of tail -o json.")
    boolean jsonLines;

    @Option(names = "--keep-time", description = "With --json-lines: keep the timestamps of the records.")
    boolean keepTime;

    @Option(names = "--keep-partition", description = "With --json-lines: keep the partitions of the records.")
    boolean keepPartition;

    /**
     * Checks which options are combined, and their values, without reading a file.
     *
     * @throws Failure {@code USAGE} for options that exclude each other, and for invalid values
     */
    void check(List<String> values) {
        boolean lines = !inWords(values);
        if (!lines && (jsonLines || separator != null || none != null)) {
            throw Failure.usage("--json-lines, --key-separator and --null apply to lines of stdin only");
        }
        if (jsonLines && (separator != null || none != null || key != null || !headers.isEmpty())) {
            throw Failure.usage("--json-lines cannot be combined with --key, --header, --key-separator or --null");
        }
        if ((keepTime || keepPartition) && !jsonLines) {
            throw Failure.usage("--keep-time and --keep-partition require --json-lines");
        }
        if ((keepTime && time != null) || (keepPartition && partition != null)) {
            throw Failure.usage("--keep-time cannot be combined with --time, nor --keep-partition with --partition");
        }
        if (separator != null && (separator.isEmpty() || key != null)) {
            throw Failure.usage("--key-separator must not be empty and cannot be combined with --key");
        }
        if (tombstone && !values.isEmpty()) {
            throw Failure.usage("--tombstone cannot be combined with a value");
        }
        if (tombstone && key == null) {
            throw Failure.usage("--tombstone requires a key").hint("specify -k KEY");
        }
        if (values.size() > 1 && values.contains("-")) {
            throw Failure.usage("- (all lines of stdin) cannot be combined with other values");
        }
        headers.forEach(RecordOptions::nameLength);
        time(Clock.systemUTC());
    }

    /** The timestamp that all records get; empty for the time at which each is written. */
    Optional<Instant> time(Clock clock) {
        Optional<Instant> moment = Optional.ofNullable(time).map(text -> Timestamps.of(text, clock));
        if (moment.isPresent() && moment.get().isBefore(Instant.EPOCH)) {
            throw Failure.usage("--time must not be before 1970");
        }
        return moment;
    }

    /** Whether the records are given in words, and not one a line on stdin. */
    boolean inWords(List<String> values) {
        return tombstone || !(values.isEmpty() || values.equals(List.of("-")));
    }

    /**
     * The records of the arguments; empty if they come from stdin.
     *
     * @param moment the timestamp of the records; empty for now
     */
    Optional<List<Outgoing>> given(List<String> values, Optional<Instant> moment) {
        List<Header> given = headers.stream().map(RecordOptions::header).toList();
        OptionalInt where = partition == null ? OptionalInt.empty() : OptionalInt.of(partition);
        Optional<byte[]> name = Optional.ofNullable(key).map(ValueArgument::bytes);
        if (tombstone) {
            return Optional.of(List.of(new Outgoing(where, moment, name, Optional.empty(), given)));
        }
        if (!inWords(values)) {
            return Optional.empty();
        }
        return Optional.of(values.stream()
                .map(value -> new Outgoing(where, moment, name, Optional.of(ValueArgument.bytes(value)), given))
                .toList());
    }

    /** The length of the name in {@code NAME=VALUE}. */
    private static int nameLength(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw Failure.usage("invalid header '" + text + "'").hint("use -H NAME=VALUE");
        }
        return equals;
    }

    private static Header header(String text) {
        int equals = nameLength(text);
        return new Header(text.substring(0, equals), Optional.of(ValueArgument.bytes(text.substring(equals + 1))));
    }

    /** The parser of the lines of stdin, for a topic with this number of partitions. */
    RecordSource.Form form(String topic, int partitions, Optional<Instant> moment) {
        OptionalInt where = partition == null ? OptionalInt.empty() : OptionalInt.of(partition);
        if (jsonLines) {
            MessageLines reader = new MessageLines(keepTime, keepPartition);
            return line -> {
                Outgoing said = reader.read(utf8(line));
                if (said.partition().orElse(0) >= partitions || said.partition().orElse(0) < 0) {
                    throw new IOException("no partition " + said.partition().getAsInt() + " in topic " + topic
                            + ", which has " + partitions);
                }
                return new Outgoing(
                        partition == null ? said.partition() : where,
                        moment.isPresent() ? moment : said.time(),
                        said.key(),
                        said.value(),
                        said.headers());
            };
        }
        List<Header> all = headers.stream().map(RecordOptions::header).toList();
        Optional<byte[]> name = Optional.ofNullable(key).map(ValueArgument::bytes);
        if (separator == null) {
            return line -> new Outgoing(where, moment, name, orNull(line), all);
        }
        int length = separator.getBytes(StandardCharsets.UTF_8).length;
        return line -> {
            int at = RecordSource.separator(line, separator);
            return new Outgoing(
                    where,
                    moment,
                    orNull(Arrays.copyOf(line, at)),
                    orNull(Arrays.copyOfRange(line, at + length, line.length)),
                    all);
        };
    }

    /** Decodes UTF-8 strictly: a replaced character would be written as another. */
    private static String utf8(byte[] line) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("invalid UTF-8", e);
        }
    }

    private Optional<byte[]> orNull(byte[] bytes) {
        return none != null && Arrays.equals(bytes, none.getBytes(StandardCharsets.UTF_8))
                ? Optional.empty()
                : Optional.of(bytes);
    }
}
