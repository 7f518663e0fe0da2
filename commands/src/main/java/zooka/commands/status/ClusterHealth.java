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
import zooka.commands.result.Field;
import zooka.commands.result.Severity;
import zooka.commands.status.StatusReport.Finding;

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
    private final Set<Integer> online;

    /**
     * @param quorum where there is one in place of ZooKeeper
     * @param voters where there should be one, and it has no leader
     */
    ClusterHealth(ClusterState state, Optional<Quorum> quorum, Optional<Voters> voters, Instant now) {
        this.state = state;
        this.quorum = quorum;
        this.voters = voters;
        this.now = now;
        this.online = state.online();
    }

    /** Whether there is any broker to ask for more. */
    boolean served() {
        return !online.isEmpty();
    }

    void tell(StatusReport lines) {
        quorum.ifPresent(told -> tell(lines, told));
        voters.ifPresent(told -> tell(lines, told));
        List<Finding> findings = new ArrayList<>();
        List<Partition> offline =
                state.partitions().stream().filter(Partition::offline).toList();
        if (!served() && !state.brokers().isEmpty()) {
            findings.add(noBroker(offline));
            lines.add("Kafka", "kafka", summary(), fields(offline, List.of(), 0), findings);
            return;
        }
        if (state.controller().isEmpty() && voters.isEmpty()) {
            findings.add(Finding.critical("no active controller: no leaders are elected", "audit"));
        }
        silent(findings);
        if (offline.size() > NAMED) {
            byCause(offline).forEach((gone, partitions) -> findings.add(offline(gone, partitions)));
        } else {
            offline.forEach(partition -> findings.add(offline(partition)));
        }
        List<Partition> noWrites = noWrites();
        if (!noWrites.isEmpty()) {
            findings.add(Finding.critical(
                    counted(noWrites) + " fewer in-sync replicas than min.insync.replicas and accept"
                            + (noWrites.size() == 1 ? "s" : "") + " no writes: " + names(noWrites),
                    "partitions --under-min-isr"));
        }
        underReplicated(findings);
        List<Partition> notPreferred = state.partitions().stream()
                .filter(partition -> !partition.offline() && !partition.preferredLeads())
                .toList();
        // One that is out of sync cannot be elected; that it is, is told already.
        long electable = notPreferred.stream()
                .filter(partition ->
                        partition.inSync().contains(partition.preferred().orElse(-1)))
                .count();
        if (electable > 0) {
            findings.add(Finding.info(
                    electable == 1
                            ? "1 partition is not led by its preferred replica"
                            : electable + " partitions are not led by their preferred replicas",
                    "partition elect"));
        }
        lines.add("Kafka", "kafka", summary(), fields(offline, noWrites, notPreferred.size()), findings);
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
                List.of(Finding.critical(told.lost(), told.remedy())));
    }

    /** The one cause of all that could be told beside it. */
    private Finding noBroker(List<Partition> offline) {
        String registered = state.mode() == ClusterState.Mode.ZOOKEEPER ? " is registered in ZooKeeper" : " is online";
        return new Finding(
                Severity.CRITICAL,
                "no broker" + registered
                        + (offline.isEmpty()
                                ? ""
                                : ": " + offline.size() + (offline.size() == 1 ? " partition has" : " partitions have")
                                        + " no leader"),
                "start " + brokers(state.brokers().stream().map(Broker::id).toList()),
                Optional.empty());
    }

    /** Brokers that are registered and do not answer this client; whether they serve others, it cannot know. */
    private void silent(List<Finding> findings) {
        Map<String, List<Integer>> byReason = new TreeMap<>();
        state.brokers().stream()
                .filter(broker -> broker.online() && broker.trouble().isPresent())
                .forEach(broker -> byReason.computeIfAbsent(broker.trouble().get(), any -> new ArrayList<>())
                        .add(broker.id()));
        byReason.forEach((why, ids) -> findings.add(Finding.warning(
                brokers(ids) + (ids.size() == 1 ? " is" : " are") + " registered but "
                        + (ids.size() == 1 ? "does" : "do") + " not answer this client: " + why,
                "doctor")));
    }

    /** Partitions without a leader, together where the same brokers are gone; none where it is for another reason. */
    private Map<List<Integer>, List<Partition>> byCause(List<Partition> offline) {
        Map<List<Integer>, List<Partition>> byCause = new LinkedHashMap<>();
        offline.forEach(partition -> byCause.computeIfAbsent(
                        partition.isr().stream()
                                .filter(id -> !online.contains(id))
                                .sorted()
                                .toList(),
                        any -> new ArrayList<>())
                .add(partition));
        return byCause;
    }

    private Finding offline(List<Integer> gone, List<Partition> partitions) {
        if (partitions.size() == 1) {
            return offline(partitions.get(0));
        }
        return new Finding(
                Severity.CRITICAL,
                partitions.size() + " partitions have no leader"
                        + (gone.isEmpty() ? "" : " (" + brokers(gone) + " offline)") + ": " + names(partitions),
                gone.isEmpty() ? "partitions --offline" : "start " + brokers(gone),
                partitions.stream()
                        .flatMap(partition -> partition.since().stream())
                        .min(Comparator.naturalOrder()));
    }

    private static String are(List<Integer> ids) {
        return ids.size() == 1 ? " is " : " are ";
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
        List<Finding> findings = new ArrayList<>();
        if (!behind.isEmpty()) {
            String who = behind.size() == 1 ? "voter " + ids(behind) + " is" : "voters " + ids(behind) + " are";
            boolean edge = voters.size() - behind.size() <= voters.size() / 2 + 1;
            findings.add(new Finding(
                    edge ? Severity.CRITICAL : Severity.WARNING,
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
                findings);
    }

    private Finding offline(Partition partition) {
        List<Integer> last =
                !partition.isr().isEmpty() ? partition.isr() : partition.elr().orElse(List.of());
        List<Integer> down = last.stream().filter(id -> !online.contains(id)).toList();
        List<Integer> left = last.stream().filter(online::contains).toList();
        String cause;
        if (!down.isEmpty() && !left.isEmpty()) {
            cause = brokers(down) + are(down) + "offline; " + brokers(left) + are(left) + "in sync, and not elected";
        } else if (down.isEmpty()) {
            cause = last.isEmpty() ? "no in-sync replica" : brokers(last) + are(last) + "in sync, and not elected";
        } else {
            cause = (down.size() == 1 ? "its only in-sync replica, " : "its in-sync replicas, ") + brokers(down) + ","
                    + are(down) + "offline";
        }
        String start = down.isEmpty() ? "" : "start broker " + down.get(0);
        return new Finding(
                Severity.CRITICAL,
                partition.name() + " has no leader (" + cause + ")",
                // Without a controller, nobody can be elected.
                !down.isEmpty() && (voters.isPresent() || !left.isEmpty())
                        ? start
                        : down.isEmpty()
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

    /** Those with replicas out of sync, together where the same brokers are missing. */
    private void underReplicated(List<Finding> findings) {
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
                .forEach(entry -> findings.add(underReplicated(missing.get(entry.getKey()), entry.getValue())));
    }

    private Finding underReplicated(List<Integer> missing, List<Partition> partitions) {
        Optional<Instant> since = partitions.stream()
                .flatMap(partition -> partition.since().stream())
                .min(Comparator.naturalOrder());
        boolean offline = missing.stream().noneMatch(online::contains);
        String how = offline ? " offline" : missing.stream().allMatch(online::contains) ? " out of sync" : "";
        String when = since.map(then -> " for " + StatusReport.age(then, now)).orElse("");
        return new Finding(
                Severity.WARNING,
                (partitions.size() == 1
                                ? partitions.get(0).name() + " is under-replicated"
                                : partitions.size() + " under-replicated partitions")
                        + " (" + brokers(missing) + how + when + ")",
                offline ? "start " + brokers(missing) : "partitions --under-replicated",
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
                online.size(),
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
                Field.of("online", "", Cell.counts(online.stream().sorted().toList())),
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
