package zooka.commands.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
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
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.action.Action;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Health;
import zooka.testing.Sample;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeQuorum;
import zooka.testing.fake.FakeTopics;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemoryKafka;

/** {@code status} as it changes. The query is polled once an hour: what comes meanwhile comes from the timeline. */
@Timeout(60)
final class StatusFeedTest {

    private final BlockingQueue<StatusReport> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();

    private Action.Live.Feed open(TestRun run, String... options) {
        List<String> words = new ArrayList<>(List.of("watch", "-i", "1h", "status"));
        words.addAll(List.of(options));
        Action.Repeat repeat = (Action.Repeat) TestRun.action(words.toArray(String[]::new));
        return repeat.query()
                .live(repeat.interval())
                .orElseThrow()
                .open(run.context(), picture -> reports.add((StatusReport) picture), failures::add);
    }

    private StatusReport await(Predicate<StatusReport> wanted) throws InterruptedException {
        for (StatusReport report = next(reports); true; report = next(reports)) {
            if (wanted.test(report)) {
                return report;
            }
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static Optional<Finding> finding(StatusReport report, String id) {
        return report.parts().stream()
                .flatMap(part -> part.findings().stream())
                .filter(finding -> finding.id().equals(id))
                .findFirst();
    }

    private static Optional<Cell> topics(StatusReport report) {
        return report.parts().stream()
                .flatMap(part -> part.facts().stream())
                .filter(fact -> fact.key().equals("topics"))
                .map(Field::cell)
                .findFirst();
    }

    @Test
    void the_loss_of_a_broker_and_of_a_voter_is_shown_as_the_timeline_has_it() throws InterruptedException {
        MemoryKafka kafka = new MemoryKafka();
        FakeQuorum quorum = new FakeQuorum().elect(1, 2, 3).fetched(2).fetched(3);
        try (Action.Live.Feed feed = open(new TestRun(kafka.clusters().with(quorum)))) {
            StatusReport first = next(reports);
            assertThat(first.health()).isEqualTo(Health.HEALTHY);
            assertThat(first.parts()).extracting(Part::name).containsExactly("Quorum", "Kafka", "Groups");

            kafka.metadata().at(TestRun.NOW.plusSeconds(7));
            kafka.stop(2);
            StatusReport lost =
                    await(report -> finding(report, "under-replicated").isPresent());
            assertThat(finding(lost, "under-replicated").orElseThrow().since())
                    .as("the time of the record, which no broker tells")
                    .contains(TestRun.NOW.plusSeconds(7));
            assertThat(lost.parts()).extracting(Part::name).containsExactly("Quorum", "Kafka", "Groups");

            quorum.fetched(3, Duration.ofSeconds(4), Duration.ofSeconds(5));
            feed.refresh();
            Finding voter = finding(
                            await(report -> finding(report, "voters-behind").isPresent()), "voters-behind")
                    .orElseThrow();
            assertThat(voter.what()).isEqualTo("no further voter may fail: voter 3 is offline");
            assertThat(voter.since()).contains(TestRun.NOW.minusSeconds(4));
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void a_change_in_zookeeper_is_shown_as_it_happens_and_so_is_the_loss_of_zookeeper() throws InterruptedException {
        FakeZnodes znodes = new FakeZnodes()
                .put("/brokers/ids/1", "{\"host\":\"kafka-1\",\"port\":9092}", TestRun.NOW)
                .put("/brokers/ids/3", "{\"host\":\"kafka-3\",\"port\":9092}", TestRun.NOW)
                .put("/controller", "{\"brokerid\":1}", TestRun.NOW)
                .put("/brokers/topics/logs", "{\"partitions\":{\"0\":[1,3]}}", TestRun.NOW)
                .put(
                        "/brokers/topics/logs/partitions/0/state",
                        "{\"leader\":1,\"leader_epoch\":5,\"isr\":[1,3]}",
                        TestRun.NOW);
        Topic logs = Sample.topic("logs", Sample.partition("logs", 0, OptionalInt.of(1), List.of(1, 3), List.of(1, 3)));
        FakeTopics topics = new FakeTopics(Sample.state(Mode.ZOOKEEPER, logs));
        TestRun run = new TestRun(
                new FakeClusters().with(znodes).with(topics).with(Server.of("zk-1:2181", Optional.of("standalone"))));
        try (Action.Live.Feed feed = open(run, "--no-groups")) {
            assertThat(next(reports).parts()).extracting(Part::name).containsExactly("ZooKeeper", "Kafka");

            znodes.put(
                    "/brokers/topics/logs/partitions/0/state",
                    "{\"leader\":1,\"leader_epoch\":5,\"isr\":[1]}",
                    TestRun.NOW.plusMillis(20));
            StatusReport behind =
                    await(report -> finding(report, "under-replicated").isPresent());
            assertThat(finding(behind, "under-replicated").orElseThrow().since())
                    .contains(TestRun.NOW.plusMillis(20));

            // What the brokers tell is asked for again only if ZooKeeper cannot be followed.
            topics.change(Sample.state(Mode.ZOOKEEPER, logs, Sample.topic("clicks")));
            znodes.connection(Znodes.Event.Type.DISCONNECTED, TestRun.NOW);
            await(report -> topics(report).equals(Optional.of(Cell.count(2))));
        }
    }

    @Test
    void where_the_timeline_does_not_know_all_the_query_is_repeated() throws InterruptedException {
        FakeTopics topics = new FakeTopics(Sample.state(Mode.ZOOKEEPER));
        TestRun run = new TestRun(new FakeClusters().with(topics));
        try (Action.Live.Feed feed = open(run, "--no-groups")) {
            assertThat(next(reports).health()).isEqualTo(Health.UNHEALTHY);

            topics.change(Sample.state(Mode.ZOOKEEPER).withTopics(List.of()));
            feed.refresh();
            await(report -> report.health() == Health.HEALTHY);

            topics.fail(Failure.unreachable("no broker answers"));
            feed.refresh();
            assertThat(next(failures)).hasMessage("no broker answers");
            feed.refresh();
            assertThat(next(failures)).hasMessage("no broker answers");
        }
        assertThat(run.missing())
                .as("what is remarked beside a report is in it")
                .isEmpty();
    }
}
