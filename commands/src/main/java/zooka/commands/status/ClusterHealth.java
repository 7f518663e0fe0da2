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
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/** The health of Kafka for {@code status}: brokers, quorum and partitions, with causes. */
final class ClusterHealth {

    /** How many partitions without a leader are listed one by one. */
    private static final int NAMED = 5;

    /** The subject of what concerns all of it. */
    private static final String CLUSTER = "cluster";

    private static final String NO_LEADER = "no-leader";

    private final ClusterState state;
    private final boolean quorumLost;
    private final Set<Integer> online;

    /** @param quorumLost whether there should be a quorum in place of ZooKeeper, and it has no leader */
    ClusterHealth(ClusterState state, boolean quorumLost) {
        this.state = state;
        this.quorumLost = quorumLost;
        this.online = state.online();
    }

    /** Whether any broker is online. */
    boolean served() {
        return !online.isEmpty();
    }

    Part part() {
        List<Finding> findings = new ArrayList<>();
        List<Partition> offline =
                state.partitions().stream().filter(Partition::offline).toList();
        if (!served() && !state.brokers().isEmpty()) {
            return part(offline, List.of(), 0, List.of(noBroker(offline)));
        }
        if (state.controller().isEmpty() && !quorumLost) {
            findings.add(
                    Finding.critical("no-controller", CLUSTER, "no active controller: no leader elections", "audit"));
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
                    "under-min-isr",
                    CLUSTER,
                    counted(noWrites) + " fewer in-sync replicas than min.insync.replicas and accept"
                            + (noWrites.size() == 1 ? "s" : "") + " no writes: " + names(noWrites),
                    "partitions --under-min-isr"));
        }
        underReplicated(findings);
        List<Partition> notPreferred = state.partitions().stream()
                .filter(partition -> !partition.offline() && !partition.preferredLeads())
                .toList();
        // A replica out of sync cannot be elected; that is a finding of its own.
        long electable = notPreferred.stream()
                .filter(partition ->
                        partition.inSync().contains(partition.preferred().orElse(-1)))
                .count();
        if (electable > 0) {
            findings.add(Finding.info(
                    "not-preferred",
                    CLUSTER,
                    electable == 1
                            ? "1 partition is not led by its preferred replica"
                            : electable + " partitions are not led by their preferred replicas",
                    "partition elect"));
        }
        return part(offline, noWrites, notPreferred.size(), findings);
    }

    /** The finding without any broker, which causes all others. */
    private Finding noBroker(List<Partition> offline) {
        String registered = state.mode() == ClusterState.Mode.ZOOKEEPER ? " is registered in ZooKeeper" : " is online";
        return Finding.critical(
                "no-broker",
                CLUSTER,
                "no broker" + registered
                        + (offline.isEmpty()
                                ? ""
                                : ": " + offline.size() + (offline.size() == 1 ? " partition has" : " partitions have")
                                        + " no leader"),
                "start " + brokers(state.brokers().stream().map(Broker::id).toList()));
    }

    /** Registered brokers that do not answer this client; they may serve other clients. */
    private void silent(List<Finding> findings) {
        Map<String, List<Integer>> byReason = new TreeMap<>();
        state.brokers().stream()
                .filter(broker -> broker.online() && broker.trouble().isPresent())
                .forEach(broker -> byReason.computeIfAbsent(broker.trouble().get(), any -> new ArrayList<>())
                        .add(broker.id()));
        byReason.forEach((why, ids) -> findings.add(Finding.warning(
                "broker-unreachable",
                brokers(ids),
                brokers(ids) + (ids.size() == 1 ? " is" : " are") + " registered but "
                        + (ids.size() == 1 ? "does" : "do") + " not answer this client: " + why,
                "doctor")));
    }

    /** Partitions without a leader by the offline brokers; an empty key for other causes. */
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
        return Finding.critical(
                        NO_LEADER,
                        gone.isEmpty() ? CLUSTER : brokers(gone),
                        partitions.size() + " partitions have no leader"
                                + (gone.isEmpty() ? "" : " (" + brokers(gone) + " offline)") + ": " + names(partitions),
                        gone.isEmpty() ? "partitions --offline" : "start " + brokers(gone))
                .since(since(partitions));
    }

    private static String are(List<Integer> ids) {
        return ids.size() == 1 ? " is " : " are ";
    }

    private static String brokers(List<Integer> ids) {
        return (ids.size() == 1 ? "broker " : "brokers ")
                + ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private Finding offline(Partition partition) {
        List<Integer> last =
                !partition.isr().isEmpty() ? partition.isr() : partition.elr().orElse(List.of());
        List<Integer> down = last.stream().filter(id -> !online.contains(id)).toList();
        List<Integer> left = last.stream().filter(online::contains).toList();
        String cause;
        if (!down.isEmpty() && !left.isEmpty()) {
            cause = brokers(down) + are(down) + "offline; " + brokers(left) + are(left) + "in sync, but not elected";
        } else if (down.isEmpty()) {
            cause = last.isEmpty() ? "no in-sync replica" : brokers(last) + are(last) + "in sync, but not elected";
        } else {
            cause = (down.size() == 1 ? "its only in-sync replica, " : "its in-sync replicas, ") + brokers(down) + ","
                    + are(down) + "offline";
        }
        String start = down.isEmpty() ? "" : "start broker " + down.get(0);
        // Without a controller there are no elections.
        String remedy = !down.isEmpty() && (quorumLost || !left.isEmpty())
                ? start
                : down.isEmpty()
                        ? "partition elect " + partition.name()
                        : start + "; or, losing records: partition elect " + partition.name() + " --unclean";
        return Finding.critical(
                        NO_LEADER, partition.name(), partition.name() + " has no leader (" + cause + ")", remedy)
                .since(partition.since());
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

    /** Under-replicated partitions, grouped by the missing brokers. */
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
        boolean offline = missing.stream().noneMatch(online::contains);
        String how = offline ? " offline" : missing.stream().allMatch(online::contains) ? " out of sync" : "";
        String which = partitions.size() == 1
                ? partitions.get(0).name() + " is under-replicated"
                : partitions.size() + " under-replicated partitions";
        return Finding.warning(
                        "under-replicated",
                        brokers(missing),
                        which + " (" + brokers(missing) + how + ")",
                        offline ? "start " + brokers(missing) : "partitions --under-replicated")
                .since(since(partitions));
    }

    /** Since when the first of them is as it is. */
    private static Optional<Instant> since(List<Partition> partitions) {
        return partitions.stream()
                .flatMap(partition -> partition.since().stream())
                .min(Comparator.naturalOrder());
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

    private Part part(List<Partition> offline, List<Partition> noWrites, long notPreferred, List<Finding> findings) {
        long under =
                state.partitions().stream().filter(Partition::underReplicated).count();
        return Part.of(
                "Kafka",
                "kafka",
                List.of(
                        Part.textOnly(online.size() + " of " + state.brokers().size()),
                        Part.textOnly(controller()),
                        Part.jsonOnly("mode", Cell.text(state.mode().name().toLowerCase(Locale.ROOT))),
                        Part.jsonOnly("brokers", Cell.count(state.brokers().size())),
                        Part.jsonOnly(
                                "online", Cell.counts(online.stream().sorted().toList())),
                        Part.jsonOnly(
                                "unreachable",
                                Cell.counts(List.copyOf(state.unreachable().keySet()))),
                        Part.jsonOnly("controller", PartitionTable.known(state.controller())),
                        Part.jsonOnly("controllerEpoch", PartitionTable.known(state.controllerEpoch())),
                        Field.of("topics", "topics", Cell.count(state.topics().size())),
                        Field.of(
                                "partitions",
                                "partitions",
                                Cell.count(state.partitions().size())),
                        Part.jsonOnly("offline", Cell.count(offline.size())),
                        Part.jsonOnly("underReplicated", Cell.count(under)),
                        Part.jsonOnly("underMinIsr", Cell.count(noWrites.size())),
                        Part.jsonOnly("notPreferred", Cell.count(notPreferred))),
                findings);
    }

    private String controller() {
        if (state.controller().isEmpty()) {
            return "no controller";
        }
        String epoch = state.controllerEpoch().isPresent()
                ? " (epoch " + state.controllerEpoch().getAsInt() + ")"
                : "";
        return "controller " + state.controller().getAsInt() + epoch;
    }
}
