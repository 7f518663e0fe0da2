package zooka.commands.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Failure.Kind;
import zooka.commands.Plan;
import zooka.commands.Scope;
import zooka.commands.Settled;
import zooka.commands.kafka.client.Partition;
import zooka.commands.kafka.client.Topic;
import zooka.commands.kafka.client.Topics;
import zooka.commands.kafka.client.Topics.Offsets;
import zooka.commands.kafka.client.Topics.Position;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** {@code topic purge}: delete the records of a topic, or the older ones, and leave the topic. */
@Command(
        name = "topic purge",
        footer = {
            "",
            "What is deleted is what the plan says, not what comes meanwhile. Records cannot be brought back: it asks first",
            "on a terminal, elsewhere it wants --yes. A TIME is RFC 3339, a date, or a duration ago (10m).",
            "",
            "Examples:",
            "  topic purge app-logs --dry-run",
            "  topic purge app-logs --before 7d",
            "  topic purge app-logs:3 --before 1200"
        })
public final class TopicPurge implements Action.Change {

    @Option(names = "--before", paramLabel = "PLACE", description = "Only records before an offset, or before a TIME.")
    String before;

    @Option(names = "--partition", paramLabel = "PARTITION", split = ",", description = "Only these partitions.")
    List<Integer> numbers = List.of();

    @Parameters(
            paramLabel = "PARTITION",
            description = {"Of one topic.", PartitionNames.FORMS})
    String partitions;

    private String topic;

    /** What is to go of one partition: the records from one offset on, and before the other. */
    private record Cut(Partition partition, long from, long to) {
        long count() {
            return to - from;
        }
    }

    @Override
    public Plan plan(Context context) {
        List<Partition> chosen = chosen(context);
        topic = chosen.get(0).topic();
        List<Cut> cuts = cuts(context, chosen);
        if (cuts.isEmpty()) {
            return Plan.onNothing()
                    .change("delete no records: there are none in topic " + topic + where(), () -> made(Map.of()));
        }
        return Plan.on(Scope.topic(topic)).confirmed(() -> preview(cuts), topic, () -> delete(context, cuts));
    }

    /** The partitions of one topic. */
    private List<Partition> chosen(Context context) {
        Optional<List<String>> named = PartitionNames.plainTopics(List.of(partitions));
        Topics gateway = context.clusters().topics();
        List<Topic> all = named.isPresent() ? gateway.state(named.get()).topics() : gateway.list();
        List<Partition> chosen = PartitionNames.ofTopics(all, List.of(partitions), numbers);
        List<String> names = chosen.stream().map(Partition::topic).distinct().toList();
        if (names.size() > 1) {
            throw Failure.usage("one topic at a time, and these are " + names.size())
                    .hint(String.join(" ", names));
        }
        if (all.stream().anyMatch(one -> one.internal() && one.name().equals(names.get(0)))) {
            throw new Failure(Kind.REFUSED, names.get(0) + " is Kafka's own and is not purged");
        }
        return chosen;
    }

    private String where() {
        return before == null ? "" : " before " + before;
    }

    private List<Cut> cuts(Context context, List<Partition> partitions) {
        Topics gateway = context.clusters().topics();
        Optional<Position> place = before == null || before.matches("\\d{1,18}")
                ? Optional.empty()
                : Optional.of(new Position.At(Moment.of(before, context.clock())));
        Offsets ends = gateway.offsets(partitions, new Position.End());
        List<Partition> told = ends.told(partitions);
        if (told.isEmpty()) {
            throw Failure.unreachable("no offsets: " + String.join("; ", ends.troubles()));
        }
        ends.troubles().forEach(context.remarks()::incomplete);
        Offsets beginnings = gateway.offsets(told, new Position.Beginning());
        Offsets places = place.isPresent() ? gateway.offsets(told, place.get()) : ends;
        List<Cut> cuts = new ArrayList<>();
        for (Partition partition : beginnings.told(places.told(told))) {
            long from = beginnings.of(partition).orElse(0);
            long end = ends.of(partition).orElse(0);
            OptionalLong wanted =
                    place.isEmpty() && before != null ? OptionalLong.of(Long.parseLong(before)) : places.of(partition);
            // Where no record is of that time or later, all are older.
            long to = wanted.orElse(end);
            if (to > end) {
                throw Failure.usage(partition.name() + " ends at " + end + ", before " + to)
                        .hint("topic offsets " + topic);
            }
            if (to > from) {
                cuts.add(new Cut(partition, from, to));
            }
        }
        return cuts;
    }

    private Plan.Preview preview(List<Cut> cuts) {
        long records = cuts.stream().mapToLong(Cut::count).sum();
        String lines = cuts.stream()
                .map(cut -> String.format(
                        Locale.ROOT,
                        "\n  %s: log start %d -> %d, %,d records",
                        cut.partition().name(),
                        cut.from(),
                        cut.to(),
                        cut.count()))
                .collect(Collectors.joining());
        return new Plan.Preview(
                String.format(Locale.ROOT, "delete %,d records of topic %s%s", records, topic, lines),
                List.of(Field.of(
                        "partitions",
                        "partitions",
                        new Cell.Many(cuts.stream()
                                .map(cut -> new Cell.Group(List.of(
                                        Field.of("topic", "topic", Cell.text(topic)),
                                        Field.of(
                                                "partition",
                                                "partition",
                                                Cell.id(cut.partition().partition())),
                                        Field.of("from", "from", Cell.count(cut.from())),
                                        Field.of("to", "to", Cell.count(cut.to())),
                                        Field.of("count", "count", Cell.count(cut.count())))))
                                .toList()))));
    }

    private Result delete(Context context, List<Cut> cuts) {
        Map<Integer, Long> places = new TreeMap<>();
        cuts.forEach(cut -> places.put(cut.partition().partition(), cut.to()));
        Map<Integer, Settled<Long>> outcomes =
                context.clusters().administration().topics().deleteRecords(topic, places);
        List<Failure> failures = outcomes.values().stream()
                .flatMap(outcome -> outcome.failure().stream())
                .toList();
        if (failures.size() == outcomes.size()) {
            throw failures.get(0);
        }
        failures.forEach(failure -> context.remarks().incomplete(failure.getMessage()));
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
        return new Result.Done(
                String.format(Locale.ROOT, "deleted %,d records of topic %s", records, topic),
                Optional.empty(),
                List.of(
                        Field.of("topic", "topic", Cell.text(topic)),
                        Field.of("partitions", "partitions", Cell.counts(List.copyOf(counts.keySet()))),
                        Field.of("records", "records", Cell.count(records))));
    }
}
