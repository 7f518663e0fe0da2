package zooka.commands.kafka.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
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
import zooka.commands.result.Result;
import zooka.commands.result.Result.Pace;
import zooka.commands.result.Result.Row;
import zooka.commands.result.Result.Shape;
import zooka.commands.text.Durations;
import zooka.commands.text.Timestamps;

/** {@code tail}: the last records of a topic, those from some place on, or those to come. */
@Command(
        name = "tail",
        footer = {
            "",
            Timestamps.FORMS,
            Timestamps.MORE_FORMS + " Each record's own time decides; one without a time is in no range.",
            "What is there comes by time; what follows, as it comes. -o json writes what produce",
            "--json-lines takes, -o raw the values alone, byte for byte, one a line.",
            "",
            "Examples:",
            "  tail app-logs",
            "  tail -f app-logs --grep ERROR",
            "  tail app-logs --from 10m --to 5m --partition 0,3",
            "  tail app-logs --from -100 --header trace=^4bf9 --headers",
            "  tail -n 1 app-logs -o json | jq .headers",
            "  tail -n 1000 app-logs --format '%%k\\t%%s\\n' > logs.tsv"
        })
public final class Tail implements Action.Follow {

    private static final long DEFAULT_COUNT = 10;
    private static final int BLOCK = 1 << 15;

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            description = "The last so many records of the topic (default 10; with --from all, or the first so many).")
    @Completes(Candidates.FREE_TEXT)
    Long count;

    @Option(names = "-f", description = "Go on with those that come.")
    boolean follow;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description = "Begin at: beginning, end, an offset, -COUNT before each partition's end, or a TIME.")
    @Completes(Candidates.FREE_TEXT)
    String from;

    @Option(names = "--to", paramLabel = "PLACE", description = "End with: an offset, or records of that TIME.")
    @Completes(Candidates.FREE_TEXT)
    String to;

    @Option(names = "--count", paramLabel = "COUNT", description = "Stop when so many have been shown.")
    @Completes(Candidates.FREE_TEXT)
    Long most;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "With -f: stop when none has come for so long.")
    @Completes(Candidates.FREE_TEXT)
    Duration idle;

    @Option(names = "--partition", paramLabel = "PARTITION", split = ",", description = "Only these partitions.")
    @Completes(Candidates.FREE_TEXT)
    Set<Integer> partitions = Set.of();

    @Option(
            names = "--committed",
            description = "Without the records of transactions that were aborted or are not over (read_committed).")
    boolean committed;

    @Mixin
    MessageFilter filter = new MessageFilter();

    @Option(names = "--headers", description = "Show the headers to people too; JSON always has them.")
    boolean headers;

    @Option(names = "--format", paramLabel = "TEMPLATE", description = RecordTemplate.DESCRIPTION)
    @Completes(Candidates.FREE_TEXT)
    String format;

    @Option(
            names = "--json-values",
            description = "Keys and values that are JSON as JSON, and not as its text, in -o json and yaml.")
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
    public Result follow(Context context) {
        check("-n", count);
        check("--count", most);
        Predicate<Message> wanted = filter.predicate();
        RecordReader.Query query = new RecordReader.Query(topic, partitions, start(context), end(context), committed);
        checkOrder(query.start(), query.end());
        Optional<Decoder> decoder = registry.decoder(context);
        Pace pace = follow ? Pace.LIVE : Pace.STREAM;
        if (format != null) {
            RecordTemplate template = new RecordTemplate(format);
            return new Result.Document(out -> print(context, query, wanted, decoder, template, out));
        }
        MessageRows rows = new MessageRows(headers, jsonValues, decoder);
        return new Result.Flow(
                rows.columns(), sink -> show(context, query, wanted, rows, sink), Shape.TABLE, pace, "value");
    }

    private static void check(String option, Long number) {
        if (number != null && number < 0) {
            throw Failure.usage(option + " " + number + " is less than nothing");
        }
    }

    /** A range that can hold nothing is a mistake and no empty answer. */
    private void checkOrder(Start start, End end) {
        boolean offsets =
                start instanceof Start.Offset first && end instanceof End.Offset last && first.offset() > last.last();
        boolean times = start instanceof Start.Time since
                && end instanceof End.Time until
                && since.instant().isAfter(until.last());
        if (offsets || times) {
            throw Failure.usage("--from " + from + " is after --to " + to);
        }
        if (start instanceof Start.End && !follow) {
            throw Failure.usage("--from end reads only records to come").hint("-f waits for them");
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

    /** Prints records in blocks, or each at once where they are followed. */
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
        // With a place to begin, -n bounds what is shown; without one it is the place.
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
                    context.remarks()::incomplete);
        }
    }

    private Start start(Context context) {
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
                        : new Start.Time(Timestamps.of(from, context.clock()));
            }
        }
    }

    private End end(Context context) {
        if (follow) {
            if (to != null) {
                throw Failure.usage("-f goes on and --to ends").hint("--count or --idle end what -f began");
            }
            return new End.Never(Optional.ofNullable(idle));
        }
        if (idle != null) {
            throw Failure.usage("--idle is for -f");
        }
        if (to == null) {
            return new End.Present();
        }
        return to.matches("\\d{1,18}")
                ? new End.Offset(Long.parseLong(to))
                : new End.Time(Timestamps.of(to, context.clock()));
    }
}
