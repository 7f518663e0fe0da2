package zooka.commands.brokers;

import java.time.Duration;
import zooka.clients.kafka.ClusterState;
import zooka.commands.action.Context;
import zooka.commands.kafka.broker.Release;
import zooka.testing.SetClock;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** Brokers in memory, what they tell about themselves, and a clock. */
public final class Survey {

    public final MemoryKafka kafka = new MemoryKafka();
    public final SetClock clock = new SetClock();
    private final Context context = new TestRun(kafka.clusters()).with(clock).context();
    private final BrokerAnswers answers = new BrokerAnswers(context, Release::of);

    /** What is known now, with {@code min.insync.replicas} of all topics. */
    public BrokersPicture look() {
        ClusterState state =
                kafka.administration().brokers().withFenced(kafka.topics().state());
        answers.askAll(state);
        state.brokers().forEach(broker -> answers.askMinimums(state, broker.id()));
        return answers.picture(state);
    }

    /** Some time passes. */
    public void after(int seconds) {
        kafka.at(clock.after(Duration.ofSeconds(seconds)));
    }
}
