package zooka.commands.leaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.PartitionName;
import zooka.commands.action.Action;
import zooka.commands.result.Health;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.Event;
import zooka.commands.timeline.Via;
import zooka.commands.timeline.Voter;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeQuorum;
import zooka.testing.fake.MemoryKafka;

/** The live leader map of a KRaft cluster. */
final class LeadersQuorumTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final BlockingQueue<LeaderMap> maps = new LinkedBlockingQueue<>();

    private Action.Live.Feed open(FakeClusters clusters) {
        Action.Live leaders = (Action.Live) TestRun.action("leaders", "--interval", "20ms");
        return leaders.open(new TestRun(clusters).context(), picture -> maps.add((LeaderMap) picture), failure -> {});
    }

    private LeaderMap await(Predicate<LeaderMap> wanted) throws InterruptedException {
        for (LeaderMap map = maps.poll(10, TimeUnit.SECONDS); map != null; map = maps.poll(10, TimeUnit.SECONDS)) {
            if (wanted.test(map)) {
                return map;
            }
        }
        throw new AssertionError("no such map within 10 s");
    }

    @Test
    void follows_the_metadata_log_with_the_times_of_its_records() throws InterruptedException {
        try (Action.Live.Feed feed = open(kafka.clusters())) {
            await(map -> map.state().via() == Via.METADATA_LOG);

            kafka.metadata().at(TestRun.NOW.plusSeconds(7));
            kafka.stop(2);
            LeaderMap lost = await(map -> map.state().offline().contains(2));

            assertThat(lost.point().events())
                    .filteredOn(event -> event.change() instanceof Change.OfBroker)
                    .allMatch(event -> event.at().equals(TestRun.NOW.plusSeconds(7)));
            assertThat(lost.state()
                            .topic("orders")
                            .orElseThrow()
                            .topic()
                            .partition(1)
                            .orElseThrow()
                            .leader())
                    .isEqualTo(OptionalInt.of(3));
        }
    }

    @Test
    void a_voter_that_stops_fetching_is_an_event() throws InterruptedException {
        FakeQuorum quorum = new FakeQuorum().elect(1, 2, 3).fetched(2).fetched(3);
        try (Action.Live.Feed feed = open(kafka.clusters().with(quorum))) {
            await(map -> Voter.current(map.state().voters()) == 3);

            quorum.fetched(3, Duration.ofSeconds(4), Duration.ofSeconds(5));
            feed.refresh();
            LeaderMap lost = await(map -> Voter.current(map.state().voters()) == 2);

            assertThat(lost.point().events())
                    .extracting(Event::at, event -> ((Change.OfVoter) event.change()).id())
                    .containsExactly(tuple(TestRun.NOW.minusSeconds(4), 3));
            assertThat(lost.state().health()).isEqualTo(Health.UNHEALTHY);
        }
    }

    @Test
    void polls_where_the_log_may_not_be_read_and_follows_it_no_more_than_that() throws InterruptedException {
        FakeClusters clusters = kafka.clusters().with(() -> {
            throw new Failure(Failure.Kind.REFUSED, "no permission to read the metadata log");
        });
        try (Action.Live.Feed feed = open(clusters)) {
            await(map -> map.state().via() == Via.POLLING);
            kafka.stop(2);
            assertThat(await(map -> map.state().offline().contains(2)).state().via())
                    .isEqualTo(Via.POLLING);
        }
    }

    @Test
    void polls_while_the_log_cannot_be_read_and_goes_on_with_it_after_that() throws InterruptedException {
        BreakableLog log = new BreakableLog(kafka.metadata()::follow);
        try (Action.Live.Feed feed = open(kafka.clusters().with(log::follow))) {
            await(map -> map.state().via() == Via.METADATA_LOG);
            log.breakDown();
            await(map -> map.state().via() == Via.POLLING);
            log.mend();
            await(map -> map.state().via() == Via.METADATA_LOG);
        }
    }

    /** A log that can be out of reach. */
    private static final class BreakableLog {
        private final Supplier<MetadataLog> behind;
        private volatile boolean broken;

        private BreakableLog(Supplier<MetadataLog> behind) {
            this.behind = behind;
        }

        private void breakDown() {
            broken = true;
        }

        private void mend() {
            broken = false;
        }

        private MetadataLog follow() {
            MetadataLog log = behind.get();
            return new MetadataLog() {
                @Override
                public Update next(Duration longest) {
                    if (broken) {
                        throw Failure.unreachable("no controller answers");
                    }
                    return log.next(Duration.ofMillis(20));
                }

                @Override
                public void close() {
                    log.close();
                }
            };
        }
    }

    @Test
    void tells_the_detail_of_the_partition_that_is_open() throws InterruptedException {
        kafka.append("orders", 0, 17, 100);
        kafka.administration().groups().commit("billing", false, Map.of(new PartitionName("orders", 0), 5L));
        try (Action.Live.Feed feed = open(kafka.clusters())) {
            await(map -> true);
            feed.focus(new Action.Live.Focus(List.of(), Optional.of("partition orders-0")));

            Detail detail = await(map -> map.detail().isPresent()).detail().orElseThrow();

            assertThat(detail.subject()).isEqualTo("partition orders-0");
            assertThat(detail.end()).hasValue(17);
            assertThat(detail.replicas()).extracting(Detail.ReplicaLog::broker).containsExactly(1, 2);
            assertThat(detail.settings()).extracting(setting -> setting.name()).contains("min.insync.replicas");
            assertThat(detail.consumers()).hasSize(1);
            assertThat(detail.consumers().get(0).group()).isEqualTo("billing");
            assertThat(detail.consumers().get(0).lag()).hasValue(12);
            assertThat(detail.troubles()).isEmpty();

            feed.focus(Action.Live.Focus.NONE);
            await(map -> map.detail().isEmpty());
        }
    }

    @Test
    void what_is_open_may_not_exist() throws InterruptedException {
        try (Action.Live.Feed feed = open(kafka.clusters())) {
            await(map -> true);
            feed.focus(new Action.Live.Focus(List.of(), Optional.of("partition nothing-0")));
            feed.refresh();
            assertThat(await(map -> map.state().via() == Via.METADATA_LOG).detail())
                    .isEmpty();
        }
    }
}
