package zooka.commands.wait;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.net.Deadline;
import zooka.clients.text.Counts;
import zooka.commands.action.Context;
import zooka.commands.result.Health;
import zooka.commands.timeline.ClusterFeed;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Totals;

/**
 * A condition of a cluster's state, which is followed by push where there is one: ZooKeeper's watches, the metadata log.
 *
 * @param subject what it is a condition of: {@code broker 2}
 * @param test looks at a state
 */
record ClusterCondition(String subject, Function<Snapshot, Observation> test) implements Condition {

    /** How often the brokers are polled where nothing is pushed. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    static Optional<Condition> healthy(List<String> words) {
        return words.size() == 1
                ? Optional.of(new ClusterCondition("the cluster", ClusterCondition::health))
                : Optional.empty();
    }

    static Optional<Condition> broker(List<String> words) {
        if (words.size() != 3
                || !words.get(1).matches("\\d{1,9}")
                || !List.of("online", "offline").contains(words.get(2))) {
            return Optional.empty();
        }
        int id = Integer.parseInt(words.get(1));
        boolean wanted = words.get(2).equals("online");
        return Optional.of(new ClusterCondition("broker " + id, state -> state.broker(id)
                .map(broker -> Observation.of(
                        broker.broker().online() == wanted, broker.broker().online() ? "is online" : "is offline"))
                .orElseGet(() -> Observation.of(!wanted, "is not registered"))));
    }

    static Optional<Condition> topic(List<String> words) {
        if (words.size() != 3) {
            return Optional.empty();
        }
        String name = words.get(1);
        String condition = words.get(2);
        if (condition.equals("exists") || condition.equals("gone")) {
            return Optional.of(new ClusterCondition("topic " + name, state -> {
                boolean there = state.topic(name).isPresent();
                return Observation.of(there == condition.equals("exists"), there ? "exists" : "does not exist");
            }));
        }
        return Comparison.of("partitions", condition)
                .map(wanted -> new ClusterCondition("topic " + name, state -> state.topic(name)
                        .map(topic -> {
                            int partitions = topic.topic().partitions().size();
                            return Observation.of(
                                    wanted.holds(partitions), "has " + Counts.of(partitions, "partition"));
                        })
                        .orElseGet(() -> Observation.of(false, "does not exist"))));
    }

    static Optional<Condition> partition(List<String> words) {
        int dash = words.size() == 3 ? words.get(1).lastIndexOf('-') : -1;
        if (dash < 1 || !words.get(1).substring(dash + 1).matches("\\d{1,9}")) {
            return Optional.empty();
        }
        String topic = words.get(1).substring(0, dash);
        int number = Integer.parseInt(words.get(1).substring(dash + 1));
        return ofPartition(words.get(2))
                .map(look -> new ClusterCondition("partition " + words.get(1), state -> state.topic(topic).stream()
                        .flatMap(known -> known.topic().partitions().stream())
                        .filter(partition -> partition.partition() == number)
                        .findFirst()
                        .map(look)
                        .orElseGet(() -> Observation.of(false, "does not exist"))));
    }

    private static Optional<Function<Partition, Observation>> ofPartition(String condition) {
        if (condition.equals("online") || condition.equals("offline")) {
            return Optional.of(partition ->
                    Observation.of(partition.offline() == condition.equals("offline"), led(partition.leader())));
        }
        Optional<Comparison> leader = Comparison.of("leader", condition);
        if (leader.isPresent()) {
            return leader.filter(wanted -> wanted.operator().equals("="))
                    .map(wanted -> partition -> Observation.of(
                            partition.leader().isPresent()
                                    && wanted.holds(partition.leader().getAsInt()),
                            led(partition.leader())));
        }
        return Comparison.of("isr", condition)
                .map(wanted -> partition -> Observation.of(
                        wanted.holds(partition.inSync().size()),
                        "has " + Counts.of(partition.inSync().size(), "in-sync replica")));
    }

    private static String led(OptionalInt leader) {
        return leader.isPresent() ? "is led by broker " + leader.getAsInt() : "is offline";
    }

    private static Observation health(Snapshot state) {
        Health health = state.health();
        List<String> reasons = new ArrayList<>();
        Totals totals = state.totals();
        add(reasons, totals.offline(), "offline");
        add(reasons, totals.belowMinimum(), "below min ISR");
        add(reasons, totals.underReplicated(), "under-replicated");
        if (!state.offline().isEmpty()) {
            reasons.add("brokers offline: "
                    + String.join(
                            " ", state.offline().stream().map(String::valueOf).toList()));
        }
        if (state.controller().isEmpty()) {
            reasons.add("no controller");
        }
        return Observation.of(
                health == Health.HEALTHY,
                "is " + health.word() + (reasons.isEmpty() ? "" : ": " + String.join(", ", reasons)));
    }

    private static void add(List<String> reasons, int partitions, String how) {
        if (partitions > 0) {
            reasons.add(Counts.of(partitions, "partition") + " " + how);
        }
    }

    @Override
    public String subject(Context context) {
        return subject;
    }

    @Override
    public Follower follow(Context context, Runnable news) {
        Following following = new Following(news);
        following.begin(context);
        return following;
    }

    /** Looks at each state as it comes: what held and did not for a moment is seen as well. */
    private final class Following implements Follower {

        private final Runnable news;
        private final CountDownLatch first = new CountDownLatch(1);
        private ClusterFeed feed;
        private Optional<Observation> last = Optional.empty();
        private Optional<Observation> lapse = Optional.empty();

        private Following(Runnable news) {
            this.news = news;
        }

        /** Starts the feed, and waits for the first state or failure. */
        private void begin(Context context) {
            feed = new ClusterFeed(context, INTERVAL, this::see, this::fail);
            feed.start();
            Deadline end = Deadline.in(context.clusters().profile().timeout());
            try {
                boolean unused = first.await(end.millis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                feed.close();
                Thread.currentThread().interrupt();
                throw Failure.interrupted().cause(e);
            }
        }

        private void see(Point point) {
            if (point.state().checked()) {
                keep(test.apply(point.state()));
            }
        }

        private void fail(Failure failure) {
            keep(new Observation(false, "cannot be read: " + failure.getMessage(), false));
        }

        private synchronized void keep(Observation seen) {
            last = Optional.of(seen);
            if (!seen.holds()) {
                lapse = last;
            }
            first.countDown();
            news.run();
        }

        @Override
        public synchronized Observation look() {
            Observation seen = lapse.or(() -> last).orElse(new Observation(false, "is not known yet", false));
            if (last.isPresent() && last.get().holds() && lapse.isPresent()) {
                news.run(); // the lapse is told once; what holds now, at the next look
            }
            lapse = Optional.empty();
            return seen;
        }

        @Override
        public void close() {
            feed.close();
        }
    }
}
