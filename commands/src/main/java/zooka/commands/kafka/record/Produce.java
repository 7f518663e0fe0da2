package zooka.commands.kafka.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.RecordWriter;
import zooka.clients.kafka.RecordWriter.Outgoing;
import zooka.clients.kafka.Topics;
import zooka.clients.text.TextFile;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.EndedBySignal;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Timestamps;

/** {@code produce}: writes records to a topic. */
@Command(
        name = "produce",
        footer = {
            "",
            "Each VALUE is one record: text, @FILE for a file's bytes, @@TEXT for text that begins with @.",
            "Without VALUE, or with -, each line of stdin is one record. --json-lines writes the output of tail -o json",
            "back, byte for byte.",
            Timestamps.FORMS,
            Timestamps.MORE_FORMS,
            "",
            "Examples:",
            "  produce app-logs 'hello' 'world' -k greeting -H lang=en",
            "  produce orders --tombstone -k order-17",
            "  zooka produce orders --key-separator , < lines.csv",
            "  tail orders --from 0 -o json | zooka produce copy --json-lines --keep-time"
        })
public final class Produce implements Action.Change {

    /** How long it may take to end by itself when the process is ended. */
    private static final Duration OWN_END = Duration.ofSeconds(1);

    private static final Set<String> ACKS = Set.of("all", "-1", "0", "1");
    private static final Set<String> COMPRESSIONS = Set.of("none", "gzip", "snappy", "lz4", "zstd");

    @Mixin
    RecordOptions options = new RecordOptions();

    @Option(
            names = "--unwritten",
            paramLabel = "FILE",
            description = "Save the records that were not acknowledged to this file, for --json-lines."
                    + " Default for stdin: TOPIC-unwritten-TIME.jsonl in the current directory.")
    @Completes(Candidates.FILE)
    String unwritten;

    @Option(names = "--acks", paramLabel = "ACKS", description = "Required acknowledgments: all (default), 1 or 0.")
    @Completes(
            value = Candidates.WORDS,
            words = {"all", "1", "0"})
    String acks = "all";

