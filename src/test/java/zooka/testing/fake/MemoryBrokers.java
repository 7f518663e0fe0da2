package zooka.testing.fake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.PerBroker;
import zooka.testing.TestRun;

/** Brokers in memory, which are voters of the quorum, too: some of the requests and features of Kafka 4.4. */
final class MemoryBrokers implements Brokers {

    private static final int METADATA_VERSION = 33;
    private static final long END = 100;

    private static final Versions VERSIONS = new Versions(
            List.of(
                    api(0, "Produce", 3, 13),
                    api(1, "Fetch", 4, 18),
                    api(3, "Metadata", 0, 13),
                    api(55, "DescribeQuorum", 0, 2)),
            List.of(new Feature("metadata.version", 7, METADATA_VERSION, OptionalInt.of(METADATA_VERSION))),
            OptionalLong.of(1));

    private final MemoryKafka kafka;

    MemoryBrokers(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    private static Api api(int key, String name, int min, int max) {
        return new Api(key, Optional.of(name), min, max, OptionalInt.of(max));
    }

    @Override
    public PerBroker<Versions> versions(Collection<Integer> ids) {
        return each(ids, id -> VERSIONS);
    }

    private <T> PerBroker<T> each(Collection<Integer> ids, IntFunction<T> answer) {
        Map<Integer, T> answers = new TreeMap<>();
        for (int id : ids.isEmpty() ? kafka.alive() : ids) {
            if (!kafka.alive().contains(id)) {
                throw Failure.notFound("no broker " + id + " is registered").hint("brokers");
            }
            answers.put(id, answer.apply(id));
        }
        return new PerBroker<>(answers, Map.of());
    }

    @Override
    public Map<String, Outcome<Versions>> versionsAt(Collection<String> addresses) {
        Map<String, Outcome<Versions>> answers = new TreeMap<>();
        addresses.forEach(address -> answers.put(address, Outcome.of(VERSIONS)));
        return answers;
    }

    @Override
    public List<ClientApi> clientApis() {
        return List.of(
                new ClientApi(0, "Produce", 3, 13),
                new ClientApi(1, "Fetch", 4, 18),
                new ClientApi(2, "ListOffsets", 1, 11),
                new ClientApi(3, "Metadata", 0, 13));
    }

    @Override
    public Versions versions() {
        return VERSIONS;
    }

    @Override
    public ClusterState withFenced(ClusterState state) {
        Map<Integer, Broker> known = new TreeMap<>();
        state.brokers().forEach(broker -> known.put(broker.id(), broker));
        kafka.brokers().forEach(broker -> known.put(broker.id(), broker));
        return state.withBrokers(List.copyOf(known.values()));
    }

    @Override
    public Quorum quorum() {
        int leader = kafka.alive().stream().findFirst().orElseThrow(() -> Failure.unreachable("no broker answers"));
        return new Quorum(
                Optional.of("memory"),
                leader,
                1,
                END,
                kafka.brokers().stream()
                        .map(broker -> new Replica(
                                broker.id(),
                                true,
                                Optional.of("directory-of-" + broker.id()),
                                END,
                                Optional.of(TestRun.NOW),
                                Optional.of(TestRun.NOW),
                                List.of("CONTROLLER://" + MemoryKafka.HOST + ":909" + broker.id())))
                        .toList());
    }

    @Override
    public PerBroker<Optional<Integer>> idsAtAddresses(Collection<Integer> ids) {
        return each(ids, Optional::of);
    }
}
