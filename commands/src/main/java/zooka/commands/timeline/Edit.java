package zooka.commands.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.pcollections.HashPMap;
import org.pcollections.TreePMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;

/**
 * Leads from one state to the next: takes what a source has told and finds what that changes, at the cost of what was told. A
 * broker that goes offline or comes back concerns all partitions with a replica on it. Used by one thread, once.
 */
public final class Edit {

    private static final Optional<Instant> UNTOLD = Optional.empty();

    private final Snapshot base;
    private final Instant seen;
    private final List<Event> events = new ArrayList<>();

    private Instant asOf;
    private Via via;
    private Optional<String> clusterId;
    private Mode mode;
    private OptionalInt controller;
    private OptionalInt controllerEpoch;
    private final MemberEdit members;
    private Map<Integer, String> silent;
    private final Map<Integer, Broker> brokers = new TreeMap<>();
    private final Map<Integer, Instant> registered = new HashMap<>();
    private final Map<String, Optional<Topic>> topics = new TreeMap<>();
    private final Map<String, Instant> created = new HashMap<>();
    private Optional<Instant> elected = UNTOLD;
    private Optional<Map<String, Integer>> minimumsTold = Optional.empty();

    Edit(Snapshot base, Instant seen) {
        this.base = base;
        this.seen = seen;
        this.asOf = base.facts.asOf();
        this.via = base.facts.via();
        this.clusterId = base.facts.clusterId();
        this.mode = base.facts.mode();
        this.controller = base.facts.controller();
        this.controllerEpoch = base.facts.controllerEpoch();
        this.members = new MemberEdit(base.facts);
        this.silent = base.facts.silent();
    }

    /** The state is known to be current at this time. */
    public Edit asOf(Instant time) {
        asOf = time;
        return this;
    }

    /** How the state is followed. */
    public Edit via(Via next) {
        via = next;
        return this;
    }

    /** Which cluster it is. */
    public Edit cluster(Mode nextMode, Optional<String> id) {
        mode = nextMode;
        clusterId = id;
        return this;
    }

    /**
     * The active controller; empty for none.
     *
     * @param at when it was elected; empty if no server told
     */
    public Edit controller(OptionalInt id, OptionalInt epoch, Optional<Instant> at) {
        controller = id;
        controllerEpoch = epoch;
        elected = at;
        return this;
    }

    public Edit ensemble(List<Server> servers) {
        return ensemble(servers, Map.of());
    }

    /**
     * The ZooKeeper servers.
     *
     * @param times when they took their roles, by address, as far as they tell
     */
    public Edit ensemble(List<Server> servers, Map<String, Instant> times) {
        members.ensemble(servers, times);
        return this;
    }

    /** All voters of the KRaft quorum by id; what is known of one whose state is the same stays. */
    public Edit voters(List<Voter> told) {
        members.voters(told);
        return this;
    }

    /** The brokers that do not answer this client, with the cause; all others that are online answer. */
    public Edit unreachable(Map<Integer, String> causes) {
        silent = Map.copyOf(causes);
        return this;
    }

    /**
     * A broker is registered, fenced or offline.
     *
     * @param at when that began; empty if no server told
     */
    public Edit broker(Broker broker, Optional<Instant> at) {
        brokers.put(broker.id(), broker);
        at.ifPresent(time -> registered.put(broker.id(), time));
        return this;
    }

    /** A broker is not registered any more; its host and rack stay known. */
    public Edit unregistered(int id, Optional<Instant> at) {
        BrokerState known = base.brokers.get(id);
        return broker(known == null ? Broker.unregistered(id) : known.broker().offline(), at);
    }

    /**
     * A topic as it is written.
     *
     * @param at when it was created; empty if no server told
     */
    public Edit topic(Topic topic, Optional<Instant> at) {
        topics.put(topic.name(), Optional.of(topic));
        at.ifPresent(time -> created.put(topic.name(), time));
        return this;
    }

    public Edit deleted(String topic) {
        topics.put(topic, Optional.empty());
        return this;
    }

    /** A partition as it is written; one of an unknown topic or with an unknown number is ignored. */
    public Edit partition(Partition partition) {
        Optional<Topic> topic = topics.containsKey(partition.topic())
                ? topics.get(partition.topic())
                : base.topic(partition.topic()).map(TopicState::written);
        topic.flatMap(written -> written.with(partition)).ifPresent(next -> topics.put(next.name(), Optional.of(next)));
        return this;
    }

    /** The {@code min.insync.replicas} of topics as the brokers report them, by topic. */
    public Edit minimums(Map<String, Integer> told) {
        minimumsTold = Optional.of(told);
        return this;
    }

    /**
     * All topics; those that are not among them are deleted.
     *
     * @param times when a topic was created; empty if no server told
     */
    public Edit allTopics(List<Topic> all, Function<String, Optional<Instant>> times) {
        Set<String> names = new HashSet<>();
        for (Topic topic : all) {
            names.add(topic.name());
            TopicState known = base.topics.get(topic.name());
            if (known == null || !known.written().equals(minimum(topic))) {
                topic(topic, times.apply(topic.name()));
            }
        }
        base.topics.keySet().stream().filter(name -> !names.contains(name)).forEach(this::deleted);
        return this;
    }

