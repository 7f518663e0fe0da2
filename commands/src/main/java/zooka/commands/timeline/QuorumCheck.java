package zooka.commands.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.BrokerSurvey.Follower;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.clients.kafka.Voters;
import zooka.clients.net.Deadline;

/**
 * Reads how the voters of the KRaft quorum are, again and again. A new leader knows of a voter only what it has heard from it
 * since its election, so that what was known before stays until the voter had time to fetch.
 */
public final class QuorumCheck {

    /** A voter fetches at least twice a second. */
    private static final Duration SILENT = Duration.ofSeconds(3);

    /** The quorum's leader writes twice a second, so that a healthy voter was caught up a moment ago. */
    private static final Duration LAGGING = Duration.ofSeconds(5);

    private final BrokerSurvey survey;
    private final Duration patience;
    private final Map<Integer, Voter> known = new HashMap<>();
    private OptionalInt epoch = OptionalInt.empty();
    private boolean first = true;
    private Deadline heard = Deadline.in(Duration.ZERO);

    /** The survey stays open. */
    public QuorumCheck(BrokerSurvey survey) {
        this(survey, SILENT);
    }

    /** @param patience how long a new leader may take to hear from the voters */
    QuorumCheck(BrokerSurvey survey, Duration patience) {
        this.survey = survey;
        this.patience = patience;
    }

    /**
     * The voters by id; empty if nothing is known of them.
     *
     * @param silent brokers that do not answer, with the cause: of a quorum without a leader, voters among them are offline
     */
    public List<Voter> voters(Map<Integer, String> silent) {
        Optional<Quorum> quorum = read();
        if (quorum.isPresent()) {
            follow(quorum.get());
        } else if (!known.isEmpty() || first) {
            lost(silent);
        }
        first = false;
        return known.values().stream().sorted(Comparator.comparing(Voter::id)).toList();
    }

    private Optional<Quorum> read() {
        try {
            return survey.quorum();
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return Optional.empty();
        }
    }

    private void follow(Quorum quorum) {
        List<Follower> voters =
                quorum.followers().stream().filter(Follower::voter).toList();
        Optional<Instant> now = voters.stream()
                .filter(voter -> quorum.leader().equals(OptionalInt.of(voter.id())))
                .findFirst()
                .flatMap(Follower::lastFetch);
        if (now.isEmpty()) {
            return; // brokers before 3.3 tell no times
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
    private void lost(Map<Integer, String> silent) {
        List<Voters.Voter> voters = new ArrayList<>();
        try {
            voters.addAll(survey.voters(silent).all());
        } catch (Failure failure) {
            failure.unlessInterrupted();
        }
        for (Voters.Voter voter : voters) {
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
