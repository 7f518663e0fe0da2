package zooka.commands.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.action.Action;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.timeline.Voter;
import zooka.testing.Sample;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeQuorum;
import zooka.testing.fake.FakeTopics;
import zooka.testing.fake.FakeZnodes;

@Timeout(20)
class LeadersTest {

    private static final Server SERVER = Server.unreachable("zookeeper:2181", "timed out");

    private final BlockingQueue<LeaderMap> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();

    private static FakeZnodes cluster() {
        FakeZnodes znodes = new FakeZnodes()
                .put("/brokers/ids/1", "{\"host\":\"kafka-1\",\"port\":9092}", TestRun.NOW)
                .put("/brokers/ids/2", "{\"host\":\"kafka-2\",\"port\":9092}", TestRun.NOW)
                .put("/controller", "{\"brokerid\":1}", TestRun.NOW)
                .put("/controller_epoch", "1", TestRun.NOW)
                .put("/brokers/topics/orders", "{\"partitions\":{\"0\":[2,1],\"1\":[1,2]}}", TestRun.NOW);
        return lead(lead(znodes, 0, 2), 1, 1);
    }

    private static FakeZnodes lead(FakeZnodes znodes, int partition, int leader) {
        return znodes.put(
                "/brokers/topics/orders/partitions/" + partition + "/state",
                "{\"leader\":" + leader + ",\"leader_epoch\":1,\"isr\":[1,2]}",
                TestRun.NOW);
    }

    private Action.Live.Feed open(FakeClusters clusters, String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "leaders";
        System.arraycopy(options, 0, words, 1, options.length);
        return ((Action.Live) TestRun.action(words))
                .open(new TestRun(clusters).context(), picture -> states.add((LeaderMap) picture), failures::add);
    }

    /** Waits for the first state that is so. */
    private LeaderMap await(Predicate<LeaderMap> wanted) throws InterruptedException {
        while (true) {
            LeaderMap map = states.poll(10, TimeUnit.SECONDS);
            if (map == null) {
                throw new AssertionError("no such state within 10 s");
            }
            if (wanted.test(map)) {
                return map;
            }
        }
    }

    private static List<OptionalInt> leaders(LeaderMap map) {
        return map.state().state().partitions().stream().map(Partition::leader).toList();
    }

    @Test
    void a_snapshot_is_zookeepers_word_where_it_has_one() {
        TestRun run = new TestRun(new FakeClusters().with(cluster()).with(SERVER));

        Result.Drawing leaders =
                (Result.Drawing) ((Action.Live) TestRun.action("leaders", "--once")).snapshot(run.context());

        LeaderMap shown = (LeaderMap) leaders.picture();
        assertThat(shown.name()).isEqualTo("test");
        assertThat(shown.state().ensemble()).containsExactly(SERVER);
        assertThat(shown.state().state().mode()).isEqualTo(ClusterState.Mode.ZOOKEEPER);
        assertThat(leaders(shown)).containsExactly(OptionalInt.of(2), OptionalInt.of(1));
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void a_snapshot_is_the_brokers_word_elsewhere() {
        FakeTopics topics = new FakeTopics(Sample.state(ClusterState.Mode.KRAFT));
        topics.minimum("logs", 2);
        TestRun run = new TestRun(new FakeClusters()
                .with(topics)
                .with(new FakeZnodes())
                .with(new FakeQuorum().elect(3, 2).fetched(2, Duration.ofSeconds(60), Duration.ofSeconds(61))));

        LeaderMap map = ((LeaderMap)
                ((Result.Drawing) ((Action.Live) TestRun.action("leaders")).snapshot(run.context())).picture());

        assertThat(map.state().ensemble()).isEmpty();
        assertThat(map.state().voters())
                .containsExactly(
                        new Voter(2, Voter.State.OFFLINE, Optional.of(TestRun.NOW.minusSeconds(60))),
                        new Voter(3, Voter.State.ONLINE, Optional.empty()));
        assertThat(map.fields()).extracting(Field::key).contains("voters");
        assertThat(map.state().state().topics()).extracting(Topic::minInSync).contains(OptionalInt.of(2));
    }

    @Test
    void follows_zookeepers_events() throws InterruptedException {
        FakeZnodes znodes = cluster();
        try (Action.Live.Feed feed = open(new FakeClusters().with(znodes).with(SERVER))) {
            await(map -> map.state().ensemble().equals(List.of(SERVER)));

            lead(znodes, 0, 1);
            LeaderMap moved = await(map -> leaders(map).get(0).getAsInt() == 1);
            znodes.remove("/brokers/ids/2", TestRun.NOW);
            LeaderMap lost = await(map -> !map.state().state().brokers().get(1).online());
            znodes.put("/controller_epoch", "2", TestRun.NOW);
            await(map -> map.state().state().controllerEpoch().getAsInt() == 2);

            assertThat(leaders(moved)).containsExactly(OptionalInt.of(1), OptionalInt.of(1));
            assertThat(lost.state().state().brokers().get(1))
                    .isEqualTo(new Broker(2, "kafka-2", 9092, Optional.empty(), false));
            assertThat(failures).isEmpty();
            feed.close();
        }
        assertThat(znodes.watches()).isZero();
    }

    @Test
    void goes_on_after_a_loss_and_reads_all_again() throws InterruptedException {
        FakeZnodes znodes = cluster();
        try (Action.Live.Feed feed = open(new FakeClusters().with(znodes))) {
            await(map -> true);
            znodes.connection(Znodes.Event.Type.DISCONNECTED, TestRun.NOW);
            assertThat(failures.poll(10, TimeUnit.SECONDS))
                    .hasMessage("connection to ZooKeeper lost, trying another server");
            znodes.fail(Optional.of(Failure.unreachable("no server answers")));
            feed.refresh();
            assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage("no server answers");
            znodes.fail(Optional.empty());

            lead(znodes, 1, 2);
            znodes.connection(Znodes.Event.Type.CONNECTED, TestRun.NOW);

            await(map -> leaders(map).get(1).getAsInt() == 2);
        }
    }

    @Test
    void polls_the_brokers_elsewhere() throws InterruptedException {
        FakeTopics topics = new FakeTopics(Sample.state(ClusterState.Mode.KRAFT));
        topics.minimum("logs", 2);
        try (Action.Live.Feed feed = open(new FakeClusters().with(topics), "--interval", "20ms")) {
            await(map -> map.state().state().topics().stream()
                    .anyMatch(topic -> topic.minInSync().orElse(0) == 2));
            topics.change(Sample.state(ClusterState.Mode.KRAFT, Sample.topic("other")));
            await(map -> map.state().state().topics().get(0).name().equals("other"));
            topics.fail(Failure.unreachable("no broker answers"));

            assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage("no broker answers");
            feed.refresh();
        }
    }
}
