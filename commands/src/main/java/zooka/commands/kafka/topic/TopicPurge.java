package zooka.commands.kafka.topic;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.Topics.Offsets;
import zooka.clients.kafka.Topics.Position;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Timestamps;

/** {@code topic purge}: deletes all records of a topic, or the oldest ones. */
@Command(
        name = "topic purge",
        footer = {
            "",
            "Only the records of the plan are deleted, not records that arrive meanwhile. Deleted records cannot be restored: asks",
            "for confirmation on a terminal, requires --yes elsewhere. Only the start of a log can be deleted: records before a TIME",
            "that follow newer ones stay, and are reported. Records without a timestamp are deleted with their neighbors; the",
            "plan shows their number.",
            Timestamps.FORMS,
            Timestamps.MORE_FORMS,
            "",
            "Examples:",
            "  topic purge app-logs --dry-run",
            "  topic purge app-logs --before 7d",
            "  topic purge app-logs:3 --before 1200"
        })
public final class TopicPurge implements Action.Change {

    private static final List<Column> FIELDS = List.of(
            Column.of("topic", "topic"),
            Column.of("partitions", "partitions").number(),
            Column.of("records", "records").number());

    @Option(names = "--before", paramLabel = "PLACE", description = "Only records before this offset or TIME.")
    @Completes(Candidates.FREE_TEXT)
    String before;

    @Option(names = "--partition", paramLabel = "PARTITION", split = ",", description = "Only these partitions.")
    @Completes(Candidates.FREE_TEXT)
    List<Integer> numbers = List.of();

    @Parameters(
            paramLabel = "PARTITION",
            description = {"Of one topic.", PartitionSelection.FORMS})
    @Completes(Candidates.PARTITION)
    String partitions;

    private static final String OFFSET = "\\d{1,18}";

    private String topic;

    /** How many records after a cut are checked for older ones, in all partitions and at least in each. */
    private static final long LOOKED_AT = 10_000;

    private static final long LEAST_LOOKED_AT = 100;

    /** Whether there are old records that cannot be deleted, since they follow newer ones. */
    private boolean behind;

