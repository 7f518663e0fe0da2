package zooka.commands.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey.Follower;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Voters;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.status.StatusReport.Ill;

/** Kafka's part of {@code status}: the brokers, and what is wrong with partitions, with its cause. */
final class ClusterHealth {

    /** How many partitions without a leader are named one by one. */
    private static final int NAMED = 5;

    /** The quorum's leader writes twice a second; whoever has not had all of it for so long does not follow. */
    private static final long BEHIND_MILLIS = 5_000;

    private final ClusterState state;
    private final Optional<Quorum> quorum;
    private final Optional<Voters> voters;
    private final Instant now;
    private final Set<Integer> alive;

    /**
     * @param quorum where there is one in place of ZooKeeper
     * @param voters where there should be one, and it has no leader
     */
    ClusterHealth(ClusterState state, Optional<Quorum> quorum, Optional<Voters> voters, Instant now) {
        this.state = state;
        this.quorum = quorum;
        this.voters = voters;
        this.now = now;
        this.alive = state.online();
    }

    /** Whether there is any broker to ask for more. */
    boolean served() {
        return !alive.isEmpty();
    }

    void tell(StatusReport lines) {
        quorum.ifPresent(told -> tell(lines, told));
        voters.ifPresent(told -> tell(lines, told));
        List<Ill> ills = new ArrayList<>();
        List<Partition> offline =
                state.partitions().stream().filter(Partition::offline).toList();
        if (!served() && !state.brokers().isEmpty()) {
            ills.add(noBroker(offline));
            lines.add("Kafka", "kafka", summary(), fields(offline, List.of(), 0), ills);
            return;
        }
        if (state.controller().isEmpty() && voters.isEmpty()) {
            ills.add(Ill.bad("no active controller: no leaders are elected", "audit"));
        }
        silent(ills);
        if (offline.size() > NAMED) {
            byCause(offline).forEach((gone, partitions) -> ills.add(offline(gone, partitions)));
        } else {
            offline.forEach(partition -> ills.add(offline(partition)));
        }
        List<Partition> noWrites = noWrites();
        if (!noWrites.isEmpty()) {
            ills.add(Ill.bad(
                    counted(noWrites) + " fewer in sync than min.insync.replicas and take"
                            + (noWrites.size() == 1 ? "s" : "") + " no writes: " + names(noWrites),
                    "partitions --under-min-isr"));
        }
        underReplicated(ills);
        List<Partition> notPreferred = state.partitions().stream()
                .filter(partition -> !partition.offline() && !partition.preferredLeads())
                .toList();
        // One that is out of sync cannot be elected; that it is, is told already.
        long electable = notPreferred.stream()
                .filter(partition ->
                        partition.inSync().contains(partition.preferred().orElse(-1)))
                .count();
        if (electable > 0) {
            ills.add(Ill.note(
                    electable + (electable == 1 ? " partition is" : " partitions are")
                            + " led by another than the preferred broker",
                    "partition elect"));
        }
        lines.add("Kafka", "kafka", summary(), fields(offline, noWrites, notPreferred.size()), ills);
    }

    private static void tell(StatusReport lines, Voters told) {
        lines.add(
                "Quorum",
                "quorum",
                "no leader",
                List.of(
                        Field.of("leader", "", Cell.missing()),
                        Field.of("epoch", "", Cell.missing()),
                        Field.of(
                                "voters",
                                "",
                                told.all().isEmpty()
                                        ? Cell.missing()
                                        : Cell.count(told.all().size())),
                        Field.of("behind", "", Cell.missing())),
                List.of(Ill.bad(told.lost(), told.remedy())));
    }

    /** The one cause of all that could be told beside it. */
    private Ill noBroker(List<Partition> offline) {
        String registered = state.mode() == ClusterState.Mode.ZOOKEEPER ? " is registered in ZooKeeper" : " is online";
        return new Ill(
                Level.BAD,
                "no broker" + registered
                        + (offline.isEmpty()
                                ? ""
                                : ": " + offline.size() + (offline.size() == 1 ? " partition has" : " partitions have")
                                        + " no leader"),
                "start " + brokers(state.brokers().stream().map(Broker::id).toList()),
                Optional.empty());
    }