    /**
     * All brokers; those that are not among them are offline.
     *
     * @param times when a broker was registered; empty if no server told
     */
    public Edit allBrokers(Collection<Broker> all, Function<Integer, Optional<Instant>> times) {
        Set<Integer> ids = new HashSet<>();
        for (Broker broker : all) {
            ids.add(broker.id());
            broker(broker, times.apply(broker.id()));
        }
        base.brokers.keySet().stream().filter(id -> !ids.contains(id)).forEach(id -> unregistered(id, UNTOLD));
        return this;
    }

    /** The whole state as a source has read it at once, without the ensemble. */
    public Edit state(ClusterState state) {
        asOf(state.asOf());
        cluster(state.mode(), state.clusterId());
        controller(state.controller(), state.controllerEpoch(), UNTOLD);
        unreachable(state.unreachable());
        return allBrokers(state.brokers(), any -> UNTOLD).allTopics(state.topics(), any -> UNTOLD);
    }

    /** The next state with the events that led to it. */
    public Point done() {
        TreePMap<Integer, BrokerState> nextBrokers = brokers();
        members.changes(this::event);
        controller();
        HashPMap<String, Integer> minimums = minimumsTold.map(this::merged).orElse(base.minimums);
        Set<Integer> turned = turned(nextBrokers);
        concerned(turned);
        nextBrokers = withUnregistered(nextBrokers);
        Set<Integer> offline = offline(nextBrokers);
        Shares shares = new Shares();
        Totals totals = base.totals;
        TreePMap<String, TopicState> next = base.topics;
        List<Event> structure = new ArrayList<>();
        boolean others = false;
        for (Map.Entry<String, Optional<Topic>> entry : topics.entrySet()) {
            String name = entry.getKey();
            Optional<TopicState> before = Optional.ofNullable(base.topics.get(name));
            Optional<TopicState> after =
                    entry.getValue().map(told -> TopicState.of(dated(minimum(told, minimums), before), offline));
            others |= before.isPresent() != after.isPresent()
                    || (before.isPresent() && !sameNumbers(before.get(), after.get()));
            totals = totals.minus(before.map(TopicState::totals).orElse(Totals.NONE))
                    .plus(after.map(TopicState::totals).orElse(Totals.NONE));
            shares.replace(before, after);
            next = after.isPresent() ? next.plus(name, after.get()) : next.minus(name);
            compare(name, before, after, structure);
        }
        events.addAll(structure);
        nextBrokers = shares.applied(nextBrokers);
        Snapshot state = new Snapshot(
                new Snapshot.Facts(
                        asOf,
                        via,
                        clusterId,
                        mode,
                        controller,
                        controllerEpoch,
                        members.ensemble(),
                        members.voters(),
                        silent),
                nextBrokers,
                next,
                minimums,
                others ? new Layout(next.keySet()) : base.layout,
                offline(nextBrokers),
                totals);
        return new Point(state, base.unknown() ? List.of() : events);
    }

    private void event(Optional<Instant> at, Change change) {
        events.add(new Event(at, seen, change));
    }

    private TreePMap<Integer, BrokerState> brokers() {
        // A broker that stopped answering, or answers again, was not necessarily told.
        Set<Integer> concerned = new HashSet<>(silent.keySet());
        concerned.addAll(base.facts.silent().keySet());
        for (int id : concerned) {
            BrokerState known = base.brokers.get(id);
            if (known != null) {
                brokers.putIfAbsent(id, known.broker());
            }
        }
        TreePMap<Integer, BrokerState> next = base.brokers;
        for (Broker told : brokers.values()) {
            Optional<String> trouble = Optional.ofNullable(silent.get(told.id()));
            Broker broker = told.withTrouble(told.online() ? trouble : Optional.empty());
            BrokerState known = base.brokers.get(broker.id());
            if (known != null && known.broker().equals(broker)) {
                continue;
            }
            Optional<Broker> before = Optional.ofNullable(known).map(BrokerState::broker);
            if (broker.online() || before.filter(Broker::online).isPresent()) {
                event(Optional.ofNullable(registered.get(broker.id())), new Change.OfBroker(before, broker));
            }
            next = next.plus(broker.id(), known == null ? new BrokerState(broker, 0, 0) : known.with(broker));
        }
        return next;
    }

    private void controller() {
        boolean epochRose = base.facts.controllerEpoch().isPresent()
                && controllerEpoch.isPresent()
                && !base.facts.controllerEpoch().equals(controllerEpoch);
        if (!base.facts.controller().equals(controller) || epochRose) {
            event(
                    elected,
                    new Change.OfController(
                            base.facts.controller(), controller, base.facts.controllerEpoch(), controllerEpoch));
        }
    }

