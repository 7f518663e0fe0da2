package zooka.commands.leaders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.Topics.Setting;
import zooka.commands.action.Context;
import zooka.commands.leaders.Detail.Consumer;
import zooka.commands.leaders.Detail.ReplicaLog;
import zooka.commands.timeline.BrokerState;
import zooka.commands.timeline.Snapshot;

/** Asks for the {@link Detail} of a page. What fails is named in it, and does not affect the rest. */
final class DetailReader {

    private final Context context;
    private final List<String> troubles = new ArrayList<>();

    private DetailReader(Context context) {
        this.context = context;
    }

    /** The detail of a subject in a state; empty if nothing is asked for it, or it does not exist. */
    static Optional<Detail> of(Subject subject, Snapshot state, Context context) {
        DetailReader reader = new DetailReader(context);
        return subject.match(new Subject.Cases<>() {
            @Override
            public Optional<Detail> partition(Subject.OfPartition one) {
                return state.topic(one.partition().topic())
                        .flatMap(
                                topic -> topic.topic().partition(one.partition().partition()))
                        .map(partition -> reader.partition(one, partition, state));
            }

            @Override
            public Optional<Detail> broker(Subject.OfBroker one) {
                return state.broker(one.id()).map(broker -> reader.broker(one, broker.broker()));
            }

            @Override
            public Optional<Detail> server(Subject.OfServer one) {
                // What a ZooKeeper server tells of itself is in the state.
                return Optional.empty();
            }
        });
    }

    private Detail partition(Subject.OfPartition subject, Partition partition, Snapshot state) {
        PartitionName name = subject.partition();
        Instant asOf = context.clock().instant();
        OptionalLong end = part("log end offset", () -> end(partition)).orElse(OptionalLong.empty());
        List<Broker> brokers = partition.replicas().stream()
                .flatMap(id -> state.broker(id).stream())
                .map(BrokerState::broker)
                .filter(Broker::online)
                .toList();
        List<ReplicaLog> replicas = logs(dirs(brokers), log -> log.name().equals(partition.name()));
        List<Setting> settings = part(
                        "configuration", () -> context.clusters().topics().overrides(name.topic()))
                .orElse(List.of());
        List<Consumer> consumers = part("groups", () -> consumers(name)).orElse(List.of());
        return new Detail(subject.name(), asOf, end, replicas, List.of(), settings, consumers, troubles);
    }

    private Detail broker(Subject subject, Broker broker) {
        Instant asOf = context.clock().instant();
        Map<Integer, List<LogDir>> dirs = broker.online() ? dirs(List.of(broker)) : Map.of();
        return new Detail(
                subject.name(),
                asOf,
                OptionalLong.empty(),
                logs(dirs, log -> true),
                dirs.getOrDefault(broker.id(), List.of()),
                List.of(),
                List.of(),
                troubles);
    }

    private interface Question<T> {
        T ask();
    }

    private <T> Optional<T> part(String what, Question<T> question) {
        try {
            return Optional.of(question.ask());
        } catch (Failure failure) {
            troubles.add(what + ": " + failure.unlessInterrupted().getMessage());
            return Optional.empty();
        }
    }

    private OptionalLong end(Partition partition) {
        if (partition.offline()) {
            return OptionalLong.empty();
        }
        Topics.Offsets offsets = context.clusters().topics().offsets(List.of(partition), new Topics.Position.End());
        offsets.troubles().forEach(trouble -> troubles.add("log end offset: " + trouble));
        return offsets.of(partition);
    }

    private Map<Integer, List<LogDir>> dirs(List<Broker> brokers) {
        if (brokers.isEmpty()) {
            return Map.of();
        }
        Optional<PerBroker<List<LogDir>>> told =
                part("log directories", () -> context.clusters().logDirs().of(brokers));
        told.ifPresent(answer -> answer.unreachable()
                .forEach((id, why) -> troubles.add("log directories of broker " + id + ": " + why)));
        return told.map(PerBroker::answers).orElse(Map.of());
    }

    private static List<ReplicaLog> logs(Map<Integer, List<LogDir>> dirs, Predicate<LogDirs.Replica> wanted) {
        List<ReplicaLog> logs = new ArrayList<>();
        dirs.forEach((broker, all) -> all.forEach(dir -> dir.replicas().stream()
                .filter(wanted)
                .forEach(log ->
                        logs.add(new ReplicaLog(broker, log.sizeBytes(), log.offsetLag(), dir.path(), log.future())))));
        return logs;
    }

    private List<Consumer> consumers(PartitionName partition) {
        Groups groups = context.clusters().groups();
        Groups.Answer answer = groups.matching(any -> true, Groups.Depth.COMMITTED);
        answer.troubles().forEach(trouble -> troubles.add("groups: " + trouble));
        Map<String, Groups.Group> byName = new HashMap<>();
        answer.groups().forEach(group -> byName.put(group.group(), group));
        List<Groups.Commit> commits = answer.lags().stream()
                .map(Groups.Lag::commit)
                .filter(commit -> commit.partition().equals(partition))
                .toList();
        if (commits.isEmpty()) {
            return List.of();
        }
        Groups.Lags lags = groups.measure(commits, Groups.Depth.MEASURED);
        lags.troubles().forEach(trouble -> troubles.add("lag: " + trouble));
        return lags.lags().stream()
                .map(lag -> new Consumer(
                        lag.commit().group(),
                        Optional.ofNullable(byName.get(lag.commit().group()))
                                .map(Groups.Group::state)
                                .orElse(""),
                        lag.commit().offset(),
                        lag.lag(),
                        lag.commit().reader().map(DetailReader::member)))
                .toList();
    }

    private static String member(Groups.Member member) {
        String client = member.client().orElse(member.id());
        return member.host().map(host -> client + " " + host).orElse(client);
    }
}