    /** Brokers that are registered and do not answer this client; whether they serve others, it cannot know. */
    private void silent(List<Ill> ills) {
        Map<String, List<Integer>> byReason = new TreeMap<>();
        state.brokers().stream()
                .filter(broker -> broker.alive() && broker.trouble().isPresent())
                .forEach(broker -> byReason.computeIfAbsent(broker.trouble().get(), any -> new ArrayList<>())
                        .add(broker.id()));
        byReason.forEach((why, ids) -> ills.add(Ill.warn(
                brokers(ids) + (ids.size() == 1 ? " is" : " are") + " registered and "
                        + (ids.size() == 1 ? "does" : "do") + " not answer this client: " + why,
                "doctor")));
    }

    /** Partitions without a leader, together where the same brokers are gone; none where it is for another reason. */
    private Map<List<Integer>, List<Partition>> byCause(List<Partition> offline) {
        Map<List<Integer>, List<Partition>> byCause = new LinkedHashMap<>();
        offline.forEach(partition -> byCause.computeIfAbsent(
                        partition.isr().stream()
                                .filter(id -> !alive.contains(id))
                                .sorted()
                                .toList(),
                        any -> new ArrayList<>())
                .add(partition));
        return byCause;
    }

    private Ill offline(List<Integer> gone, List<Partition> partitions) {
        if (partitions.size() == 1) {
            return offline(partitions.get(0));
        }
        return new Ill(
                Level.BAD,
                partitions.size() + " partitions have no leader"
                        + (gone.isEmpty() ? "" : " (" + brokers(gone) + " offline)") + ": " + names(partitions),
                gone.isEmpty() ? "partitions --offline" : "start " + brokers(gone),
                partitions.stream()
                        .flatMap(partition -> partition.since().stream())
                        .min(Comparator.naturalOrder()));
    }

