package zooka.testing.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.Voters;
import zooka.testing.TestRun;

/** A KRaft quorum as its leader tells of it; it can be changed while others ask. */
public final class FakeQuorum implements BrokerSurvey {

    private final Map<Integer, Follower> voters = new TreeMap<>();
    private Voters configured = Voters.UNKNOWN;
    private OptionalInt leader = OptionalInt.empty();
    private int epoch;

    /** Elects a leader, which has not heard from any other voter yet. */
    public synchronized FakeQuorum elect(int id, int... others) {
        epoch++;
        leader = OptionalInt.of(id);
        voters.clear();
        voter(id, Optional.of(TestRun.NOW), Optional.of(TestRun.NOW));
        for (int other : others) {
            voter(other, Optional.empty(), Optional.empty());
        }
        return this;
    }

    /** A voter fetched last, and was last caught up, so long before {@link TestRun#NOW}. */
    public synchronized FakeQuorum fetched(int id, Duration ago, Duration caughtUpAgo) {
        voter(id, Optional.of(TestRun.NOW.minus(ago)), Optional.of(TestRun.NOW.minus(caughtUpAgo)));
        return this;
    }

    /** A voter fetched a moment ago, and is caught up. */
    public FakeQuorum fetched(int id) {
        return fetched(id, Duration.ofMillis(200), Duration.ofMillis(200));
    }

    /** The quorum has no leader; these are the voters in the configuration of the brokers. */
    public synchronized FakeQuorum lose(Voters named) {
        leader = OptionalInt.empty();
        configured = named;
        return this;
    }

    /** A voter as brokers before Kafka 3.3 tell of it, without times. */
    public synchronized FakeQuorum withoutTimes() {
        voters.keySet().forEach(id -> voter(id, Optional.empty(), Optional.empty()));
        return this;
    }

    private void voter(int id, Optional<Instant> lastFetch, Optional<Instant> caughtUp) {
        OptionalLong behind = caughtUp.isPresent()
                ? OptionalLong.of(Duration.between(caughtUp.get(), TestRun.NOW).toMillis())
                : OptionalLong.empty();
        voters.put(id, new Follower(id, true, 100, behind, lastFetch, caughtUp));
    }

    @Override
    public synchronized Optional<Quorum> quorum() {
        return leader.isPresent()
                ? Optional.of(new Quorum(leader, epoch, voters.values().stream().toList()))
                : Optional.empty();
    }

    @Override
    public synchronized Voters voters(Map<Integer, String> silent) {
        return configured.withUnreachable(silent);
    }

    @Override
    public Testimony ask(Collection<Broker> registered, Optional<Collection<String>> topics) {
        throw new UnsupportedOperationException();
    }
}
