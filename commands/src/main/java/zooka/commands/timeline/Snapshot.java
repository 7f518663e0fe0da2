package zooka.commands.timeline;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.zookeeper.servers.Quorum;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Health;

/**
 * The state of a cluster at one moment. States are immutable and share what did not change, so that the next state costs
 * what has changed: an {@link Edit} leads from one to the next. Two states are equal only if they are the same object.
 */
public final class Snapshot {

    /** The state before anything is known. */
    public static final Snapshot UNKNOWN = new Snapshot(
            new Facts(
                    Instant.EPOCH,
                    Via.POLLING,
                    Optional.empty(),
                    Mode.ZOOKEEPER,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    List.of(),
                    List.of(),
                    Map.of()),
            TreePMap.empty(),
            TreePMap.empty(),
            HashTreePMap.empty(),
            Layout.EMPTY,
            Set.of(),
            Totals.NONE);

    /**
     * What is known of the cluster as a whole.
     *
     * @param asOf the time up to which the state is known to be current
     * @param controller the active controller; empty without one
     * @param ensemble the ZooKeeper servers; empty in KRaft mode and without access to them
     * @param voters the voters of the KRaft quorum by id; empty in ZooKeeper mode and if unknown
     * @param silent the brokers that do not answer this client, with the cause
     */
    record Facts(
            Instant asOf,
            Via via,
            Optional<String> clusterId,
            Mode mode,
            OptionalInt controller,
            OptionalInt controllerEpoch,
            List<Server> ensemble,
            List<Voter> voters,
            Map<Integer, String> silent) {
        Facts {
            ensemble = List.copyOf(ensemble);
            voters = List.copyOf(voters);
            silent = Map.copyOf(silent);
        }
    }

    final Facts facts;
    final TreePMap<Integer, BrokerState> brokers;
    final TreePMap<String, TopicState> topics;

    /** {@code min.insync.replicas} as reported by the brokers, which know their defaults, by topic. */
    final HashPMap<String, Integer> minimums;

    final Layout layout;
    final Set<Integer> offline;
    final Totals totals;

    Snapshot(
            Facts facts,
            TreePMap<Integer, BrokerState> brokers,
            TreePMap<String, TopicState> topics,
            HashPMap<String, Integer> minimums,
            Layout layout,
            Set<Integer> offline,
            Totals totals) {
        this.facts = facts;
        this.brokers = brokers;
        this.topics = topics;
        this.minimums = minimums;
        this.layout = layout;
        this.offline = offline;
        this.totals = totals;
    }

    /** A state that was read at once, as a timeline's first; followed as its mode allows without the metadata log. */
    public static Snapshot of(ClusterState state, List<Server> ensemble) {
        return of(state, ensemble, state.mode() == Mode.ZOOKEEPER ? Via.WATCHES : Via.POLLING);
    }

    /** The same by another source. */
    public static Snapshot of(ClusterState state, List<Server> ensemble, Via via) {
        return UNKNOWN.edit(state.asOf())
                .via(via)
                .state(state)
                .ensemble(ensemble)
                .done()
                .state();
    }

    /** Whether another state has the same brokers: states share what did not change, and to compare it costs nothing. */
    @SuppressWarnings("ReferenceEquality")
    public boolean sharesBrokers(Snapshot other) {
        return brokers == other.brokers;
    }

    /** The same of the topics with their partitions. */
    @SuppressWarnings("ReferenceEquality")
    public boolean sharesTopics(Snapshot other) {
        return topics == other.topics;
    }

    /** The same of the names of the topics. */
    @SuppressWarnings("ReferenceEquality")
    public boolean sharesTopicNames(Snapshot other) {
        return layout == other.layout;
    }

    /** Begins the next state. */
    public Edit edit(Instant seen) {
        return new Edit(this, seen);
    }

    /** Whether nothing is known yet. */
    boolean unknown() {
        return facts.asOf().equals(Instant.EPOCH);
    }

    /** The time up to which the state is known to be current. */
    public Instant asOf() {
        return facts.asOf();
    }

    public Via via() {
        return facts.via();
    }

    public Optional<String> clusterId() {
        return facts.clusterId();
    }

