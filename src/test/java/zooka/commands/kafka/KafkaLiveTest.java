package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.RecordReader.End;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.RecordReader.Query;
import zooka.clients.kafka.RecordReader.Start;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.wire.BrokerAccess;
import zooka.clients.kafka.wire.WireLogDirs;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.kafka.wire.groups.WireGroups;
import zooka.clients.kafka.wire.records.WireRecordReader;
import zooka.clients.net.Deadline;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.ClientZnodes;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.kafka.metadata.ZooKeeperMetadata;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;

/** The Kafka gateways on real servers, with ZooKeeper and with KRaft. */
@OnServers
@Timeout(180)
class KafkaLiveTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static Sandbox shared(Mode mode) {
        return mode == Mode.ZOOKEEPER ? Sandboxes.zookeeper() : Sandboxes.kraft();
    }

    private static WireTopics topics(Sandbox sandbox, Duration timeout) {
        return new WireTopics(sandbox.bootstrap().orElseThrow(), BrokerAccess.open(), timeout);
    }

    private static WireRecordReader messages(WireTopics topics) {
        return new WireRecordReader(topics, TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void the_brokers_tell_the_whole_state(Mode mode) {
        try (WireTopics topics = topics(shared(mode), TIMEOUT)) {
            ClusterState state = topics.state();

            assertThat(state.mode().name()).isEqualTo(mode.name());
            assertThat(state.clusterId()).isPresent();
            assertThat(state.brokers()).extracting(Broker::id).containsExactly(1, 2, 3);
            assertThat(state.brokers()).allMatch(Broker::online);
            assertThat(state.controller().getAsInt()).isBetween(1, 3);
            Topic orders = topics.state(List.of("orders")).topics().get(0);
            assertThat(orders.id()).isPresent();
            assertThat(orders.partitions())
                    .extracting(Partition::replicas)
                    .containsExactly(List.of(1, 2), List.of(2, 3));
            assertThat(orders.partitions())
                    .allMatch(p -> p.leader().isPresent()
                            && p.leaderEpoch().isPresent()
                            && !p.underReplicated()
                            && p.elr().isPresent() == (mode == Mode.KRAFT));
            assertThat(topics.withMinInSync(List.of(orders)).get(0).minInSync()).hasValue(2);
            assertThat(topics.overrides("orders"))
                    .contains(new Topics.Setting("min.insync.replicas", Optional.of("2")));
            assertThat(topics.names()).contains("app-logs", "orders").isSorted();
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void the_basic_state_shows_what_the_full_state_does(Mode mode) {
        try (WireTopics cold = topics(shared(mode), TIMEOUT);
                WireTopics warm = topics(shared(mode), TIMEOUT)) {
            warm.state();

            assertThat(cold.list().stream().flatMap(t -> t.partitions().stream()))
                    .containsExactlyElementsOf(warm.list().stream()
                            .flatMap(t -> t.partitions().stream())
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void each_broker_can_be_asked_for_what_it_believes(Mode mode) {
        try (WireTopics topics = topics(shared(mode), TIMEOUT)) {
            for (Broker broker : topics.state().brokers()) {
                assertThat(topics.state(broker).topics())
                        .extracting(Topic::name)
                        .contains("orders");
            }
            assertThatThrownBy(() -> topics.state(new Broker(9, "127.0.0.1", 9, Optional.empty(), true)))
                    .hasMessage("broker 9 at 127.0.0.1:9 does not answer: connection refused");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void each_broker_tells_of_its_own_log_directories(Mode mode) {
        try (WireTopics topics = topics(shared(mode), Duration.ofSeconds(30))) {
            LogDirs logDirs = new WireLogDirs(topics);
            ClusterState state = topics.state();

            PerBroker<List<LogDirs.LogDir>> told = logDirs.all();

            assertThat(told.unreachable()).isEmpty();
            assertThat(told.answers()).containsOnlyKeys(1, 2, 3);
            for (Broker broker : state.brokers()) {
                List<LogDirs.LogDir> directories = told.answers().get(broker.id());
                assertThat(directories)
                        .allMatch(directory -> directory.broker() == broker.id()
                                && directory.error().isEmpty()
                                && directory.totalBytes().getAsLong()
                                        >= directory.usableBytes().getAsLong());
                assertThat(directories.stream().flatMap(directory -> directory.replicas().stream()))
                        .extracting(LogDirs.Replica::name)
                        .containsAll(state.partitions().stream()
                                .filter(partition -> partition.topic().equals("orders")
                                        && partition.replicas().contains(broker.id()))
                                .map(Partition::name)
                                .toList());
            }
            Broker nobody = new Broker(9, "127.0.0.1", 9, Optional.empty(), true);
            PerBroker<List<LogDirs.LogDir>> partly =
                    logDirs.of(List.of(state.brokers().get(0), nobody));
            assertThat(partly.answers()).containsOnlyKeys(1);
            assertThat(partly.unreachable()).isEqualTo(Map.of(9, "connection refused"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void what_does_not_exist_is_not_found(Mode mode) {
        try (WireTopics topics = topics(shared(mode), TIMEOUT);
                WireGroups groups = new WireGroups(topics);
                WireRecordReader messages = messages(topics)) {
            assertNotFound(() -> topics.state(List.of("orders", "nosuch")), "no topic nosuch");
            assertNotFound(() -> topics.overrides("nosuch"), "no topic nosuch");
            assertNotFound(
                    () -> groups.named(List.of("nosuch"), Groups.Depth.MEASURED)
                            .failures()
                            .values()
                            .forEach(failure -> {
                                throw failure;
                            }),
                    "no group nosuch");
            Query query = new Query("orders", Set.of(7), new Start.Beginning(), new End.Present(), false);
            assertNotFound(
                    () -> messages.read(query, message -> true, text -> {}),
                    "no partition 7 in topic orders, which has 2");
            assertThat(topics.names()).doesNotContain("nosuch");
        }
    }

    private static void assertNotFound(Runnable action, String message) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_FOUND))
                .hasMessage(message);
    }

    @Test
    void zookeeper_and_the_brokers_tell_the_same() {
        Sandbox sandbox = Sandboxes.zookeeper();
        try (ClientZnodes znodes = ClientZnodes.once(
                        ZooKeeperAddress.parse(sandbox.zookeeper().orElseThrow()), TIMEOUT);
                WireTopics topics = topics(sandbox, TIMEOUT)) {
            ZooKeeperMetadata zookeeper = new ZooKeeperMetadata(znodes);
            zookeeper.readAll();
            ClusterState kept = zookeeper.state(Instant.EPOCH);
            ClusterState told = topics.state();

            assertThat(kept.brokers()).isEqualTo(told.brokers());
            assertThat(kept.controller()).isEqualTo(told.controller());
            assertThat(kept.clusterId()).isEqualTo(told.clusterId());
            assertThat(kept.partitions())
                    .allMatch(partition -> partition.since().isPresent());
            // All but the age, which only ZooKeeper has.
            assertThat(ClusterView.merge(told, kept).topics())
                    .isEqualTo(kept.topics().stream()
                            .map(KafkaLiveTest::withoutMinimum)
                            .toList());
            assertThat(ZooKeeperMetadata.bootstrap(znodes).split(",", -1))
                    .containsExactlyInAnyOrder(sandbox.bootstrap().orElseThrow().split(",", -1));
        }
    }

    private static Topic withoutMinimum(Topic topic) {
        return new Topic(topic.name(), topic.id(), topic.internal(), java.util.OptionalInt.empty(), topic.partitions());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void reads_the_last_records_and_follows(Mode mode) {
        try (WireTopics topics = topics(shared(mode), TIMEOUT);
                WireRecordReader messages = messages(topics)) {
            List<Message> last = new ArrayList<>();
            List<String> leftOut = new ArrayList<>();
            messages.read(
                    new Query("app-logs", Set.of(), new Start.Last(5), new End.Present(), false),
                    last::add,
                    leftOut::add);
            assertThat(last).hasSize(5).isSortedAccordingTo(Comparator.comparing(message -> message.time()
                    .orElseThrow()));
            assertThat(leftOut).isEmpty();

            List<Message> next = new ArrayList<>();
            messages.read(
                    new Query("app-logs", Set.of(), new Start.End(), new End.Never(Optional.empty()), false),
                    message -> next.add(message) && next.size() < 3,
                    leftOut::add);
            assertThat(next).hasSize(3);

            List<Message> first = new ArrayList<>();
            messages.read(
                    new Query("app-logs", Set.of(2), new Start.Offset(1), new End.Present(), false),
                    message -> first.add(message) && first.size() < 2,
                    leftOut::add);
            assertThat(first).extracting(Message::offset).containsExactly(1L, 2L);
            assertThat(first).extracting(Message::partition).containsOnly(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void following_ends_with_an_interrupt(Mode mode) {
        try (WireTopics topics = topics(shared(mode), TIMEOUT);
                WireRecordReader messages = messages(topics)) {
            Thread self = Thread.currentThread();
            messages.read(
                    new Query("app-logs", Set.of(), new Start.Last(1), new End.Never(Optional.empty()), false),
                    message -> {
                        self.interrupt();
                        return true;
                    },
                    text -> {});

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void tells_groups_and_their_lag(Mode mode) throws InterruptedException {
        try (WireTopics topics = topics(shared(mode), TIMEOUT);
                WireGroups groups = new WireGroups(topics)) {
            Groups.Answer listing = groups.matching(name -> true, Groups.Depth.DESCRIBED);
            assertThat(listing.troubles()).isEmpty();
            assertThat(listing.groups()).isNotEmpty();
            Groups.Group group = listing.groups().get(0);
            assertThat(group.type()).isIn("Classic", "Consumer");
            assertThat(groups.names()).contains(group.group());

            Groups.Answer lags = groups.named(List.of(group.group()), Groups.Depth.MEASURED);
            assertThat(lags.troubles()).isEmpty();
            assertThat(lags.lags()).isNotEmpty().allMatch(lag -> lag.log().end().isPresent());
        }
    }

    @Test
    void dead_and_silent_brokers_cost_their_own_partitions_and_no_more_than_the_timeout() {
        // Within less than the brokers' sessions last: after that a silent broker is a lost one.
        Duration timeout = Duration.ofMillis(1_500);
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.full().withoutTraffic());
                WireTopics topics = topics(sandbox, timeout);
                WireGroups groups = new WireGroups(topics)) {
            ClusterState before = patiently(sandbox);

            sandbox.pause("kafka-2");
            long begin = System.nanoTime();
            Topics.Offsets ends = topics.offsets(before.partitions(), new Topics.Position.End());
            assertThat(millisSince(begin)).isLessThan(timeout.toMillis() + 2_000);
            assertThat(ends.troubles()).containsExactly("broker 2: connected, but no answer");
            assertThat(ends.of(before.partitions().get(0))).isPresent();
            begin = System.nanoTime();
            assertThat(groups.matching(name -> true, Groups.Depth.DESCRIBED).troubles())
                    .containsExactly("broker 2: connected, but no answer");
            assertThat(millisSince(begin)).isLessThan(timeout.toMillis() + 2_000);
            begin = System.nanoTime();
            try (WireTopics other = new WireTopics(
                    sandbox.server("kafka-2").address() + ","
                            + sandbox.server("kafka-3").address(),
                    BrokerAccess.open(),
                    timeout)) {
                assertThat(other.state().topics()).isNotEmpty();
            }
            assertThat(millisSince(begin)).isLessThan(timeout.toMillis() + 2_000);

            sandbox.kill("kafka-2");
            sandbox.kill("kafka-1");
            Partition orders = awaitOffline(topics);
            assertThat(orders.name()).isEqualTo("orders-0");
            assertThat(orders.offlineReplicas()).containsExactlyInAnyOrder(1, 2);
            assertThat(topics.state().brokers())
                    .filteredOn(broker -> !broker.online())
                    .extracting(Broker::id)
                    .containsExactly(1, 2);
            Groups.Lags lags =
                    groups.measure(List.of(committed("orders", 0), committed("orders", 1)), Groups.Depth.STABLE);
            assertThat(lags.troubles()).containsExactly("orders-0 has no leader");
            assertThat(lags.lags()).extracting(lag -> lag.lag().isPresent()).containsExactly(false, true);
            List<String> leftOut = new ArrayList<>();
            begin = System.nanoTime();
            try (WireRecordReader messages = messages(topics)) {
                messages.read(
                        new Query("orders", Set.of(), new Start.Last(3), new End.Present(), false),
                        message -> true,
                        leftOut::add);
            }
            assertThat(millisSince(begin)).isLessThan(timeout.toMillis() * 3);
            assertThat(leftOut).containsExactly("orders-0 has no leader");
        }
    }

    /** The state, from a gateway that has time; what is measured afterwards has its classes loaded and its code warm. */
    private static ClusterState patiently(Sandbox sandbox) {
        try (WireTopics topics = topics(sandbox, Duration.ofSeconds(30));
                WireGroups groups = new WireGroups(topics)) {
            assertThat(groups.matching(name -> true, Groups.Depth.DESCRIBED).troubles())
                    .isEmpty();
            topics.offsets(topics.state().partitions(), new Topics.Position.End());
            return topics.state();
        }
    }

    private static Groups.Commit committed(String topic, int partition) {
        return new Groups.Commit(
                "billing",
                new PartitionName(topic, partition),
                OptionalLong.of(0),
                OptionalInt.empty(),
                "",
                OptionalLong.empty(),
                Optional.empty());
    }

    private static long millisSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
    }

    /** Waits until the failover is over: the last broker leads all that it can, and one partition it cannot. */
    private static Partition awaitOffline(WireTopics topics) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        while (!deadline.passed()) {
            ClusterState state;
            try {
                state = topics.state();
            } catch (Failure e) {
                assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
                continue; // the last broker is busy with the end of the others
            }
            List<Partition> offline =
                    state.partitions().stream().filter(Partition::offline).toList();
            if (offline.size() == 1
                    && offline.get(0).offlineReplicas().size() == 2
                    && state.brokers().stream().filter(Broker::online).count() == 1) {
                return offline.get(0);
            }
            deadline.within(50).await();
        }
        throw new AssertionError("orders-0 still has a leader, or others have none");
    }
}
