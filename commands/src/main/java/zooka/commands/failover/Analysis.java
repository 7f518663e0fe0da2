package zooka.commands.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.Event;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Voter;
import zooka.commands.timeline.file.RecordingReader;

/**
 * Finds the incidents of a recording. A loss after a minute without events begins a new incident; what restores something
 * belongs to the incident in which it was lost.
 */
final class Analysis implements RecordingReader.Listener, Change.Cases<Boolean> {

    /** An event after this time without events begins a new incident. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** The controller and its epoch are stored apart from each other, and may be noticed one after the other. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private final List<Incident> incidents = new ArrayList<>();
    private final List<Report.Gap> gaps = new ArrayList<>();
    private final Map<Integer, BrokerOutage> brokers = new HashMap<>();
    private final Map<Integer, VoterOutage> voters = new HashMap<>();
    private final Map<PartitionName, Outage> leaderless = new HashMap<>();

    /** The leaders that partitions without one had last. */
    private final Map<PartitionName, OptionalInt> lastLeaders = new HashMap<>();

    private final Map<PartitionName, Outage> outOfSync = new HashMap<>();
    private final Map<PartitionName, Outage> notPreferred = new HashMap<>();
    private Optional<Change.OfController> lost = Optional.empty();
    private Optional<Moment> lostAt = Optional.empty();
    private Optional<Incident> lostIn = Optional.empty();
    private final Map<String, Incident> silentServers = new HashMap<>();

    private final Mode mode;
    private final Instant begin;
    private Snapshot last;
    private Instant end;
    private Optional<Instant> lastSeen = Optional.empty();
    private Moment now;
    private Report.Passing passing = Report.Passing.NOTHING;

    Analysis(Snapshot first) {
        this.mode = first.mode();
        this.begin = first.asOf();
        this.last = first;
        this.end = first.asOf();
        this.now = new Moment(Optional.empty(), end);
    }

    List<Incident> incidents() {
        return List.copyOf(incidents);
    }

    List<Report.Gap> gaps() {
        return List.copyOf(gaps);
    }

    Report.Passing passing() {
        return passing;
    }

    Snapshot last() {
        return last;
    }

    Instant end() {
        return end;
    }

