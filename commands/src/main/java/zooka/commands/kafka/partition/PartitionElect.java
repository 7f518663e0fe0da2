package zooka.commands.kafka.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas.Election;
import zooka.clients.kafka.Replicas.ElectionResult;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Polling;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code partition elect}: elects partition leaders. */
@Command(
        name = "partition elect",
        footer = {
            "",
            "Waits until the new leaders are visible. --unclean elects any online replica as the leader of an offline partition:",
            "records that only the offline replicas have are lost for good.",
            "",
            "Examples:",
            "  partition elect",
            "  partition elect orders-0 payments --dry-run",
            "  partition elect orders-0 --unclean"
        })
public final class PartitionElect implements Action.Change {

    private static final int SHOWN = 50;

    @Option(names = "--all", description = "All partitions; the default without partitions.")
    boolean all;

    @Option(
            names = "--unclean",
            description = "Elect leaders of offline partitions, also among replicas that are not in sync.")
    boolean unclean;

    @Parameters(
            arity = "0..*",
            paramLabel = "PARTITION",
            description = {"Default: all partitions that need an election.", PartitionSelection.FORMS})
    @Completes(Candidates.PARTITION)
    List<String> partitions = List.of();

    /**
     * An election.
     *
     * @param to the new leader; empty if no replica is eligible
     * @param hindrance why no replica is eligible
     */
    private record Choice(Partition partition, OptionalInt to, String hindrance) {

        PartitionName name() {
            return new PartitionName(partition.topic(), partition.partition());
        }

        String line() {
            String from = partition.leader().isPresent()
                    ? "broker " + partition.leader().getAsInt()
                    : "no leader";
            return partition.name() + ": " + from
                    + (to.isPresent() ? " → broker " + to.getAsInt() : " (" + hindrance + ")");
        }

        Cell cell() {
            return new Cell.Group(List.of(
                    Field.of("topic", "topic", Cell.text(partition.topic())),
                    Field.of("partition", "partition", Cell.id(partition.partition())),
                    Field.of("from", "from", id(partition.leader())),
                    Field.of("to", "to", id(to))));
        }

        private static Cell id(OptionalInt broker) {
            return broker.isPresent() ? Cell.id(broker.getAsInt()) : Cell.missing();
        }
    }

    @Override
    public void check() {
        if (all && !partitions.isEmpty()) {
            throw Failure.usage("--all cannot be combined with partitions");
        }
    }

    @Override
    public List<Column> fields() {
        return List.of(Column.of("partitions", "partitions").list());
    }

    @Override
    public Plan plan(Context context) {
        ClusterState state = context.clusters().topics().state();
        ClusterView.requireBrokers(context, "elect leaders");
        List<Partition> chosen =
                partitions.isEmpty() ? state.partitions() : PartitionSelection.among(state.topics(), partitions);
        List<Choice> elections = chosen.stream()
                .filter(partition -> unclean ? partition.offline() : !partition.preferredLeads())
                .map(partition -> unclean ? unclean(partition, state.brokers()) : preferred(partition))
                .toList();
        if (elections.isEmpty()) {
            String why = unclean ? "every partition has a leader" : "every partition is led by its preferred leader";
            return Plan.onNothing()
                    .change(
                            "elect no leaders: " + why,
                            () -> done("nothing to elect: " + why + " (" + chosen.size() + " checked)", List.of()));
        }
        List<Choice> possible =
                elections.stream().filter(one -> one.to().isPresent()).toList();
        if (possible.isEmpty()) {
            throw new Failure(
                            Kind.FAILED,
                            "no eligible leader: " + elections.get(0).line()
                                    + (elections.size() == 1 ? "" : ", and " + (elections.size() - 1) + " more"))
                    .hint(
                            unclean
                                    ? "brokers"
                                    : "partitions --under-replicated shows the replicas out of sync; --unclean elects leaders for offline partitions only");
        }
        String word = possible.size() == 1 ? possible.get(0).name().toString() : possible.size() + " leaders";
        Plan.On on = Plan.on(
                Scope.topics(possible.stream().map(one -> one.name().topic()).toList()));
        return unclean
                ? on.confirmed(() -> preview(elections, word), word, () -> make(context, elections, possible))
                : on.change(() -> preview(elections, word), () -> make(context, elections, possible));
    }

