package zooka.commands.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.kafka.BrokerSurvey.Follower;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.clients.kafka.Voters;
import zooka.clients.net.Deadline;

/**
 * What is known of the voters of the KRaft quorum, answer by answer. A new leader knows of a voter only what it has heard from
 * it since its election, so that what was known before stays until the voter had time to fetch.
 */
public final class VoterStates {

    /** A voter fetches at least twice a second. */
    static final Duration SILENT = Duration.ofSeconds(3);

    /** The quorum's leader writes twice a second, so that a healthy voter was caught up a moment ago. */
    private static final Duration LAGGING = Duration.ofSeconds(5);

    private final Duration patience;
    private final Map<Integer, Voter> known = new HashMap<>();
    private OptionalInt epoch = OptionalInt.empty();
    private Deadline heard = Deadline.in(Duration.ZERO);

    /** @param patience how long a new leader may take to hear from the voters */
    VoterStates(Duration patience) {
        this.patience = patience;
    }

    /** The voters as one answer has them, by id; empty if it tells no times. */
    public static List<Voter> of(Quorum quorum) {
        VoterStates states = new VoterStates(SILENT);
        states.follow(quorum);
        return states.all();
    }

    /** The voters by id; empty if nothing is known of them. */
    List<Voter> all() {
        return known.values().stream().sorted(Comparator.comparing(Voter::id)).toList();
    }

    /** Takes what the leader tells; brokers before Kafka 3.3 tell no times, and so nothing. */
    void follow(Quorum quorum) {
        List<Follower> voters =
                quorum.followers().stream().filter(Follower::voter).toList();
        Optional<Instant> now = voters.stream()
                .filter(voter -> quorum.leader().equals(OptionalInt.of(voter.id())))
                .findFirst()
                .flatMap(Follower::lastFetch);
        if (now.isEmpty()) {
            return;
        }
        if (!epoch.equals(OptionalInt.of(quorum.epoch()))) {
            // Before the first answer there is nothing to keep.
            heard = Deadline.in(epoch.isPresent() ? patience : Duration.ZERO);
            epoch = OptionalInt.of(quorum.epoch());
        }
        Map<Integer, Voter> told = new HashMap<>();
        for (Follower voter : voters) {
            Voter next = state(voter, now.get());
            // While a voter moves to another directory, it is there twice.
            told.merge(voter.id(), next, (one, other) -> one.state().compareTo(other.state()) <= 0 ? one : other);
        }
        known.clear();
        known.putAll(told);
    }

    private Voter state(Follower voter, Instant now) {
        if (voter.lastFetch().isEmpty()) {
            Optional<Voter> before = Optional.ofNullable(known.get(voter.id()));
            return heard.passed()
                    ? new Voter(voter.id(), Voter.State.OFFLINE, before.flatMap(Voter::since))
                    : before.orElse(new Voter(voter.id(), Voter.State.ONLINE, Optional.empty()));
        }
        if (longer(voter.lastFetch(), now, SILENT)) {
            return new Voter(voter.id(), Voter.State.OFFLINE, voter.lastFetch());
        }
        boolean lags = longer(voter.lastCaughtUp(), now, LAGGING);
        return lags
                ? new Voter(voter.id(), Voter.State.LAGGING, voter.lastCaughtUp())
                : new Voter(voter.id(), Voter.State.ONLINE, voter.lastFetch());
    }

    private static boolean longer(Optional<Instant> since, Instant now, Duration limit) {
        return since.map(time -> Duration.between(time, now).compareTo(limit) > 0)
                .orElse(true);
    }

    /** Without a leader nobody tells of the voters: those that cannot be connected to are offline. */
    void lose(Voters voters) {
        for (Voters.Voter voter : voters.all()) {
            if (voter.id().isPresent()) {
                int id = voter.id().getAsInt();
                Optional<Instant> before = Optional.ofNullable(known.get(id)).flatMap(Voter::since);
                if (voter.trouble().isPresent()) {
                    known.put(id, new Voter(id, Voter.State.OFFLINE, before));
                } else {
                    known.putIfAbsent(id, new Voter(id, Voter.State.ONLINE, Optional.empty()));
                }
            }
        }
    }
}
