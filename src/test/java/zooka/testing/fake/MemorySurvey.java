package zooka.testing.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey;
import zooka.testing.TestRun;

/** The quorum of brokers in memory, all of which are voters: those that are stopped fetched a minute ago. */
final class MemorySurvey implements BrokerSurvey {

    private static final Duration STOPPED = Duration.ofMinutes(1);

    private final MemoryKafka kafka;

    MemorySurvey(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    @Override
    public Optional<Quorum> quorum() {
        OptionalInt leader = kafka.state().controller();
        List<Follower> voters = new ArrayList<>();
        for (Broker broker : kafka.brokers()) {
            Duration behind = broker.online() ? Duration.ZERO : STOPPED;
            Optional<Instant> fetched = Optional.of(TestRun.NOW.minus(behind));
            voters.add(new Follower(broker.id(), true, 100, OptionalLong.of(behind.toMillis()), fetched, fetched));
        }
        return leader.isPresent() ? Optional.of(new Quorum(leader, 1, voters)) : Optional.empty();
    }

    @Override
    public Testimony ask(Collection<Broker> registered, Optional<Collection<String>> configured) {
        throw new UnsupportedOperationException();
    }
}