    /** The minimums that were told; the topics that have another one are told again. */
    private HashPMap<String, Integer> merged(Map<String, Integer> told) {
        HashPMap<String, Integer> next = base.minimums;
        for (Map.Entry<String, Integer> entry : told.entrySet()) {
            if (!entry.getValue().equals(next.get(entry.getKey()))) {
                next = next.plus(entry.getKey(), entry.getValue());
                base.topic(entry.getKey())
                        .ifPresent(known -> topics.putIfAbsent(entry.getKey(), Optional.of(known.written())));
            }
        }
        return next;
    }

    private Topic minimum(Topic written) {
        return minimum(written, base.minimums);
    }

    private static Topic minimum(Topic written, HashPMap<String, Integer> minimums) {
        Integer minimum = minimums.get(written.name());
        boolean same = minimum == null || written.minInSync().equals(OptionalInt.of(minimum));
        return same ? written : written.withMinInSync(minimum);
    }

    /**
     * The topic with times of its partitions' states where the source tells none: that which is known if nothing else has
     * changed, and the time at which the change was noticed otherwise.
     */
    private Topic dated(Topic told, Optional<TopicState> before) {
        if (base.unknown()
                || told.partitions().stream().allMatch(one -> one.since().isPresent())) {
            return told;
        }
        return told.withPartitions(told.partitions().stream()
                .map(one -> one.since().isPresent() ? one : dated(one, before))
                .toList());
    }

    private Partition dated(Partition told, Optional<TopicState> before) {
        Optional<Partition> known = before.flatMap(state -> state.written().partition(told.partition()));
        boolean same = known.filter(one -> !new Change.OfPartition(one, told).matters())
                .isPresent();
        return told.known(told.leaderEpoch(), same ? known.get().since() : Optional.of(seen));
    }

    private static Set<Integer> offline(TreePMap<Integer, BrokerState> brokers) {
        Set<Integer> ids = new HashSet<>();
        for (BrokerState state : brokers.values()) {
            if (!state.broker().online()) {
                ids.add(state.broker().id());
            }
        }
        return Set.copyOf(ids);
    }

    /** The brokers that went offline or came online. */
    private Set<Integer> turned(TreePMap<Integer, BrokerState> next) {
        Set<Integer> ids = new HashSet<>();
        for (int id : brokers.keySet()) {
            BrokerState known = base.brokers.get(id);
            boolean before = known != null && known.broker().online();
            if (next.get(id).broker().online() != before) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Adds the topics with a replica on one of these brokers. */
    private void concerned(Set<Integer> turned) {
        if (turned.isEmpty()) {
            return;
        }
        for (TopicState state : base.topics.values()) {
            if (turned.stream().anyMatch(state::uses)) {
                topics.putIfAbsent(state.topic().name(), Optional.of(state.written()));
            }
        }
    }

    /** The brokers with those that only replicas name. */
    private TreePMap<Integer, BrokerState> withUnregistered(TreePMap<Integer, BrokerState> known) {
        TreePMap<Integer, BrokerState> next = known;
        for (Optional<Topic> topic : topics.values()) {
            for (Partition partition : topic.map(Topic::partitions).orElse(List.of())) {
                for (int id : partition.replicas()) {
                    if (!next.containsKey(id)) {
                        next = next.plus(id, new BrokerState(Broker.unregistered(id), 0, 0));
                    }
                }
            }
        }
        return next;
    }

    private static boolean sameNumbers(TopicState before, TopicState after) {
        List<Partition> one = before.topic().partitions();
        List<Partition> other = after.topic().partitions();
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i).partition() != other.get(i).partition()) {
                return false;
            }
        }
        return true;
    }

    private void compare(String name, Optional<TopicState> before, Optional<TopicState> after, List<Event> structure) {
        if (before.isEmpty() || after.isEmpty()) {
            if (before.isPresent() || after.isPresent()) {
                structure.add(new Event(
                        after.isPresent() ? Optional.ofNullable(created.get(name)) : UNTOLD,
                        seen,
                        new Change.OfTopic(before.map(TopicState::topic), after.map(TopicState::topic))));
            }
            return;
        }
        Topic old = before.get().topic();
        Topic topic = after.get().topic();
        Map<Integer, Partition> known = new HashMap<>();
        old.partitions().forEach(partition -> known.put(partition.partition(), partition));
        for (Partition partition : topic.partitions()) {
            Partition former = known.get(partition.partition());
            if (former == null || former.equals(partition)) {
                continue;
            }
            Change.OfPartition change = new Change.OfPartition(former, partition);
            if (change.matters()) {
                // If only its broker went offline, nobody wrote the partition, and its time is that of its last state.
                boolean written = via != Via.POLLING && !former.since().equals(partition.since());
                event(written ? partition.since() : UNTOLD, change);
            }
        }
        if (!sameNumbers(before.get(), after.get()) || !old.minInSync().equals(topic.minInSync())) {
            structure.add(new Event(UNTOLD, seen, new Change.OfTopic(Optional.of(old), Optional.of(topic))));
        }
    }
}