    @Override
    public void point(Point point) {
        for (Event event : point.events()) {
            now = Moment.of(event);
            event.change().match(this);
            lastSeen = Optional.of(event.seen());
        }
        last = point.state();
        end = later(end, point.at());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void trouble(Instant at, String why) {
        if (gaps.isEmpty() || gaps.get(gaps.size() - 1).to().isPresent()) {
            gaps.add(new Report.Gap(at, Optional.empty(), why));
        }
        end = later(end, at);
    }

    @Override
    public void resumed(Instant at) {
        if (!gaps.isEmpty()) {
            Report.Gap gap = gaps.remove(gaps.size() - 1);
            gaps.add(new Report.Gap(gap.from(), gap.to().or(() -> Optional.of(at)), gap.message()));
        }
        end = later(end, at);
    }

    @Override
    public void end(Instant at) {
        end = later(end, at);
    }

    /** The incident of something that is lost now. */
    private Incident incident() {
        boolean silence = lastSeen.map(
                        before -> Duration.between(before, now.seen()).compareTo(SILENCE) > 0)
                .orElse(true);
        if (incidents.isEmpty() || silence) {
            Snapshot before = last;
            incidents.add(new Incident(now, before.controller(), before.controllerEpoch()));
            // What else is lost at the same moment belongs to it.
            lastSeen = Optional.of(now.seen());
        }
        return incidents.get(incidents.size() - 1);
    }

    @Override
    public Boolean broker(Change.OfBroker change) {
        int id = change.after().id();
        Optional<BrokerOutage> known = Optional.ofNullable(brokers.get(id));
        if (change.wentOffline()) {
            Optional<BrokerOutage> silent = known.filter(one -> one.offline().isEmpty());
            silent.orElseGet(() -> outage(id)).wentOffline(now);
        } else if (change.stoppedAnswering()) {
            outage(id).stoppedAnswering(now);
        } else if (change.cameOnline() && change.before().isPresent()) {
            known.filter(one -> one.back().isEmpty())
                    .orElseGet(() -> outage(id))
                    .cameBack(now);
            return change.after().trouble().isPresent() || brokers.remove(id) != null;
        } else if (change.answersAgain() && known.isPresent()) {
            known.get().answersAgain(now);
            brokers.remove(id);
        }
        return true;
    }

    private BrokerOutage outage(int id) {
        BrokerOutage outage = new BrokerOutage(id);
        brokers.put(id, outage);
        incident().brokers.add(outage);
        return outage;
    }

    @Override
    public Boolean voter(Change.OfVoter change) {
        int id = change.id();
        Optional<VoterOutage> known = Optional.ofNullable(voters.get(id));
        Optional<Voter.State> state = change.after().map(Voter::state);
        if (state.isEmpty()) {
            known.ifPresent(VoterOutage::leave);
            return voters.remove(id) != null;
        }
        if (state.get() == Voter.State.ONLINE) {
            // One that was not online when the recording began is told, too; one that joined was not lost.
            boolean was = known.isPresent() || change.before().isPresent();
            if (was) {
                known.orElseGet(() -> voterOutage(id)).cameBack(now);
            }
            return voters.remove(id) != null;
        }
        VoterOutage outage = known.orElseGet(() -> voterOutage(id));
        if (state.get() == Voter.State.OFFLINE) {
            outage.wentOffline(now);
        } else {
            outage.lags(now);
        }
        return true;
    }

    private VoterOutage voterOutage(int id) {
        VoterOutage outage = new VoterOutage(id);
        voters.put(id, outage);
        incident().voters.add(outage);
        return outage;
    }

    @Override
    public Boolean server(Change.OfServer change) {
        boolean answers = change.after().filter(Server::answers).isPresent();
        Incident incident =
                Optional.ofNullable(silentServers.get(change.name())).orElseGet(this::incident);
        if (answers) {
            silentServers.remove(change.name());
        } else {
            silentServers.put(change.name(), incident);
        }
        return incident.servers.add(new ServerChange(
                change.name(),
                change.before().flatMap(Server::role),
                change.after().flatMap(Server::role),
                change.after().flatMap(Server::trouble),
                now));
    }

    @Override
    public Boolean controller(Change.OfController change) {
        if (change.after().isEmpty()) {
            lost = lost.or(() -> Optional.of(change));
            lostAt = lostAt.or(() -> Optional.of(now));
            lostIn = lostIn.or(() -> Optional.of(incident()));
            return true;
        }
        List<ControllerMove> moves = lostIn.orElseGet(this::incident).controllers;
        Optional<ControllerMove> half = moves.isEmpty()
                ? Optional.empty()
                : Optional.of(moves.get(moves.size() - 1))
                        .filter(move -> now.since(move.at()).compareTo(TOGETHER) <= 0);
        boolean same = change.before().equals(change.after());
        if (half.isPresent() && same && !half.get().epochRose()) {
            moves.set(moves.size() - 1, half.get().epoch(change.epoch()));
        } else if (half.isPresent()
                && !same
                && lost.isEmpty()
                && half.get().from().equals(OptionalInt.of(half.get().to()))
                && change.epoch().equals(half.get().epoch())) {
            moves.set(moves.size() - 1, half.get().to(change.after().getAsInt()));
        } else {
            moves.add(new ControllerMove(
                    lost.map(Change.OfController::before).orElse(change.before()),
                    change.after().getAsInt(),
                    lost.map(Change.OfController::epochBefore).orElse(change.epochBefore()),
                    change.epoch(),
                    now,
                    lostAt));
        }
        lost = Optional.empty();
        lostAt = Optional.empty();
        lostIn = Optional.empty();
        return true;
    }

    @Override
    public Boolean partition(Change.OfPartition change) {
        Partition before = change.before();
        Partition after = change.after();
        PartitionName name = new PartitionName(after.topic(), after.partition());
        boolean preferred = after.preferredLeads() && notPreferred.containsKey(name);
        OptionalInt from =
                before.leader().isPresent() ? before.leader() : lastLeaders.getOrDefault(name, OptionalInt.empty());
        if (elected(change) && after.leader().isPresent() && !before.leader().equals(after.leader())) {
            Incident incident = preferred ? notPreferred.get(name).incident() : incident();
            incident.leaderChanges.add(new LeaderChange(
                    after.topic(),
                    after.partition(),
                    from,
                    after.leader().getAsInt(),
                    before.leaderEpoch(),
                    after.leaderEpoch(),
                    now,
                    preferred));
        }
        if (after.leader().isPresent()) {
            lastLeaders.remove(name);
        } else if (before.leader().isPresent()) {
            lastLeaders.put(name, before.leader());
        }
        between(leaderless, name, change.wentOffline(), change.cameOnline(), incident -> incident.leaderless);
        boolean full = full(after);
        between(outOfSync, name, full(before) && !full, full, incident -> incident.outOfSync);
        boolean left = before.preferredLeads() && !after.preferredLeads();
        between(notPreferred, name, left, after.preferredLeads(), incident -> incident.notPreferred);
        passing = passing.plus(change.reassignmentBegan() ? 1 : 0, change.reassignmentEnded() ? 1 : 0, 0, 0);
        return true;
    }

    /** Whether another leader was elected: the epoch rose; where nobody tells epochs, the leader is another one. */
    private static boolean elected(Change.OfPartition change) {
        boolean told = change.before().leaderEpoch().isPresent()
                && change.after().leaderEpoch().isPresent();
        return told ? change.epochRose() : change.moved();
    }

    private static boolean full(Partition partition) {
        return partition.isr().size()
                >= partition.replicas().size() - partition.adding().size();
    }

    private void between(
            Map<PartitionName, Outage> open,
            PartitionName name,
            boolean begins,
            boolean ends,
            Function<Incident, List<Outage>> outages) {
        if (begins && !open.containsKey(name)) {
            Incident incident = incident();
            Outage outage = new Outage(name, now, incident);
            open.put(name, outage);
            outages.apply(incident).add(outage);
        } else if (ends && open.containsKey(name)) {
            open.remove(name).end(now);
        }
    }

    @Override
    public Boolean topic(Change.OfTopic change) {
        boolean deleted = change.after().isEmpty();
        if (deleted) {
            for (Partition partition : change.before().map(Topic::partitions).orElse(List.of())) {
                PartitionName name = new PartitionName(partition.topic(), partition.partition());
                for (Map<PartitionName, Outage> open : List.of(leaderless, outOfSync, notPreferred)) {
                    Optional.ofNullable(open.remove(name)).ifPresent(Outage::delete);
                }
            }
        }
        boolean created = change.before().isEmpty();
        passing = passing.plus(0, 0, created ? 1 : 0, deleted ? 1 : 0);
        return true;
    }

    /** The report, once the recording is read. */
    Report report(RecordingReader recording, boolean complete) {
        return new Report(
                recording.cluster(), mode, recording.via(), begin, end, complete, incidents(), gaps(), passing, last);
    }
}
