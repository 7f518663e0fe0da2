package zooka.commands.brokers;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.Partition;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Picture;

/**
 * All brokers at one moment.
 *
 * @param cluster the name of the cluster: a context's name or the address
 * @param state the partitions; with {@code min.insync.replicas} of the topics of an opened broker only
 * @param brokers by id
 * @param troubles what could not be read and why: {@code broker 2: timed out}
 */
public record BrokersPicture(String cluster, ClusterState state, List<BrokerLoad> brokers, List<String> troubles)
        implements Picture {

    /** The name of its view. */
    static final String VIEW = "brokers";

    public BrokersPicture {
        brokers = List.copyOf(brokers);
        troubles = List.copyOf(troubles);
    }

    /**
     * A picture of a state.
     *
     * @param logDirs the log directories by broker, as far as known
     * @param releases the releases by broker, as far as known
     */
    public static BrokersPicture of(
            String cluster,
            ClusterState state,
            Map<Integer, List<LogDir>> logDirs,
            Map<Integer, String> releases,
            List<String> troubles) {
        Map<Integer, long[]> counts = new HashMap<>();
        for (Partition partition : state.partitions()) {
            partition.leader().ifPresent(id -> count(counts, id)[0]++);
            partition.replicas().forEach(id -> count(counts, id)[1]++);
            partition.preferred().ifPresent(id -> {
                count(counts, id)[2]++;
                count(counts, id)[3] += partition.preferredLeads() ? 1 : 0;
            });
        }
        List<BrokerLoad> brokers = state.brokers().stream()
                .map(broker -> {
                    long[] counted = count(counts, broker.id());
                    return new BrokerLoad(
                            broker,
                            state.stateOf(broker),
                            state.controller().isPresent() && state.controller().getAsInt() == broker.id(),
                            counted[0],
                            counted[1],
                            counted[2],
                            counted[3],
                            Optional.ofNullable(logDirs.get(broker.id())),
                            Optional.ofNullable(releases.get(broker.id())));
                })
                .toList();
        return new BrokersPicture(cluster, state, brokers, troubles);
    }

    private static long[] count(Map<Integer, long[]> counts, int id) {
        return counts.computeIfAbsent(id, none -> new long[4]);
    }

    @Override
    public String view() {
        return VIEW;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of("name", "name", Cell.text(cluster)),
                Field.of("asOf", "asOf", Cell.at(asOf())),
                Field.of("brokers", "brokers", BrokersTable.of(this).asCell()));
    }

    public Instant asOf() {
        return state.asOf();
    }

    /** The broker with that id. */
    public Optional<BrokerLoad> broker(int id) {
        return brokers.stream().filter(broker -> broker.id() == id).findFirst();
    }

    /** By how much a broker leads more than the mean of the online brokers, in percent; negative for less. */
    public OptionalLong leaderSkew(BrokerLoad broker) {
        return skew(broker, one -> OptionalLong.of(one.leaders()));
    }

    /** By how much a broker has more replicas than the mean of the online brokers, in percent; negative for less. */
    public OptionalLong replicaSkew(BrokerLoad broker) {
        return skew(broker, one -> OptionalLong.of(one.replicas()));
    }

    /** By how much a broker stores more bytes than the mean of those that are known, in percent; negative for less. */
    public OptionalLong sizeSkew(BrokerLoad broker) {
        return skew(broker, BrokerLoad::size);
    }

    private OptionalLong skew(BrokerLoad broker, Function<BrokerLoad, OptionalLong> of) {
        OptionalDouble mean = brokers.stream()
                .filter(one -> one.online() && of.apply(one).isPresent())
                .mapToLong(one -> of.apply(one).getAsLong())
                .average();
        OptionalLong own = of.apply(broker);
        return !broker.online() || own.isEmpty() || mean.orElse(0) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round((own.getAsLong() / mean.getAsDouble() - 1) * 100));
    }

    /** The brokers that answer this client, as far as known. */
    static List<Broker> answering(ClusterState state) {
        return state.brokers().stream()
                .filter(broker -> broker.online() && broker.trouble().isEmpty())
                .toList();
    }
}