    private static Choice preferred(Partition partition) {
        OptionalInt preferred = partition.preferred();
        boolean able = preferred.isPresent()
                && partition.isr().contains(preferred.getAsInt())
                && !partition.offlineReplicas().contains(preferred.getAsInt());
        return able
                ? new Choice(partition, preferred, "")
                : new Choice(
                        partition, OptionalInt.empty(), "preferred leader " + preferred.orElse(-1) + " is not in sync");
    }

    /** The controller elects the first online in-sync replica, otherwise the first online replica. */
    private static Choice unclean(Partition partition, List<Broker> brokers) {
        List<Integer> living =
                brokers.stream().filter(Broker::online).map(Broker::id).toList();
        List<Integer> able =
                partition.replicas().stream().filter(living::contains).toList();
        OptionalInt first = able.stream()
                .filter(partition.isr()::contains)
                .mapToInt(Integer::intValue)
                .findFirst();
        if (first.isEmpty()) {
            first = able.stream().mapToInt(Integer::intValue).findFirst();
        }
        return new Choice(partition, first, "all of its replicas are offline");
    }

    private Plan.Preview preview(List<Choice> elections, String word) {
        StringBuilder summary = new StringBuilder(
                unclean
                        ? "elect " + word + " uncleanly; records that only the offline replicas have will be lost"
                        : "elect " + word);
        elections.stream().limit(SHOWN).forEach(one -> summary.append("\n  ").append(one.line()));
        if (elections.size() > SHOWN) {
            summary.append("\n  and ").append(elections.size() - SHOWN).append(" more");
        }
        return new Plan.Preview(summary.toString(), List.of(field(elections)));
    }

    private static Field field(List<Choice> elections) {
        return Field.of(
                "partitions",
                "partitions",
                new Cell.Many(elections.stream().map(Choice::cell).toList()));
    }

    private Result make(Context context, List<Choice> elections, List<Choice> possible) {
        elections.stream().filter(one -> one.to().isEmpty()).forEach(one -> context.remarks()
                .incomplete("not-elected", one.line()));
        var outcomes = context.clusters()
                .administration()
                .replicas()
                .elect(
                        unclean ? Election.UNCLEAN : Election.PREFERRED,
                        possible.stream().map(Choice::name).toList());
        List<PartitionName> succeeded = context.remarks().successes(outcomes);
        List<PartitionName> changed = succeeded.stream()
                .filter(name -> outcomes.get(name).value().equals(Optional.of(ElectionResult.CHANGED)))
                .toList();
        List<Choice> seen = seen(context, possible, changed);
        return done(
                seen.size() == 1
                        ? "elected broker " + seen.get(0).to().getAsInt() + " as leader of "
                                + seen.get(0).name()
                        : "elected " + seen.size() + " leaders",
                seen);
    }

    /** Waits until the new leaders are visible; returns those that are. */
    private static List<Choice> seen(Context context, List<Choice> possible, List<PartitionName> changed) {
        TreeMap<PartitionName, Choice> open = new TreeMap<>();
        possible.stream().filter(one -> changed.contains(one.name())).forEach(one -> open.put(one.name(), one));
        List<Choice> seen = new ArrayList<>();
        Polling.until(context.clusters().profile().timeout(), () -> {
            context.clusters().topics().list().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .filter(now -> now.leader().isPresent())
                    .forEach(now -> {
                        Choice one = open.get(new PartitionName(now.topic(), now.partition()));
                        if (one != null && !now.leader().equals(one.partition().leader())) {
                            seen.add(new Choice(one.partition(), now.leader(), ""));
                            open.remove(one.name());
                        }
                    });
            return open.isEmpty();
        });
        open.values().forEach(one -> context.remarks()
                .incomplete("not-elected", one.name() + ": the new leader is not visible yet"));
        return seen;
    }

    private static Result done(String what, List<Choice> elected) {
        return new Result.Change(what, Optional.empty(), List.of(field(elected)));
    }
}
