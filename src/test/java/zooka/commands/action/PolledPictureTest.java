package zooka.commands.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.commands.result.Health;
import zooka.commands.result.Picture;
import zooka.commands.status.StatusReport;
import zooka.testing.Sample;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeTopics;

/** A query that is watched in a view of its own. */
class PolledPictureTest {

    private final BlockingQueue<Picture> pictures = new LinkedBlockingQueue<>();
    private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();

    @Test
    void asks_again_when_told_to_and_goes_on_after_a_failure() throws InterruptedException {
        FakeTopics topics = new FakeTopics(Sample.state(Mode.ZOOKEEPER));
        TestRun run = new TestRun(new FakeClusters().with(topics));
        // An hour: what comes before it has been asked for.
        Action.Repeat repeat = (Action.Repeat) TestRun.action("watch", "-i", "1h", "status", "--no-groups");
        Action.Live live = repeat.query().live(repeat.interval()).orElseThrow();

        try (Action.Live.Feed feed = live.open(run.context(), pictures::add, failures::add)) {
            StatusReport first = (StatusReport) next(pictures);
            assertThat(first.health()).isEqualTo(Health.UNHEALTHY);

            topics.change(Sample.state(Mode.ZOOKEEPER).withTopics(List.of()));
            feed.refresh();
            assertThat(((StatusReport) next(pictures)).health()).isEqualTo(Health.HEALTHY);

            topics.fail(Failure.unreachable("no broker answers"));
            feed.refresh();
            assertThat(next(failures)).hasMessage("no broker answers");
            feed.refresh();
            assertThat(next(failures)).hasMessage("no broker answers");
        }
        // What is remarked beside a picture is in it.
        assertThat(run.missing()).isEqualTo(List.of());
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
