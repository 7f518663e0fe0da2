package zooka.commands.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Action.Live.Focus;
import zooka.commands.result.Health;
import zooka.commands.result.Picture;
import zooka.shell.render.Format;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** What {@code watch brokers} knows. */
class BrokersWatchTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final TestRun run = new TestRun(kafka.clusters());
    private final BlockingQueue<Picture> pictures = new LinkedBlockingQueue<>();
    private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();
    private final Action.Live live =
            ((Action.Query) TestRun.action("brokers")).live(Duration.ofHours(1)).orElseThrow();

    /** The next picture that is as wanted. */
    private BrokersPicture next(Predicate<BrokersPicture> wanted) throws InterruptedException {
        while (true) {
            Picture next = pictures.poll(30, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            if (wanted.test((BrokersPicture) next)) {
                return (BrokersPicture) next;
            }
        }
    }

    private static boolean complete(BrokersPicture picture) {
        return picture.brokers().stream()
                .filter(BrokerLoad::online)
                .allMatch(broker ->
                        broker.logDirs().isPresent() && broker.release().isPresent());
    }

    private static Predicate<BrokersPicture> first(boolean online) {
        return picture -> picture.broker(1).orElseThrow().online() == online;
    }

    @Test
    void a_snapshot_has_the_list_and_more() {
        kafka.append("clicks", 0, 100, 1_000);
        String json = Golden.rendered(Format.JSON, live.snapshot(run.context()));
        assertThat(json)
                .contains(
                        "{\"id\":1,\"host\":\"127.0.0.1\",\"port\":9092,\"rack\":\"a\",\"controller\":true,\"leaders\":4,"
                                + "\"replicas\":8,\"state\":\"online\",\"preferredLeaders\":4,\"leaderSkew\":33,\"logSize\":107000,"
                                + "\"sizeSkew\":0,\"usableBytes\":1073634824,\"failedLogDirs\":0,\"release\":\"4.4\",\"logDirs\":");
        kafka.stop(2);
        assertThat(Golden.rendered(Format.JSON, live.snapshot(run.context())))
                .contains("\"state\":\"fenced\",\"preferredLeaders\":3,\"leaderSkew\":null,\"logSize\":null");
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void what_is_costly_comes_later_and_what_an_opened_broker_needs_when_it_is_opened() throws InterruptedException {
        try (Action.Live.Feed feed = live.open(run.context(), pictures::add, failures::add)) {
            BrokersPicture first = (BrokersPicture) pictures.poll(30, TimeUnit.SECONDS);
            assertThat(first.brokers()).hasSize(3).allMatch(broker -> broker.logDirs()
                    .isEmpty());
            BrokersPicture told = next(BrokersWatchTest::complete);
            assertThat(BrokerLoss.of(told.state(), 2).unknown()).isEqualTo(3);

            feed.focus(new Focus(List.of("1", "2", "3"), Optional.of("2")));
            BrokersPicture opened =
                    next(picture -> BrokerLoss.of(picture.state(), 2).unknown() == 0);
            BrokerLoss loss = BrokerLoss.of(opened.state(), 2);
            // orders has two replicas, and needs both.
            assertThat(loss.noWrites())
                    .extracting(partition -> partition.name())
                    .containsExactly("orders-0", "orders-1");
            assertThat(loss.offline()).isEmpty();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void the_only_replica_in_sync_is_a_partition_without_a_leader() {
        kafka.stop(1);
        BrokerLoss loss = BrokerLoss.of(kafka.topics().state(), 2);
        assertThat(loss.offline()).extracting(partition -> partition.name()).containsExactly("orders-0");
        assertThat(loss.harmless()).isFalse();
        assertThat(BrokerLoss.of(kafka.topics().state(), 1).harmless()).isTrue();
    }

    @Test
    void changes_are_told() throws InterruptedException {
        try (Action.Live.Feed feed = live.open(run.context(), pictures::add, failures::add)) {
            BrokersPicture before = next(BrokersWatchTest::complete);
            // The next question would be an hour from now.
            kafka.stop(1);
            BrokersPicture after = next(first(false));
            assertThat(BrokerEvent.between(before, after))
                    .extracting(BrokerEvent::text)
                    .startsWith("controller 1 → 2", "fenced, led 4 partitions");
            assertThat(after.broker(1).orElseThrow().health()).isEqualTo(Health.UNHEALTHY);
            kafka.start(1);
            feed.refresh();
            assertThat(BrokerEvent.between(after, next(first(true))))
                    .extracting(BrokerEvent::text)
                    .startsWith("controller 2 → 1", "online");
        }
    }
}
