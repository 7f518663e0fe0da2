package zooka.commands.audit.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey.Testimony;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Topics;
import zooka.commands.action.Context;
import zooka.commands.result.Remarks;

/** Reads the evidence from ZooKeeper and the brokers. */
public final class EvidenceReader {

    private final Context context;

    public EvidenceReader(Context context) {
        this.context = context;
    }

    /**
     * The evidence at one moment.
     *
     * @param zookeeper why ZooKeeper's metadata is missing in the evidence
     * @param brokers why the answers of the brokers are missing in the evidence
     */
    public record Snapshot(Evidence evidence, Optional<Failure> zookeeper, Optional<Failure> brokers) {

        /** The failure of ZooKeeper or the brokers; throws if both failed. */
        public Optional<Failure> missing() {
            if (zookeeper.isPresent() && brokers.isPresent()) {
                throw brokers.get();
            }
            return zookeeper
                    .map(why -> missing("ZooKeeper", why))
                    .or(() -> brokers.map(why -> missing("the brokers", why)));
        }

        private static Failure missing(String side, Failure why) {
            Failure failure =
                    new Failure(why.kind(), "cannot read the metadata of " + side + ": " + why.getMessage()).cause(why);
            return why.hint().map(failure::hint).orElse(failure);
        }
    }

    /** Reads the evidence; a failure of ZooKeeper or the brokers is part of the result. */
    public Snapshot read() {
        Optional<ZooKeeperEvidence> kept = Optional.empty();
        Optional<Failure> zookeeper = Optional.empty();
        if (context.clusters().hasZooKeeper()) {
            try {
                kept = Optional.of(
                        new ZooKeeperEvidenceReader(context.clusters().znodes()).read());
            } catch (Failure failure) {
                zookeeper = Optional.of(failure.unlessInterrupted());
            }
        }
        Optional<Testimony> told = Optional.empty();
        Optional<Failure> brokers = Optional.empty();
        try {
            told = Optional.of(ask(kept));
        } catch (Failure failure) {
            brokers = Optional.of(failure.unlessInterrupted());
        }
        boolean kraft = told.isPresent() && new Evidence(Optional.empty(), told, Map.of()).kraft();
        if (kraft) {
            // In KRaft mode the brokers do not use what is left in ZooKeeper.
            return new Snapshot(new Evidence(Optional.empty(), told, Map.of(), beyond()), Optional.empty(), brokers);
        }
        if (!context.clusters().hasZooKeeper()) {
            zookeeper = Optional.of(Failure.unreachable("no ensemble specified, but these brokers use one")
                    .hint("specify -z HOST:PORT[,...][/chroot] or the environment variable ZOOKA_ZOOKEEPER"));
        }
        Evidence first = new Evidence(kept, told, Map.of());
        return new Snapshot(
                new Evidence(kept, told, ends(first), told.isPresent() ? beyond() : Map.of()), zookeeper, brokers);
    }

    /** Committed offsets past the end of the log; unreachable coordinators are remarked elsewhere. */
    private Map<String, List<Groups.Lag>> beyond() {
        try {
            return beyond(context.clusters()
                    .groups()
                    .matching(name -> true, Groups.Depth.MEASURED)
                    .lags());
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return Map.of();
        }
    }

    private Testimony ask(Optional<ZooKeeperEvidence> kept) {
        Collection<Broker> registered = kept.stream()
                .flatMap(side -> side.brokers().values().stream())
                .map(ZooKeeperEvidence.RegisteredBroker::broker)
                .toList();
        // Without ZooKeeper the configurations of the brokers are compared with each other.
        Optional<Collection<String>> configured = kept.filter(
                        side -> side.clusterId().isPresent())
                .map(side -> side.topicSettings().entrySet().stream()
                        .filter(topic -> !topic.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
        return context.clusters().survey().ask(registered, configured);
    }

    /** The end offsets of the partitions that old groups read. */
    private Map<String, Long> ends(Evidence evidence) {
        if (!evidence.hasZooKeeper() || !evidence.hasTestimony()) {
            return Map.of();
        }
        Set<String> read = evidence.zookeeper().groups().stream()
                .flatMap(group -> group.offsets().keySet().stream())
                .collect(Collectors.toSet());
        List<Partition> partitions = read.stream()
                .map(evidence.newest()::get)
                .filter(Objects::nonNull)
                .filter(partition -> !partition.offline())
                .toList();
        Map<String, Long> ends = new HashMap<>();
        if (!partitions.isEmpty()) {
            try {
                Topics.Offsets offsets = context.clusters().topics().offsets(partitions, new Topics.Position.End());
                partitions.forEach(
                        partition -> offsets.of(partition).ifPresent(end -> ends.put(partition.name(), end)));
            } catch (Failure failure) {
                // The groups are reported without lag; unreachable brokers are remarked elsewhere.
                failure.unlessInterrupted();
            }
        }
        return ends;
    }

    /** Remarks which brokers did not answer which request. */
    public static void remarkUnreachable(Evidence evidence, Remarks remarks) {
        if (!evidence.hasTestimony()) {
            return;
        }
        Testimony told = evidence.testimony();
        told.metadata()
                .unreachable()
                .forEach((id, why) -> remarks.incomplete("broker-silent", "broker " + id + ": " + why));
        remarkUnreachable("log directories", told.logDirs(), remarks);
        remarkUnreachable("settings", told.settings(), remarks);
        remarkUnreachable("features", told.features(), remarks);
    }

    private static void remarkUnreachable(String what, PerBroker<?> told, Remarks remarks) {
        told.unreachable()
                .forEach((id, why) -> remarks.incomplete("broker-silent", "broker " + id + ", " + what + ": " + why));
    }

    /** The lags with a committed offset past the end of the log, by group. */
    public static Map<String, List<Lag>> beyond(List<Lag> lags) {
        Map<String, List<Lag>> beyond = new TreeMap<>();
        for (Lag lag : lags) {
            if (lag.beyond().orElse(0) > 0) {
                beyond.computeIfAbsent(lag.commit().group(), group -> new ArrayList<>())
                        .add(lag);
            }
        }
        return beyond;
    }
}
