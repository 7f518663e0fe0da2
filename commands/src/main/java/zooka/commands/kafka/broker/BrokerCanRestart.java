package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Transactions;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.broker.RestartCheck.Coordination;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.timeline.Voter;
import zooka.commands.timeline.VoterStates;

/** {@code broker can-restart}: whether a broker can be stopped now, and what would move or break. */
@Command(
        name = "broker can-restart",
        footer = {
            "",
            "The exit code is 1 if a partition would go offline or fall below min.insync.replicas, or the KRaft quorum would lose",
            "its majority. --order checks all brokers that are online, each as if it alone were stopped, the controller last.",
            "",
            "Examples:",
            "  broker can-restart 2",
            "  broker can-restart 2 3",
            "  broker can-restart --order --except 'scratch-*'"
        })
public final class BrokerCanRestart implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.of("broker", "broker").number(),
            Column.textOnly("can restart"),
            Column.jsonOnly("canRestart").flag(),
            Column.of("reasons", "reasons").list(),
            Column.of("controller", "controller").flag(),
            Column.of("leaders", "leaders").number(),
            Column.of("groups", "groups").number(),
            Column.of("transactions", "transactions").number(),
            Column.of("partitions", "partitions").list());

    private static final List<Column> PARTITIONS = List.of(
            Column.of("topic", "TOPIC"),
            Column.of("partition", "PARTITION").number(),
            Column.of("after", "AFTER"),
            Column.of("inSync", "IN-SYNC").list(),
            Column.of("replicas", "REPLICAS").list());

    private static final List<Column> ORDER = List.of(
            Column.of("broker", "BROKER").number(),
            Column.textOnly("CAN-RESTART"),
            Column.jsonOnly("canRestart").flag(),
            Column.of("controller", "CONTROLLER").flag(),
            Column.of("leaders", "LEADERS").number(),
            Column.of("groups", "GROUPS").number(),
            Column.of("transactions", "TRANSACTIONS").number(),
            Column.of("reasons", "REASONS").list());

    @Option(names = "--order", description = "Check all brokers that are online, in the order of a rolling restart.")
    boolean order;

    @Option(
            names = "--except",
            paramLabel = "TOPIC",
            split = ",",
            description = "Topics that may be unavailable, or patterns of topic names; repeatable.")
    @Completes(Candidates.TOPIC)
    List<String> except = List.of();

    @Parameters(arity = "0..*", paramLabel = "BROKER", description = "Broker ids.")
    @Completes(Candidates.BROKER)
    List<Integer> ids = List.of();

    @Override
    public void check() {
        if (order != ids.isEmpty()) {
            throw Failure.usage(
                            ids.isEmpty() ? "missing broker id" : "--order checks all brokers, and takes no broker ids")
                    .hint("broker can-restart ID, or broker can-restart --order");
        }
    }

    @Override
    public boolean changesWithCluster() {
        return true;
    }

    @Override
    public List<Column> columns() {
        return ids.size() == 1 ? List.of() : ORDER;
    }

    @Override
    public List<Column> fields() {
        return order ? List.of() : FIELDS;
    }

    @Override
    public Result run(Context context) {
        ClusterView cluster = new ClusterView(context);
        ClusterState listed = BrokerList.state(context);
        ClusterState state = listed.withTopics(cluster.withMinInSync(needed(listed.topics())));
        List<Voter> voters = voters(context, state);
        List<RestartCheck> checks = chosen(state).stream()
                .map(broker -> RestartCheck.of(state, voters, broker))
                .toList();
        IntFunction<Coordination> coordinated = coordinated(context);
        for (RestartCheck check : checks) {
            check.reasons().forEach(reason -> context.remarks()
                    .fault(reason.id(), "broker " + check.broker().id() + ": " + reason.text()));
        }
        if (order) {
            return new Table(
                    ORDER, checks.stream().map(check -> row(check, coordinated)).toList(), "no broker is online");
        }
        List<Result.Details> each =
                checks.stream().map(check -> details(check, coordinated)).toList();
        return new Result.DetailsList(
                () -> each,
                each.size() == 1
                        ? each.get(0)
                        : new Table(
                                ORDER,
                                checks.stream()
                                        .map(check -> row(check, coordinated))
                                        .toList(),
                                ""));
    }

    /** The topics that must stay available. */
    private List<Topic> needed(List<Topic> topics) {
        List<String> names = topics.stream().map(Topic::name).toList();
        Set<String> left = except.stream()
                .flatMap(word -> new Selector(word).among(names).stream())
                .collect(Collectors.toSet());
        return topics.stream().filter(topic -> !left.contains(topic.name())).toList();
    }

    private List<Broker> chosen(ClusterState state) {
        if (order) {
            return state.brokers().stream()
                    .filter(Broker::online)
                    .sorted(Comparator.comparing(
                                    (Broker broker) -> state.controller().equals(OptionalInt.of(broker.id())))
                            .thenComparingInt(Broker::id))
                    .toList();
        }
        return ids.stream()
                .distinct()
                .map(id -> state.brokers().stream()
                        .filter(broker -> broker.id() == id)
                        .findFirst()
                        .orElseThrow(() -> Failure.notFound(
                                        "no broker " + id + " is registered, and no replica is assigned to it")
                                .hint("brokers")))
                .toList();
    }

    private static List<Voter> voters(Context context, ClusterState state) {
        return state.mode() == ClusterState.Mode.ZOOKEEPER
                ? List.of()
                : context.clusters().survey().quorum().map(VoterStates::of).orElse(List.of());
    }

    /** Groups and transactions by coordinator; what cannot be read is remarked, and decides nothing. */
    private static IntFunction<Coordination> coordinated(Context context) {
        List<Integer> groups = new ArrayList<>();
        List<Integer> transactions = new ArrayList<>();
        boolean knowsGroups = read(context, "groups", () -> {
            Groups.Answer answer = context.clusters().groups().matching(name -> true, Groups.Depth.LISTED);
            answer.troubles().forEach(trouble -> context.remarks().incomplete("groups-missing", "groups: " + trouble));
            answer.groups().forEach(group -> group.coordinator().ifPresent(broker -> groups.add(broker.id())));
        });
        boolean knowsTransactions = read(context, "transactions", () -> {
            Transactions.Listing listing = context.clusters()
                    .administration()
                    .transactions()
                    .list(new Transactions.Filter(List.of(), List.of(), Optional.empty()));
            listing.troubles().forEach(trouble -> context.remarks()
                    .incomplete("transactions-missing", "transactions: " + trouble));
            listing.transactions().forEach(one -> transactions.add(one.coordinator()));
        });
        return id -> new Coordination(count(knowsGroups, groups, id), count(knowsTransactions, transactions, id));
    }

    private static boolean read(Context context, String what, Runnable ask) {
        try {
            ask.run();
            return true;
        } catch (Failure failure) {
            new ClusterView(context).remarkMissing(what, failure);
            return false;
        }
    }

    private static OptionalLong count(boolean known, List<Integer> coordinators, int id) {
        return known
                ? OptionalLong.of(coordinators.stream().filter(one -> one == id).count())
                : OptionalLong.empty();
    }

    private static Result.Details details(RestartCheck check, IntFunction<Coordination> coordinated) {
        Table partitions = new Table(PARTITIONS, rows(check), "");
        List<Field> fields = new ArrayList<>(Field.all(
                FIELDS.subList(0, FIELDS.size() - 1),
                Cell.id(check.broker().id()),
                answer(check),
                Cell.flag(check.harmless()),
                new Cell.Many(check.reasons().stream()
                        .map(RestartCheck.Reason::text)
                        .map(Cell::text)
                        .toList()),
                Cell.flag(check.controller()),
                Cell.count(check.leaders()),
                known(coordinated.apply(check.broker().id()).groups()),
                known(coordinated.apply(check.broker().id()).transactions())));
        return new Result.Details(fields, Optional.of(partitions), "partitions");
    }

    private static Row row(RestartCheck check, IntFunction<Coordination> coordinated) {
        return Row.of(
                Cell.id(check.broker().id()),
                answer(check),
                Cell.flag(check.harmless()),
                Cell.flag(check.controller()),
                Cell.count(check.leaders()),
                known(coordinated.apply(check.broker().id()).groups()),
                known(coordinated.apply(check.broker().id()).transactions()),
                new Cell.Many(check.reasons().stream()
                        .map(RestartCheck.Reason::text)
                        .map(Cell::text)
                        .toList()));
    }

    private static Cell answer(RestartCheck check) {
        return check.harmless() ? Cell.text("yes", Level.GOOD) : Cell.text("no", Level.BAD);
    }

    private static List<Row> rows(RestartCheck check) {
        List<Row> rows = new ArrayList<>();
        if (check.broker().online()) {
            check.loss().offline().forEach(one -> rows.add(row(one, "offline", Level.BAD)));
            check.loss().noWrites().forEach(one -> rows.add(row(one, "below min ISR", Level.BAD)));
            check.strained().forEach(one -> rows.add(row(one, "below min ISR", Level.BAD)));
        }
        return rows;
    }

    private static Row row(Partition partition, String after, Level level) {
        return Row.of(
                Cell.text(partition.topic()),
                Cell.id(partition.partition()),
                Cell.text(after, level),
                Cell.counts(partition.inSync()),
                Cell.counts(partition.replicas()));
    }

    private static Cell known(OptionalLong number) {
        return number.isPresent() ? Cell.count(number.getAsLong()) : Cell.missing();
    }
}