    /** The number of records without a timestamp among the last ones before a cut. */
    private record UntimedRecords(long records, long among) {
        String told(long all) {
            return records == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", %,d%s without a timestamp",
                            records,
                            among < all ? " of the last " + among : "");
        }
    }

    /** The offsets to delete in a partition, from inclusive, to exclusive; the count of timeless records only with a time. */
    private record Cut(Partition partition, long from, long to, Optional<UntimedRecords> timeless) {
        long count() {
            return to - from;
        }
    }

    @Override
    public void check() {
        if (before != null && !before.matches(OFFSET)) {
            Timestamps.of(before, Clock.systemUTC());
        }
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        List<Partition> chosen = chosen(context);
        topic = chosen.get(0).topic();
        List<Cut> cuts = cuts(context, chosen);
        if (cuts.isEmpty()) {
            return Plan.onNothing()
                    .change(
                            (behind ? "delete no records: all in topic " : "delete no records: no records in topic ")
                                    + topic
                                    + where()
                                    + (behind ? " follow newer ones" : ""),
                            () -> made(Map.of()));
        }
        return Plan.on(Scope.topic(topic)).confirmed(() -> preview(cuts), topic, () -> delete(context, cuts));
    }

    /** The selected partitions, which must belong to one topic. */
    private List<Partition> chosen(Context context) {
        Optional<List<String>> named = PartitionSelection.plainTopics(List.of(partitions));
        Topics gateway = context.clusters().topics();
        List<Topic> all = named.isPresent() ? gateway.state(named.get()).topics() : gateway.list();
        List<Partition> chosen = PartitionSelection.ofTopics(all, List.of(partitions), numbers);
        List<String> names = chosen.stream().map(Partition::topic).distinct().toList();
        if (names.size() > 1) {
            throw Failure.usage("exactly one topic must be selected (selected: " + names.size() + ")")
                    .hint(String.join(" ", names));
        }
        if (all.stream().anyMatch(one -> one.internal() && one.name().equals(names.get(0)))) {
            throw new Failure(Kind.REFUSED, names.get(0) + " is an internal topic and cannot be purged");
        }
        return chosen;
    }

    private String where() {
        return before == null ? "" : " before " + before;
    }

    private List<Cut> cuts(Context context, List<Partition> partitions) {
        Topics gateway = context.clusters().topics();
        Optional<Position> place = before == null || before.matches(OFFSET)
                ? Optional.empty()
                : Optional.of(new Position.At(Timestamps.of(before, context.clock())));
        Offsets ends = gateway.offsets(partitions, new Position.End());
        List<Partition> told = ends.known(partitions);
        if (told.isEmpty()) {
            throw Failure.unreachable("no offsets: " + String.join("; ", ends.troubles()));
        }
        ends.troubles().forEach(what -> context.remarks().incomplete("offsets-missing", what));
        Offsets beginnings = gateway.offsets(told, new Position.Beginning());
        Offsets places = place.isPresent() ? gateway.offsets(told, place.get()) : ends;
        long most = Math.max(LEAST_LOOKED_AT, LOOKED_AT / told.size());
        List<Cut> cuts = new ArrayList<>();
        for (Partition partition : beginnings.known(places.known(told))) {
            long from = beginnings.of(partition).orElse(0);
            long end = ends.of(partition).orElse(0);
            OptionalLong wanted =
                    place.isEmpty() && before != null ? OptionalLong.of(Long.parseLong(before)) : places.of(partition);
            // Without a record at that time or later, all records are older.
            long to = wanted.orElse(end);
            if (to > end) {
                throw Failure.usage(partition.name() + " ends at " + end + ", before " + to)
                        .hint(
                                to >= RecordReader.LIKE_A_TIME
                                        ? "for a time in milliseconds use --before @" + to
                                        : "topic offsets " + topic);
            }
            if (to > from) {
                long first = Math.max(from, to - most);
                cuts.add(new Cut(partition, from, to, place.flatMap(time -> timeless(context, partition, first, to))));
            }
            if (place.isPresent() && to < end) {
                stay(context, partition, to, Math.min(end, to + most));
            }
        }
        return cuts;
    }

    /** Counts the records without a timestamp, which are deleted with their neighbors; empty if records cannot be read. */
    private Optional<UntimedRecords> timeless(Context context, Partition partition, long from, long to) {
        long[] without = {0};
        try (RecordReader records = context.clusters().records()) {
            records.read(
                    before(partition, from, to),
                    message -> {
                        without[0] += message.time().isEmpty() ? 1 : 0;
                        return true;
                    },
                    what -> context.remarks().warn("records-not-counted", what));
        } catch (Failure e) {
            if (e.kind() == Kind.INTERRUPTED) {
                throw e;
            }
            // The permission to delete does not include the permission to read.
            context.remarks()
                    .warn(
                            "records-not-counted",
                            partition.name() + ": cannot count the records without a timestamp: " + e.getMessage());
            return Optional.empty();
        }
        return Optional.of(new UntimedRecords(without[0], to - from));
    }

    private RecordReader.Query before(Partition partition, long from, long to) {
        return new RecordReader.Query(
                topic,
                Set.of(partition.partition()),
                new RecordReader.Start.Offset(from),
                new RecordReader.End.Offset(to - 1),
                false);
    }

    /** Remarks old records that follow newer ones, among the records that are checked. */
    private void stay(Context context, Partition partition, long from, long to) {
        Instant time = Timestamps.of(before, context.clock());
        long[] old = {0};
        String[] first = {""};
        try (RecordReader records = context.clusters().records()) {
            records.read(
                    before(partition, from, to),
                    message -> {
                        if (first[0].isEmpty()) {
                            first[0] = "offset " + message.offset() + " of "
                                    + message.time().map(Instant::toString).orElse("no timestamp");
                        }
                        old[0] += message.time()
                                        .filter(each -> each.isBefore(time))
                                        .isPresent()
                                ? 1
                                : 0;
                        return true;
                    },
                    what -> context.remarks().incomplete("records-not-counted", what));
        }
        if (old[0] > 0) {
            behind = true;
            context.remarks()
                    .incomplete(
                            "records-left",
                            String.format(
                                    Locale.ROOT,
                                    "%s: %,d %s before %s %s: after %s",
                                    partition.name(),
                                    old[0],
                                    old[0] == 1 ? "record" : "records",
                                    before,
                                    old[0] == 1 ? "stays" : "stay",
                                    first[0]));
        }
    }

    private Plan.Preview preview(List<Cut> cuts) {
        long records = cuts.stream().mapToLong(Cut::count).sum();
        String lines = cuts.stream()
                .map(cut -> String.format(
                        Locale.ROOT,
                        "\n  %s: log start %d -> %d, %,d records%s",
                        cut.partition().name(),
                        cut.from(),
                        cut.to(),
                        cut.count(),
                        cut.timeless().map(some -> some.told(cut.count())).orElse("")))
                .collect(Collectors.joining());
        return new Plan.Preview(
                String.format(Locale.ROOT, "delete %,d records of topic %s%s", records, topic, lines),
                List.of(Field.of(
                        "partitions",
                        "partitions",
                        new Cell.Many(cuts.stream()
                                .map(cut -> new Cell.Group(fields(cut)))
                                .toList()))));
    }

    private List<Field> fields(Cut cut) {
        List<Field> fields = new ArrayList<>(List.of(
                Field.of("topic", "topic", Cell.text(topic)),
                Field.of("partition", "partition", Cell.id(cut.partition().partition())),
                Field.of("from", "from", Cell.count(cut.from())),
                Field.of("to", "to", Cell.count(cut.to())),
                Field.of("count", "count", Cell.count(cut.count()))));
        cut.timeless()
                .ifPresent(some -> fields.add(Field.of("withoutTime", "without time", Cell.count(some.records()))));
        return fields;
    }

    private Result delete(Context context, List<Cut> cuts) {
        Map<Integer, Long> places = new TreeMap<>();
        cuts.forEach(cut -> places.put(cut.partition().partition(), cut.to()));
        Map<Integer, Outcome<Long>> outcomes =
                context.clusters().administration().topics().deleteRecords(topic, places);
        List<Failure> failures = outcomes.values().stream()
                .flatMap(outcome -> outcome.failure().stream())
                .toList();
        if (failures.size() == outcomes.size()) {
            throw failures.get(0);
        }
        failures.forEach(failure -> context.remarks().incomplete(failure));
        Map<Integer, Long> counts = new TreeMap<>();
        for (Cut cut : cuts) {
            if (outcomes.get(cut.partition().partition()).failure().isEmpty()) {
                counts.put(cut.partition().partition(), cut.count());
            }
        }
        return made(counts);
    }

    private Result made(Map<Integer, Long> counts) {
        long records = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Result.Change(
                String.format(Locale.ROOT, "deleted %,d records of topic %s", records, topic),
                Optional.empty(),
                Field.all(FIELDS, Cell.text(topic), Cell.counts(List.copyOf(counts.keySet())), Cell.count(records)));
    }
}
