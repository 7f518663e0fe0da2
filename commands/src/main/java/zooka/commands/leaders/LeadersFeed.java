package zooka.commands.leaders;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.timeline.ClusterFeed;

/** The feed of the leader map: the cluster's, and on a thread of its own the detail of the page that is open. */
final class LeadersFeed implements Action.Live.Feed {

    private static final Duration DETAIL_PERIOD = Duration.ofSeconds(3);
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Context context;
    private final ClusterFeed cluster;
    private final BlockingQueue<Boolean> wanted = new LinkedBlockingQueue<>();
    private volatile Optional<Subject> subject = Optional.empty();
    private volatile Optional<Detail> detail = Optional.empty();
    private volatile List<Async<Boolean>> threads = List.of();

    LeadersFeed(Context context, Duration interval, Consumer<Picture> states, Consumer<Failure> failures) {
        this.context = context;
        String name = context.clusters().profile().name();
        this.cluster = new ClusterFeed(
                context, interval, point -> states.accept(new LeaderMap(name, point, detail)), failures);
    }

    void start() {
        cluster.start();
        threads = List.of(Async.run("leader map, details", this::askDetails));
    }

    @Override
    public void refresh() {
        cluster.refresh();
        wanted.add(true);
    }

    @Override
    public void focus(Action.Live.Focus focus) {
        Optional<Subject> next = focus.opened().flatMap(Subject::of);
        if (!next.equals(subject)) {
            subject = next;
            detail = Optional.empty();
            wanted.add(true);
        }
    }

    private void askDetails() {
        try {
            while (true) {
                if (subject.isEmpty()) {
                    wanted.take();
                } else {
                    wanted.poll(DETAIL_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                }
                wanted.clear();
                subject.ifPresent(this::ask);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Subject about) {
        Optional<Detail> told = DetailReader.of(about, cluster.state(), context);
        if (subject.equals(Optional.of(about))) {
            detail = told;
            cluster.tellAgain();
        }
    }

    @Override
    public void close() {
        cluster.close();
        Async.stop(threads, CLOSE);
    }
}
