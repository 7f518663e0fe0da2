package zooka.commands.kafka.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordReader.End;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.RecordReader.Start;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.registry.Decoder;
import zooka.commands.kafka.registry.RegistryOption;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.text.Durations;
import zooka.commands.text.Timestamps;

/** {@code tail}: reads records of a topic. */
@Command(
        name = "tail",
        footer = {
            "",
            Timestamps.FORMS,
            Timestamps.MORE_FORMS
                    + " Ranges apply to the timestamps of records; records without a timestamp are not selected.",
            "Existing records are sorted by time, new records are shown as they arrive. -o json writes the format of produce",
            "--json-lines, -o raw the values only, byte for byte, one per line.",
            "",
            "Examples:",
            "  tail app-logs",
            "  tail -f app-logs --grep ERROR",
            "  tail app-logs --from 10m --to 5m --partition 0,3",
            "  tail app-logs --from -100 --header trace=^4bf9 --headers",
            "  tail -n 1 app-logs --json=headers",
            "  tail -n 1000 app-logs --format '%%k\\t%%s\\n' > logs.tsv"
        })
public final class Tail implements Action.Follow {

    private static final long DEFAULT_COUNT = 10;
    private static final int BLOCK = 1 << 15;

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            description =
                    "The number of records: the last ones of the topic (default 10), or with --from the first ones (default all).")
    @Completes(Candidates.FREE_TEXT)
    Long count;

    @Option(names = "-f", description = "Follow: wait for new records.")
    boolean follow;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description = "Start at: beginning, end, an offset, -COUNT before the end of each partition, or a TIME.")
    @Completes(Candidates.FREE_TEXT)
    String from;

    @Option(names = "--to", paramLabel = "PLACE", description = "End at an offset or a TIME, inclusive.")
    @Completes(Candidates.FREE_TEXT)
    String to;

    @Option(names = "--count", paramLabel = "COUNT", description = "Stop after this number of records.")
    @Completes(Candidates.FREE_TEXT)
    Long most;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "With -f: stop if no record arrives for this long.")
    @Completes(Candidates.FREE_TEXT)
    Duration idle;

    @Option(names = "--partition", paramLabel = "PARTITION", split = ",", description = "Only these partitions.")
    @Completes(Candidates.FREE_TEXT)
    Set<Integer> partitions = Set.of();

    @Option(names = "--committed", description = "Skip records of aborted and open transactions (read_committed).")
    boolean committed;

    @Mixin
    MessageFilter filter = new MessageFilter();

    @Option(names = "--headers", description = "Also show headers in tables; JSON always contains them.")
    boolean headers;

    @Option(names = "--format", paramLabel = "TEMPLATE", description = RecordTemplate.DESCRIPTION)
    @Completes(Candidates.TEXT)
    String format;

    @Option(
            names = "--json-values",
            description = "With -o json and yaml: embed keys and values that are JSON as JSON instead of text.")
    boolean jsonValues;

    @Mixin
    RegistryOption registry = new RegistryOption();

    @Parameters(paramLabel = "TOPIC", description = "The topic to read.")
    @Completes(Candidates.TOPIC)
    String topic;

    @Override
    public boolean goesOn() {
        return follow;
    }

    @Override
    public void check() {
        requireNotNegative("-n", count);
        requireNotNegative("--count", most);
        Durations.requirePositive("--idle", idle);
        if (follow && to != null) {
            throw Failure.usage("-f and --to cannot be combined").hint("use --count or --idle to end -f");
        }
        if (!follow && idle != null) {
            throw Failure.usage("--idle requires -f");
        }
        filter.predicate();
        Clock clock = Clock.systemUTC();
        Start start = start(clock);
        if (start instanceof Start.End && !follow) {
            throw Failure.usage("--from end requires -f").hint("-f waits for new records");
        }
        checkOrder(start, end(clock));
        if (format != null) {
            RecordTemplate unused = new RecordTemplate(format);
        }
    }

    @Override
    public List<Column> columns() {
        return format == null ? new MessageRows(headers, jsonValues, Optional.empty()).columns() : List.of();
    }

    @Override
    public Result follow(Context context) {
        Predicate<Message> wanted = filter.predicate();
        RecordReader.Query query =
                new RecordReader.Query(topic, partitions, start(context.clock()), end(context.clock()), committed);
        Optional<Decoder> decoder = registry.decoder(context);
        Pace pace = follow ? Pace.LIVE : Pace.STREAM;
        if (format != null) {
            RecordTemplate template = new RecordTemplate(format);
            return new Result.Document(out -> print(context, query, wanted, decoder, template, out));
        }
        MessageRows rows = new MessageRows(headers, jsonValues, decoder);
        return new Flow(rows.columns(), sink -> show(context, query, wanted, rows, sink), Shape.TABLE, pace, "value");
    }

    private static void requireNotNegative(String option, Long number) {
        if (number != null && number < 0) {
            throw Failure.usage(option + " must not be negative");
        }
    }

    /** Rejects a range that is always empty. */
    private void checkOrder(Start start, End end) {
        boolean offsets =
                start instanceof Start.Offset first && end instanceof End.Offset last && first.offset() > last.last();
        boolean times = start instanceof Start.Time since
                && end instanceof End.Time until
                && since.instant().isAfter(until.last());
        if (offsets || times) {
            throw Failure.usage("--from " + from + " is after --to " + to);
        }
    }

    private void show(
            Context context,
            RecordReader.Query query,
            Predicate<Message> wanted,
            MessageRows rows,
            Consumer<Row> sink) {
        read(context, query, wanted, message -> sink.accept(rows.row(message)));
    }

    /** Prints records in blocks, or each record at once with {@code -f}. */
    private void print(
            Context context,
            RecordReader.Query query,
            Predicate<Message> wanted,
            Optional<Decoder> decoder,
            RecordTemplate template,
            OutputStream out) {
        ByteArrayOutputStream block = new ByteArrayOutputStream(2 * BLOCK);
        try {
            read(context, query, wanted, message -> {
                template.print(decoder.isPresent() ? decoder.get().decoded(message) : message, block);
                if (follow || block.size() >= BLOCK) {
                    write(block, out);
                }
            });
        } finally {
            write(block, out);
        }
    }

    private static void write(ByteArrayOutputStream block, OutputStream out) {
        try {
            byte[] bytes = block.toByteArray();
            out.write(bytes, 0, bytes.length);
            block.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Context context, RecordReader.Query query, Predicate<Message> wanted, Consumer<Message> sink) {
        // With --from, -n limits the number of records; without it, -n is the start.
        long first = from != null && count != null ? count : Long.MAX_VALUE;
        long limit = Math.min(first, most == null ? Long.MAX_VALUE : most);
        if (limit == 0) {
            return;
        }
        long[] left = {limit};
        try (RecordReader records = context.clusters().records()) {
            records.read(
                    query,
                    message -> {
                        if (!wanted.test(message)) {
                            return true;
                        }
                        sink.accept(message);
                        left[0]--;
                        return left[0] > 0;
                    },
                    what -> context.remarks().incomplete("records-missing", what));
        }
    }

    private Start start(Clock clock) {
        if (from == null) {
            return new Start.Last(count == null ? DEFAULT_COUNT : count);
        }
        switch (from) {
            case "beginning", "earliest" -> {
                return new Start.Beginning();
            }
            case "end", "latest" -> {
                return new Start.End();
            }
            default -> {
                if (from.matches("-\\d{1,18}")) {
                    return new Start.Back(Long.parseLong(from.substring(1)));
                }
                return from.matches("\\d{1,18}")
                        ? new Start.Offset(Long.parseLong(from))
                        : new Start.Time(Timestamps.of(from, clock));
            }
        }
    }

    private End end(Clock clock) {
        if (follow) {
            return new End.Never(Optional.ofNullable(idle));
        }
        if (to == null) {
            return new End.Present();
        }
        return to.matches("\\d{1,18}") ? new End.Offset(Long.parseLong(to)) : new End.Time(Timestamps.of(to, clock));
    }
}
