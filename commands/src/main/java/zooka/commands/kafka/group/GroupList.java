package zooka.commands.kafka.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.groups.GroupsLive;
import zooka.commands.groups.GroupsTable;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Durations;

/** {@code group list}: lists groups with state and number of members. */
@Command(
        name = "group list",
        footer = {
            "",
            "watch groups is a full-screen view with the lag of each group, records per second in and out, and when the lag is gone.",
            "With ZooKeeper, groups of old consumers (before Kafka 0.9) are listed too, with the type ZooKeeper.",
            "",
            "Examples:",
            "  groups",
            "  groups 'billing-*' --lag",
            "  groups --rate 10s",
            "  watch groups",
            "  groups --topic orders",
            "  groups --state Empty,Dead --type classic",
            "  groups --where 'members = 0' -o name"
        })
public final class GroupList implements Action.Query {

    /** The states of groups. */
    public static final List<String> STATES = List.of(
            "Stable",
            "Empty",
            "PreparingRebalance",
            "CompletingRebalance",
            "Assigning",
            "Reconciling",
            "NotReady",
            "Dead");

    /** The types of groups. */
    public static final List<String> TYPES = List.of("Classic", "Consumer", "Share", "Streams", ZooKeeperGroups.TYPE);

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "Only groups in these states; repeatable.")
    @Completes(Candidates.GROUP_STATE)
    List<String> states = List.of();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only groups of these types: classic, consumer, share, streams, zookeeper; repeatable.")
    @Completes(Candidates.GROUP_TYPE)
    List<String> types = List.of();

    @Option(names = "--lag", description = "Also show the lag of each group.")
    boolean lag;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only groups that consume this topic or have committed offsets for it, with their lag.")
    @Completes(Candidates.TOPIC)
    String topic;

    @Option(names = "--old", description = "Only groups of old consumers, with offsets in ZooKeeper.")
    boolean old;

    @Parameters(
            arity = "0..*",
            paramLabel = "GROUP",
            description = {"Only these groups, or patterns of group names.", Selector.FORMS})
    @Completes(Candidates.GROUP)
    List<String> patterns = List.of();

    @Option(
            names = "--rate",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = {
                "Measure twice, DURATION apart, and also show records per second in and out, when the lag is gone, and how old",
                "the first unread record is."
            })
    @Completes(Candidates.FREE_TEXT)
    Duration rate;

    @Override
    public Optional<Live> live(Duration interval) {
        return Optional.of(new GroupsLive(this::measured, interval));
    }

    /** The selected groups with the offsets in the selected topics. */
    private Groups.Answer measured(Context context) {
        Groups.Answer answer = new GroupSelection(context, Depth.MEASURED).all(patterns, old);
        Set<String> wantedStates = known("state", states, STATES);
        Set<String> wantedTypes = known("type", types, TYPES);
        Set<String> topics = topics(answer);
        List<Lag> lags = answer.lags().stream()
                .filter(one -> topics.contains(one.commit().partition().topic()))
                .toList();
        Set<String> consuming = lags.stream().map(one -> one.commit().group()).collect(Collectors.toSet());
        return new Groups.Answer(
                answer.groups().stream()
                        .filter(group -> isWanted(group, wantedStates, wantedTypes)
                                && (topic == null || consuming.contains(group.group())))
                        .toList(),
                lags,
                answer.failures(),
                answer.troubles());
    }

    private Set<String> topics(Groups.Answer answer) {
        return Set.copyOf(new Selector(topic == null ? "*" : topic)
                .among(answer.lags().stream()
                        .map(one -> one.commit().partition().topic())
                        .distinct()
                        .toList()));
    }

    private static boolean isWanted(Group group, Set<String> states, Set<String> types) {
        return (states.isEmpty() || states.contains(lower(group.state())))
                && (types.isEmpty() || types.contains(lower(group.type())));
    }

    @Override
    public void check() {
        Durations.requirePositive("--rate", rate);
        known("state", states, STATES);
        known("type", types, TYPES);
    }

    @Override
    public List<Column> columns() {
        if (rate != null) {
            return GroupsTable.columns();
        }
        boolean measured = lag || topic != null;
        return List.of(
                Column.of("group", "GROUP"),
                Column.of("state", "STATE"),
                Column.of("type", "TYPE"),
                Column.of("members", "MEMBERS").number(),
                measured
                        ? Column.of("lag", "LAG").number()
                        : Column.jsonOnly("lag").number(),
                Column.jsonOnly("coordinator").number(),
                Column.jsonOnly("protocol"));
    }

    @Override
    public Result run(Context context) {
        if (rate != null) {
            return GroupsTable.of(GroupsLive.measured(context, this::measured, rate));
        }
        Set<String> wantedStates = known("state", states, STATES);
        Set<String> wantedTypes = known("type", types, TYPES);
        boolean measured = lag || topic != null;
        Groups.Answer answer =
                new GroupSelection(context, measured ? Depth.MEASURED : Depth.DESCRIBED).all(patterns, old);
        Set<String> topics = topics(answer);
        List<Row> rows = new ArrayList<>();
        Map<String, List<Lag>> byGroup = answer.byGroup();
        for (Group group : answer.groups()) {
            List<Lag> lags = byGroup.getOrDefault(group.group(), List.of()).stream()
                    .filter(one -> topics.contains(one.commit().partition().topic()))
                    .toList();
            if (isWanted(group, wantedStates, wantedTypes) && (topic == null || !lags.isEmpty())) {
                rows.add(row(group, measured ? total(lags) : OptionalLong.empty()));
                lags.stream().flatMap(one -> GroupLag.beyond(one).stream()).forEach(what -> context.remarks()
                        .warn("offset-past-end", what));
            }
        }
        return new Table(columns(), rows, topic == null ? "no groups" : "no group consumes " + topic).counted("group");
    }

    private static Set<String> known(String what, List<String> given, List<String> all) {
        for (String word : given) {
            if (all.stream().noneMatch(word::equalsIgnoreCase)) {
                throw Failure.usage("unknown group " + what + " '" + word + "'").hint(String.join(", ", all));
            }
        }
        return given.stream().map(GroupList::lower).collect(Collectors.toSet());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * The total lag of a group; empty if the lag of a partition with a committed offset is unknown, or without any committed
     * offset. Without a lag, committed offsets past the end of the log count as a negative lag.
     */
    static OptionalLong total(List<Lag> lags) {
        boolean unknown = lags.stream()
                .anyMatch(lag -> lag.commit().offset().isPresent()
                        && lag.log().exists()
                        && lag.lag().isEmpty());
        List<Long> known = lags.stream()
                .filter(lag -> lag.lag().isPresent())
                .map(lag -> lag.lag().getAsLong())
                .toList();
        if (unknown || known.isEmpty()) {
            return OptionalLong.empty();
        }
        long left = known.stream().mapToLong(records -> Math.max(0, records)).sum();
        long beyond = known.stream().mapToLong(records -> Math.min(0, records)).sum();
        return OptionalLong.of(left > 0 ? left : beyond);
    }

    private static Row row(Group group, OptionalLong lag) {
        Level level = group.state().equals("Stable") ? Level.PLAIN : Level.WARN;
        return Row.of(
                Cell.text(group.group()),
                Cell.text(group.state(), level),
                Cell.text(group.type()),
                PartitionTable.known(group.members()),
                lag.isPresent()
                        ? Cell.count(lag.getAsLong(), lag.getAsLong() < 0 ? Level.BAD : Level.PLAIN)
                        : Cell.missing(),
                Cell.optional(group.coordinator().map(Broker::id).map(Cell::id)),
                Cell.optional(
                        group.membership().flatMap(Groups.Membership::protocol).map(Cell::text)));
    }
}
