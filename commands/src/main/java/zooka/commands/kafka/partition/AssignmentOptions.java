package zooka.commands.kafka.partition;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.PartitionName;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;

/** The options of a new assignment. */
public final class AssignmentOptions {

    @Option(
            names = "--to",
            split = ",",
            paramLabel = "BROKER",
            description = "Assign these brokers, the preferred leader first.")
    @Completes(Candidates.BROKER)
    List<Integer> to;

    @Option(
            names = "--replace",
            paramLabel = "BROKER=BROKER",
            description = "Replace the first broker by the second; repeatable.")
    @Completes(Candidates.BROKER)
    Map<Integer, Integer> replace;

    @Option(
            names = "--balance",
            description = "Distribute the replicas evenly over all brokers and racks, with the fewest moves.")
    boolean balance;

    @Option(
            names = "--brokers",
            split = ",",
            paramLabel = "BROKER",
            description = "Distribute the replicas evenly over these brokers.")
    @Completes(Candidates.BROKER)
    List<Integer> brokers;

    @Option(
            names = "--add",
            split = ",",
            paramLabel = "BROKER",
            description = "Distribute the replicas evenly over their current brokers and these.")
    @Completes(Candidates.BROKER)
    List<Integer> add;

    @Option(
            names = "--remove",
            split = ",",
            paramLabel = "BROKER",
            description = "Move the replicas off these brokers; other replicas stay unless an option above moves them.")
    @Completes(Candidates.BROKER)
    List<Integer> remove;

    @Option(
            names = {"--replication", "--replication-factor"},
            paramLabel = "COUNT",
            description = "Set the replication factor; existing replicas stay unless an option above moves them.")
    @Completes(Candidates.FREE_TEXT)
    Integer replication;

    /** Whether any option is given. */
    boolean given() {
        return ways() > 0;
    }

    private long ways() {
        boolean placed = balance || brokers != null || add != null || remove != null || replication != null;
        return Stream.of(to != null, replace != null, placed).filter(way -> way).count();
    }

    /**
     * Checks which options are combined, and their values.
     *
     * @throws Failure {@code USAGE} without an option, and for options that exclude each other
     */
    void check() {
        if (ways() != 1) {
            throw Failure.usage(
                            ways() == 0
                                    ? "no assignment specified"
                                    : "--to, --replace and the other assignment options cannot be combined")
                    .hint(
                            "use --to 1,2,3, --replace 2=4, --balance, --brokers 1,2,3, --add 4, --remove 2 or --replication 3");
        }
        if (to != null) {
            distinct(to, "--to");
        }
        if (replication != null && replication < 1) {
            throw Failure.usage("--replication must be greater than zero");
        }
    }

    /**
     * The new replicas of partitions, in their order; including unchanged ones.
     *
     * @param current the current replicas, or those after the reassignments in progress
     * @param known all brokers of the cluster
     * @throws Failure {@code USAGE} for more replicas than brokers, {@code NOT_FOUND} for brokers that are not online
     */
    Map<PartitionName, List<Integer>> assign(Map<PartitionName, List<Integer>> current, List<Broker> known) {
        if (to != null) {
            living(to, known);
            return same(current, to);
        }
        return replace != null ? replaced(current, known) : placed(current, known);
    }

    private static Map<PartitionName, List<Integer>> same(
            Map<PartitionName, List<Integer>> current, List<Integer> replicas) {
        Map<PartitionName, List<Integer>> wanted = new LinkedHashMap<>();
        current.keySet().forEach(name -> wanted.put(name, replicas));
        return wanted;
    }

    private Map<PartitionName, List<Integer>> replaced(Map<PartitionName, List<Integer>> current, List<Broker> known) {
        living(replace.values(), known);
        Map<PartitionName, List<Integer>> wanted = new LinkedHashMap<>();
        current.forEach((name, replicas) -> wanted.put(
                name,
                distinct(
                        replicas.stream()
                                .map(id -> replace.getOrDefault(id, id))
                                .toList(),
                        name.toString())));
        return wanted;
    }

    private Map<PartitionName, List<Integer>> placed(Map<PartitionName, List<Integer>> current, List<Broker> known) {
        Set<Integer> allowed = new LinkedHashSet<>();
        if (brokers != null) {
            allowed.addAll(living(brokers, known));
        } else if (add != null) {
            current.values().forEach(allowed::addAll);
        } else {
            known.stream().filter(Broker::online).map(Broker::id).forEach(allowed::add);
        }
        allowed.addAll(living(Objects.requireNonNullElse(add, List.of()), known));
        boolean even = balance || brokers != null || add != null;
        if (!even) {
            // Replicas on an offline broker are not moved along with others: it may come back.
            current.values().forEach(allowed::addAll);
        }
        Objects.requireNonNullElse(remove, List.<Integer>of()).forEach(allowed::remove);
        List<Broker> candidates = known.stream()
                .filter(broker -> (broker.online() || !even) && allowed.contains(broker.id()))
                .toList();
        int most = replication == null
                ? current.values().stream().mapToInt(List::size).max().orElse(0)
                : replication;
        if (most > candidates.size()) {
            throw Failure.usage(most + " replicas require " + most + " brokers, but only " + candidates.size()
                            + " are available")
                    .hint("brokers");
        }
        OptionalInt count = replication == null ? OptionalInt.empty() : OptionalInt.of(replication);
        return new Placement(candidates).of(current, count, even);
    }

    /** The same brokers, all of them online. */
    public static <C extends Iterable<Integer>> C living(C ids, List<Broker> known) {
        for (int id : ids) {
            Broker broker = known.stream()
                    .filter(one -> one.id() == id)
                    .findFirst()
                    .orElseThrow(() -> Failure.notFound("no broker " + id).hint("brokers"));
            if (!broker.online()) {
                throw Failure.notFound("broker " + id + " is offline and cannot take replicas")
                        .hint("brokers");
            }
        }
        return ids;
    }

    /** The replicas, checked for duplicates. */
    static List<Integer> distinct(List<Integer> replicas, String where) {
        for (int i = 0; i < replicas.size(); i++) {
            if (replicas.indexOf(replicas.get(i)) < i) {
                throw Failure.usage(where + ": broker " + replicas.get(i) + " is listed twice");
            }
        }
        return replicas;
    }
}