    public Mode mode() {
        return facts.mode();
    }

    /** The active controller; empty without one. */
    public OptionalInt controller() {
        return facts.controller();
    }

    public OptionalInt controllerEpoch() {
        return facts.controllerEpoch();
    }

    /** The ZooKeeper servers; empty in KRaft mode and without access to them. */
    public List<Server> ensemble() {
        return facts.ensemble();
    }

    /** The voters of the KRaft quorum by id; empty in ZooKeeper mode and if unknown. */
    public List<Voter> voters() {
        return facts.voters();
    }

    /** The brokers that are registered, and those that replicas are assigned to, by id. */
    public Collection<BrokerState> brokers() {
        return brokers.values();
    }

    public Optional<BrokerState> broker(int id) {
        return Optional.ofNullable(brokers.get(id));
    }

    /** The ids of the brokers that are offline. */
    public Set<Integer> offline() {
        return offline;
    }

    /** The causes of brokers that do not answer this client, by broker; others may reach them. */
    public Map<Integer, String> unreachable() {
        return facts.silent();
    }

    public int online() {
        return brokers.size() - offline.size();
    }

    /** The topics by name. */
    public Collection<TopicState> topics() {
        return topics.values();
    }

    public Optional<TopicState> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** The names of the topics, sorted: the same list until a topic is created or deleted. */
    public List<String> topicNames() {
        return layout.topics();
    }

    /** The names of the partitions by topic and number: the same list until one is created or deleted. */
    public List<String> partitionNames() {
        return layout.partitions(topics.values());
    }

    public Totals totals() {
        return totals;
    }

    /** The number of partitions whose leader does not answer this client, although the cluster names it as the leader. */
    public int silentLeaders() {
        int led = 0;
        for (int id : facts.silent().keySet()) {
            BrokerState state = brokers.get(id);
            led += state == null || !state.broker().online() ? 0 : state.leaders();
        }
        return led;
    }

    /** The state as a list of all its parts; costs as much as there is. */
    public ClusterState state() {
        return new ClusterState(
                asOf(),
                clusterId(),
                mode(),
                controller(),
                controllerEpoch(),
                brokers.values().stream().map(BrokerState::broker).toList(),
                topics.values().stream().map(TopicState::topic).toList());
    }

    /** How one of its brokers is. */
    public Broker.State stateOf(Broker broker) {
        return Broker.State.of(broker, mode(), controller().isPresent());
    }

    /** Whether brokers, controller and partitions are those of another state: then neither is newer, but for the ensemble. */
    @SuppressWarnings("ReferenceEquality") // states share what did not change
    public boolean sameCluster(Snapshot other) {
        return brokers == other.brokers
                && topics == other.topics
                && mode() == other.mode()
                && controller().equals(other.controller())
                && controllerEpoch().equals(other.controllerEpoch())
                && voters().equals(other.voters());
    }

    /**
     * Whether all is known that is asked for beside the source: which brokers answer, and {@code min.insync.replicas} where
     * it matters.
     */
    public boolean checked() {
        boolean asked = topics.isEmpty() || !minimums.isEmpty();
        return asked
                && (totals.underReplicated() == 0
                        || topics.values().stream()
                                .filter(state -> state.totals().underReplicated() > 0)
                                .allMatch(state -> state.topic().minInSync().isPresent()));
    }

    /** The health of the cluster, equal to that in {@code status}. */
    public Health health() {
        boolean split = !ensemble().isEmpty() && ensemble().stream().noneMatch(Server::leads);
        // As in status: where no further member may fail, the quorum is not what it should be.
        boolean edge = Quorum.of(ensemble(), Optional::empty).atTheEdge() || Voter.atTheEdge(voters());
        if (totals.offline() > 0 || totals.belowMinimum() > 0 || controller().isEmpty() || split || edge) {
            return Health.UNHEALTHY;
        }
        boolean unreachable = !facts.silent().isEmpty() || ensemble().stream().anyMatch(server -> !server.answers());
        boolean behind = !voters().stream().allMatch(Voter::current);
        return totals.underReplicated() > 0 || !offline.isEmpty() || unreachable || behind
                ? Health.DEGRADED
                : Health.HEALTHY;
    }
}
