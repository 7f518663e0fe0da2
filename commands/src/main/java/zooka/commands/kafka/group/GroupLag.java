package zooka.commands.kafka.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.groups.GroupLoad;
import zooka.commands.groups.GroupsLive;
import zooka.commands.groups.GroupsPicture;
import zooka.commands.groups.GroupsTable;
import zooka.commands.groups.PartitionLoad;
import zooka.commands.groups.PastRates;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Durations;

/** {@code group lag}: shows the lag on each partition, with the member that consumes it. */
@Command(
        name = "group lag",
        footer = {
            "",
            "A committed offset before the start of the log means that records were deleted unread; they are counted as lost.",
            "A committed offset past the end of the log gives a negative lag: the log has lost records, or the topic was recreated.",
            "",
            "Examples:",
            "  group lag billing",
            "  group lag 'billing-*' --only-lagging --sort lag",
            "  group lag billing --topic orders --committed",
            "  group lag billing --rate 10s",
            "  group lag billing --time --where 'oldestUnread > 5m'",
            "  group lag billing --where 'lag > 1000 and topic =~ \"^orders\"'"
        })
public final class GroupLag implements Action.Query {

    /** The index of the column after the lag. */
    private static final int AFTER_LAG = 6;

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /** The orders of rows. */
    enum Sort {
        LAG,
        TOPIC
    }

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            split = ",",
            description = "Only these topics, or patterns of topic names.")
    @Completes(Candidates.TOPIC)
    List<String> topics = List.of();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "lag (largest first) or topic. Default: by group, topic and partition.")
    Sort sort = Sort.TOPIC;

    @Option(names = "--only-lagging", description = "Only partitions with a lag.")
    boolean onlyLagging;

    @Option(
            names = "--committed",
            description = "Measure up to the last stable offset, where the first open transaction starts.")
    boolean committed;

    @Mixin
    GroupOptions selection = new GroupOptions();

    @Option(
            names = "--rate",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = {
                "Measure twice, DURATION apart, and also show records per second in and out, when the lag is gone, and when the",
                "first unread record was written."
            })
    @Completes(Candidates.FREE_TEXT)
    Duration rate;

    @Option(
            names = "--time",
            description = {
                "The same as --rate from one answer: what was written and committed in the last 10 minutes. The commits are read",
                "from __consumer_offsets."
            })
    boolean time;

    @Option(
            names = "--over",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "The same as --time, for another time than 10 minutes.")
    @Completes(Candidates.FREE_TEXT)
    Duration over;

    @Override
    public void check() {
        Durations.requirePositive("--rate", rate);
        Durations.requirePositive("--over", over);
        if (rate != null && past()) {
            throw Failure.usage("--rate cannot be combined with --time and --over");
        }
    }

    /** Whether rates of a time that is past are shown. */
    private boolean past() {
        return time || over != null;
    }

    /** Whether rates are shown. */
    private boolean paced() {
        return rate != null || past();
    }

    @Override
    public List<Column> columns() {
        return columns(true);
    }

    @Override
    public Result run(Context context) {
        Depth depth = committed ? Depth.STABLE : Depth.MEASURED;
        Map<Lag, Row> rates = new HashMap<>();
        int groups;
        List<Lag> all;
        if (!paced()) {
            Groups.Answer answer = selection.read(context, depth);
            groups = answer.groups().size();
            all = answer.lags();
        } else {
            GroupsPicture measured = past()
                    ? PastRates.of(context, selection.read(context, depth), over == null ? TEN_MINUTES : over)
                    : GroupsLive.measured(context, again -> selection.read(again, depth), rate);
            groups = measured.groups().size();
            all = new ArrayList<>();
            measured.groups().forEach(group -> group.partitions().forEach(partition -> {
                all.add(partition.lag());
                rates.put(partition.lag(), rates(group, partition));
            }));
        }
        List<Lag> lags = new ArrayList<>(chosen(all));
        if (sort == Sort.LAG) {
            lags.sort(Comparator.comparingLong((Lag lag) -> lag.lag().orElse(Long.MIN_VALUE))
                    .reversed());
        }
        lags.stream().filter(lag -> lag.lost().orElse(0) > 0).forEach(lag -> context.remarks()
                .warn("records-lost", lost(lag)));
        lags.stream().flatMap(lag -> beyond(lag).stream()).forEach(what -> context.remarks()
                .warn("offset-past-end", what));
        note(context, lags);
        return table(groups, all.isEmpty(), lags, rates);
    }

    private static Row rates(GroupLoad group, PartitionLoad partition) {
        return new Row(GroupsTable.rates(
                partition.pace(), partition.pace().catchUp(group.attended()), partition.oldestUnread(), Level.PLAIN));
    }

    private List<Lag> chosen(List<Lag> all) {
        Set<String> committed =
                all.stream().map(lag -> lag.commit().partition().topic()).collect(Collectors.toSet());
        Set<String> wanted = topics.stream()
                .flatMap(word -> new Selector(word).among(committed).stream())
                .collect(Collectors.toSet());
        return all.stream()
                .filter(lag -> topics.isEmpty()
                        || wanted.contains(lag.commit().partition().topic()))
                // A partition with an unknown lag may be lagging.
                .filter(lag ->
                        !onlyLagging || lag.lag().orElse(1) != 0 || lag.lost().orElse(0) > 0)
                .toList();
    }

    private static String lost(Lag lag) {
        return String.format(
                Locale.ROOT,
                "group %s has lost records of %s: offsets %,d to %,d were deleted before they were read",
                lag.commit().group(),
                lag.commit().partition(),
                lag.commit().offset().getAsLong(),
                lag.log().start().getAsLong() - 1);
    }

    /** The remark on a committed offset past the end of the log. */
    static Optional<String> beyond(Lag lag) {
        return lag.beyond().orElse(0) == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "group %s has committed offset %,d of %s, but the log ends at %,d: records were lost or the topic was"
                                + " recreated; the group will start again according to its auto.offset.reset",
                        lag.commit().group(),
                        lag.commit().offset().getAsLong(),
                        lag.commit().partition(),
                        lag.log().end().getAsLong()));
    }

    private static void note(Context context, List<Lag> lags) {
        if (lags.size() > 1) {
            long total = lags.stream()
                    .mapToLong(lag -> Math.max(0, lag.lag().orElse(0)))
                    .sum();
            long unknown = lags.stream().filter(lag -> lag.lag().isEmpty()).count();
            context.remarks()
                    .note(
                            "total-lag",
                            String.format(
                                    Locale.ROOT,
                                    "total lag: %,d on %,d partitions%s",
                                    total,
                                    lags.size() - unknown,
                                    unknown == 0 ? "" : String.format(Locale.ROOT, ", and unknown on %,d", unknown)));
        }
    }

    private List<Column> columns(boolean several) {
        List<Column> columns = new ArrayList<>(List.of(
                several ? Column.of("group", "GROUP") : Column.jsonOnly("group"),
                Column.of("topic", "TOPIC"),
                Column.of("partition", "PARTITION").number(),
                Column.of("committed", "COMMITTED").number(),
                Column.of("end", "END").number(),
                Column.of("lag", "LAG").number(),
                Column.of("member", "MEMBER"),
                Column.of("host", "HOST"),
                Column.of("client", "CLIENT"),
                Column.of("logStart", "START").number(),
                committed
                        ? Column.of("stableOffset", "STABLE").number()
                        : Column.jsonOnly("stableOffset").number(),
                Column.jsonOnly("lost").number(),
                Column.jsonOnly("leaderEpoch").number(),
                Column.jsonOnly("metadata")));
        if (paced()) {
            columns.addAll(AFTER_LAG, GroupsTable.rates());
        }
        return columns;
    }

    /**
     * The rows.
     *
     * @param nothing whether the groups have no partitions at all
     * @param rates the cells of the rates; empty if they were not measured
     */
    private Table table(int groups, boolean nothing, List<Lag> lags, Map<Lag, Row> rates) {
        List<Column> columns = columns(groups > 1);
        boolean remarks = lags.stream().anyMatch(lag -> remark(lag).isPresent());
        if (remarks) {
            columns.add(Column.textOnly("REMARK"));
        }
        List<Row> rows = lags.stream()
                .map(lag -> {
                    List<Cell> cells = cells(lag);
                    if (paced()) {
                        cells.addAll(AFTER_LAG, rates.get(lag).cells());
                    }
                    if (remarks) {
                        cells.add(Cell.optional(remark(lag)));
                    }
                    return new Row(cells);
                })
                .toList();
        return new Table(columns, rows, empty(nothing)).counted("partition");
    }

    private String empty(boolean nothing) {
        return nothing
                ? "no committed offsets and no assigned partitions"
                : onlyLagging ? "no lag" : "no committed offsets for these topics";
    }

    private static List<Cell> cells(Lag lag) {
        Optional<Member> reader = lag.commit().reader();
        boolean bad = lag.lost().orElse(0) > 0 || lag.beyond().orElse(0) > 0;
        Level behind = bad ? Level.BAD : lag.lag().orElse(0) > 0 ? Level.WARN : Level.DIM;
        return new ArrayList<>(List.of(
                Cell.text(lag.commit().group()),
                Cell.text(lag.commit().partition().topic()),
                Cell.id(lag.commit().partition().partition()),
                known(lag.commit().offset(), bad ? Level.BAD : Level.PLAIN),
                PartitionTable.known(lag.log().end()),
                known(lag.lag(), behind),
                Cell.optional(reader.map(Member::id).map(Cell::text)),
                Cell.optional(reader.flatMap(Member::host).map(Cell::text)),
                Cell.optional(reader.flatMap(Member::client).map(Cell::text)),
                PartitionTable.known(lag.log().start()),
                PartitionTable.known(lag.log().stable()),
                PartitionTable.known(lag.lost()),
                lag.commit().leaderEpoch().isPresent()
                        ? Cell.id(lag.commit().leaderEpoch().getAsInt())
                        : Cell.missing(),
                Cell.text(lag.commit().metadata())));
    }

    private static Cell known(OptionalLong value, Level level) {
        return value.isPresent() ? Cell.count(value.getAsLong(), level) : Cell.missing();
    }

    private static Optional<Cell> remark(Lag lag) {
        if (!lag.log().exists()) {
            return Optional.of(Cell.text("no such partition", Level.BAD));
        }
        if (lag.lost().orElse(0) > 0) {
            return Optional.of(
                    Cell.text(String.format(Locale.ROOT, "%,d lost", lag.lost().getAsLong()), Level.BAD));
        }
        if (lag.beyond().orElse(0) > 0) {
            return Optional.of(Cell.text(
                    String.format(Locale.ROOT, "%,d past the end", lag.beyond().getAsLong()), Level.BAD));
        }
        return lag.commit().offset().isEmpty()
                ? Optional.of(Cell.text("no committed offset", Level.DIM))
                : Optional.empty();
    }
}