    @Option(names = "--compression", paramLabel = "KIND", description = "none (default), gzip, snappy, lz4 or zstd.")
    @Completes(
            value = Candidates.WORDS,
            words = {"none", "gzip", "snappy", "lz4", "zstd"})
    String compression = "none";

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic; it must exist.")
    @Completes(Candidates.TOPIC)
    String topic;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "VALUE", description = "The values of the records.")
    @Completes(Candidates.DATA)
    List<String> values = List.of();

    @Override
    public List<Column> columns() {
        return options.inWords(values) ? ProduceReport.EACH : ProduceReport.PARTITIONS;
    }

    @Override
    public Plan plan(Context context) {
        Optional<Instant> time = options.time(context.clock());
        Optional<List<Outgoing>> given = options.given(values, time);
        // Values of arguments are not lost; lines of a pipe are.
        Optional<UnwrittenRecords> kept = given.isEmpty() || unwritten != null
                ? Optional.of(new UnwrittenRecords(
                        topic, Optional.ofNullable(unwritten), context.clock().instant()))
                : Optional.empty();
        List<Partition> partitions = partitions(context.clusters().topics());
        String what = given.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "write %,d %s",
                        given.get().size(),
                        given.get().size() == 1 ? "record" : "records")
                : "write each line of stdin as a record";
        String where = options.partition == null
                ? " to " + topic + ", which has " + partitions.size()
                        + (partitions.size() == 1 ? " partition" : " partitions")
                : " to " + topic + "-" + options.partition;
        List<Field> fields = new ArrayList<>(List.of(Field.of("topic", "topic", Cell.text(topic))));
        given.ifPresent(records -> fields.add(Field.of("records", "records", Cell.count(records.size()))));
        return Plan.on(Scope.topic(topic))
                .change(
                        () -> new Plan.Preview(what + where, fields),
                        () -> write(context, given, time, partitions.size(), kept));
    }

    @Override
    public void check() {
        if (!ACKS.contains(acks)) {
            throw Failure.usage("invalid --acks '" + acks + "' (all, 1 or 0)");
        }
        if (!COMPRESSIONS.contains(compression)) {
            throw Failure.usage("invalid --compression '" + compression + "' (none, gzip, snappy, lz4 or zstd)");
        }
        options.check(values);
    }

    /** The partitions of the topic; it must exist, since brokers would create a topic for a typo. */
    private List<Partition> partitions(Topics topics) {
        List<Partition> all;
        try {
            all = topics.state(List.of(topic)).partitions();
        } catch (Failure e) {
            throw e.kind() == Failure.Kind.NOT_FOUND ? e.hint("topic create " + topic) : e;
        }
        if (options.partition == null) {
            return all;
        }
        Partition chosen = all.stream()
                .filter(each -> each.partition() == options.partition)
                .findFirst()
                .orElseThrow(() -> Failure.notFound(
                        "no partition " + options.partition + " in topic " + topic + ", which has " + all.size()));
        if (chosen.leader().isEmpty()) {
            throw Failure.unreachable(chosen.name() + Topics.NO_LEADER);
        }
        return all;
    }

    private Result write(
            Context context,
            Optional<List<Outgoing>> given,
            Optional<Instant> time,
            int partitions,
            Optional<UnwrittenRecords> kept) {
        ProduceReport written = new ProduceReport(given.isPresent(), kept);
        Iterator<Outgoing> records = given.isPresent() ? given.get().iterator() : lines(context, time, partitions);
        Optional<Failure> stopped;
        Optional<String> hindrance = Optional.empty();
        try (RecordWriter producing = context.clusters()
                        .producing(new RecordWriter.Settings(acks.equals("-1") ? "all" : acks, compression));
                EndedBySignal unused =
                        new EndedBySignal(OWN_END, () -> tellWhatIsLeft(producing, written, kept, context.remarks()))) {
            stopped = send(producing, records, written, context);
            producing.finish();
            if (written.uncertain()) {
                hindrance = hindrance(producing);
            }
        } catch (Failure e) {
            // All acknowledgments in flight have arrived by now.
            if (e.kind() != Failure.Kind.INTERRUPTED && written.complete()) {
                throw e;
            }
            stopped = Optional.of(e);
        } finally {
            kept.ifPresent(UnwrittenRecords::close);
        }
        if (stopped.isPresent() && stopped.get().kind() == Failure.Kind.INTERRUPTED) {
            throw interrupted(stopped.get(), written);
        }
        written.check(context.remarks(), hindrance, stopped);
        if (stopped.isPresent()) {
            if (written.count() == 0) {
                throw stopped.get();
            }
            context.remarks()
                    .incomplete(
                            stopped.get().id(),
                            stopped.get().getMessage() + "; later records are not written: " + written.text(topic));
        }
        context.remarks().note("written", written.text(topic));
        return written.result(topic);
    }

    /** Sends all records; returns the failure that ended it early. */
    private Optional<Failure> send(
            RecordWriter producing, Iterator<Outgoing> records, ProduceReport written, Context context) {
        long number = 0;
        try {
            while (!written.tooManyFailures() && records.hasNext()) {
                Outgoing record = records.next();
                number++;
                try {
                    producing.send(topic, number, record, written);
                } catch (Failure e) {
                    written.lost(number, record, e, false);
                    throw e;
                }
            }
        } catch (Failure e) {
            return Optional.of(e.unlessInterrupted());
        }
        if (written.tooManyFailures()) {
            context.remarks()
                    .incomplete(
                            "records-not-written",
                            String.format(
                                    Locale.ROOT,
                                    "stopped after record %,d: too many failures; later records are not read",
                                    number));
        }
        return Optional.empty();
    }

    private static Optional<String> hindrance(RecordWriter producing) {
        try {
            return producing.blockingCause();
        } catch (Failure e) {
            e.unlessInterrupted(); // the report does without it
            return Optional.empty();
        }
    }

    /** Reports the records that are left when the process is ended by a signal. */
    private void tellWhatIsLeft(
            RecordWriter producing, ProduceReport written, Optional<UnwrittenRecords> kept, Remarks remarks) {
        producing.close();
        kept.ifPresent(UnwrittenRecords::close);
        Failure failure = interrupted(Failure.interrupted(), written);
        remarks.warn(failure);
        failure.hint().ifPresent(what -> remarks.warn("produce-again", what));
    }

    private Failure interrupted(Failure interrupt, ProduceReport written) {
        List<String> all = new ArrayList<>(List.of("interrupted", written.text(topic)));
        all.addAll(written.losses());
        Failure failure = new Failure(Failure.Kind.INTERRUPTED, String.join("; ", all)).cause(interrupt);
        return written.again().map(failure::hint).orElse(failure);
    }

    private Iterator<Outgoing> lines(Context context, Optional<Instant> time, int partitions) {
        RecordSource source =
                new RecordSource(TextFile.withoutMark(context.stdin()), options.form(topic, partitions, time));
        return new Iterator<>() {
            private Optional<Outgoing> next = Optional.empty();
            private boolean over;

            @Override
            public boolean hasNext() {
                if (next.isEmpty() && !over) {
                    next = source.next();
                    over = next.isEmpty();
                }
                return next.isPresent();
            }

            @Override
            public Outgoing next() {
                Outgoing record = next.orElseThrow();
                next = Optional.empty();
                return record;
            }
        };
    }
}