    private static String brokers(List<Integer> ids) {
        return (ids.size() == 1 ? "broker " : "brokers ")
                + ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private void tell(StatusReport lines, Quorum told) {
        int leader = told.leader().orElse(-1);
        List<Follower> voters =
                told.followers().stream().filter(Follower::voter).toList();
        List<Integer> behind = voters.stream()
                .filter(voter -> voter.id() != leader && voter.behindMillis().orElse(Long.MAX_VALUE) > BEHIND_MILLIS)
                .map(Follower::id)
                .toList();
        List<Ill> ills = new ArrayList<>();
        if (!behind.isEmpty()) {
            String who = behind.size() == 1 ? "voter " + ids(behind) + " is" : "voters " + ids(behind) + " are";
            boolean edge = voters.size() - behind.size() <= voters.size() / 2 + 1;
            ills.add(new Ill(
                    edge ? Level.BAD : Level.WARN,
                    who + " behind" + (edge ? "; no more may fail" : ""),
                    "quorum replication",
                    Optional.empty()));
        }
        lines.add(
                "Quorum",
                "quorum",
                voters.size() - behind.size() + " of " + voters.size() + " voters   node " + leader + " leads   epoch "
                        + told.epoch(),
                List.of(
                        Field.of("leader", "", Cell.id(leader)),
                        Field.of("epoch", "", Cell.id(told.epoch())),
                        Field.of("voters", "", Cell.count(voters.size())),
                        Field.of("behind", "", Cell.counts(behind))),
                ills);
    }

    private Ill offline(Partition partition) {
        List<Integer> last =
                !partition.isr().isEmpty() ? partition.isr() : partition.elr().orElse(List.of());
        List<Integer> dead = last.stream().filter(id -> !alive.contains(id)).toList();
        List<Integer> left = last.stream().filter(alive::contains).toList();
        String cause;
        if (!dead.isEmpty() && !left.isEmpty()) {
            cause = ids(dead) + (dead.size() == 1 ? " is" : " are") + " dead; " + ids(left)
                    + " in sync, and not elected";
        } else if (dead.isEmpty()) {
            cause = last.isEmpty() ? "nobody is in sync" : ids(last) + " in sync, and not elected";
        } else if (dead.size() == 1) {
            cause = ids(dead) + " is dead and was its only in-sync replica";
        } else {
            cause = ids(dead) + " are dead and were its in-sync replicas";
        }
        String start = dead.isEmpty() ? "" : "start broker " + dead.get(0);
        return new Ill(
                Level.BAD,
                partition.name() + " has no leader (" + cause + ")",
                // Without a controller, nobody can be elected.
                !dead.isEmpty() && (voters.isPresent() || !left.isEmpty())
                        ? start
                        : dead.isEmpty()
                                ? "partition elect " + partition.name()
                                : start + "; or, losing records: partition elect " + partition.name() + " --unclean",
                partition.since());
    }

    private List<Partition> noWrites() {
        List<Partition> found = new ArrayList<>();
        for (Topic topic : state.topics()) {
            topic.partitions().stream()
                    .filter(partition -> !partition.offline() && topic.underMinInSync(partition))
                    .forEach(found::add);
        }
        return found;
    }

    /** Those with replicas out of sync, together where they are so for want of the same brokers. */
    private void underReplicated(List<Ill> ills) {
        Map<String, List<Partition>> byMissing = new TreeMap<>();
        Map<String, List<Integer>> missing = new TreeMap<>();
        for (Partition partition : state.partitions()) {
            List<Integer> served = partition.inSyncOrLast();
            List<Integer> out = partition.replicas().stream()
                    .filter(id -> !served.contains(id))
                    .sorted()
                    .toList();
            if (!out.isEmpty()) {
                byMissing.computeIfAbsent(ids(out), any -> new ArrayList<>()).add(partition);
                missing.put(ids(out), out);
            }
        }
        byMissing.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .forEach(entry -> ills.add(underReplicated(missing.get(entry.getKey()), entry.getValue())));
    }

    private Ill underReplicated(List<Integer> missing, List<Partition> partitions) {
        Optional<Instant> since = partitions.stream()
                .flatMap(partition -> partition.since().stream())
                .min(Comparator.naturalOrder());
        boolean lost = missing.stream().noneMatch(alive::contains);
        String who = missing.size() == 1 ? "broker " + ids(missing) : "brokers " + ids(missing);
        String how = lost ? ", lost" : missing.stream().allMatch(alive::contains) ? ", alive and out of sync" : "";
        String when = since.map(then ->
                        lost ? " " + StatusReport.age(then, now) + " ago" : " for " + StatusReport.age(then, now))
                .orElse("");
        return new Ill(
                Level.WARN,
                (partitions.size() == 1
                                ? partitions.get(0).name() + " under-replicated"
                                : partitions.size() + " partitions under-replicated")
                        + ", for want of " + who + how + when,
                lost ? "start " + who : "partitions --under-replicated",
                since);
    }

    private static String counted(Collection<Partition> partitions) {
        return partitions.size() == 1 ? "1 partition has" : partitions.size() + " partitions have";
    }

    private static String names(List<Partition> partitions) {
        return partitions.stream().limit(NAMED).map(Partition::name).collect(Collectors.joining(" "))
                + (partitions.size() > NAMED ? " …" : "");
    }

    private static String ids(Collection<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private String summary() {
        String controller = state.controller().isEmpty()
                ? "no controller"
                : "controller " + state.controller().getAsInt()
                        + (state.controllerEpoch().isPresent()
                                ? " (epoch " + state.controllerEpoch().getAsInt() + ")"
                                : "");
        return String.format(
                Locale.ROOT,
                "%d of %d   %s   topics %,d   partitions %,d",
                alive.size(),
                state.brokers().size(),
                controller,
                state.topics().size(),
                state.partitions().size());
    }

    private List<Field> fields(List<Partition> offline, List<Partition> noWrites, long notPreferred) {
        long under =
                state.partitions().stream().filter(Partition::underReplicated).count();
        return List.of(
                Field.of("mode", "", Cell.text(state.mode().name().toLowerCase(Locale.ROOT))),
                Field.of("brokers", "", Cell.count(state.brokers().size())),
                Field.of("alive", "", Cell.counts(alive.stream().sorted().toList())),
                Field.of(
                        "unreachable",
                        "",
                        Cell.counts(List.copyOf(state.silent().keySet()))),
                Field.of("controller", "", PartitionTable.known(state.controller())),
                Field.of("controllerEpoch", "", PartitionTable.known(state.controllerEpoch())),
                Field.of("topics", "", Cell.count(state.topics().size())),
                Field.of("partitions", "", Cell.count(state.partitions().size())),
                Field.of("offline", "", Cell.count(offline.size())),
                Field.of("underReplicated", "", Cell.count(under)),
                Field.of("underMinIsr", "", Cell.count(noWrites.size())),
                Field.of("notPreferred", "", Cell.count(notPreferred)));
    }
}
