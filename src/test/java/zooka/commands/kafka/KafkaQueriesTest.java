package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zooka.commands.Failure;
import zooka.commands.kafka.client.ClusterState;
import zooka.commands.kafka.client.Groups;
import zooka.commands.result.Result;
import zooka.testing.FakeClusters;
import zooka.testing.FakeGroups;
import zooka.testing.FakeTopics;
import zooka.testing.FakeZnodes;
import zooka.testing.TestRun;
import zooka.testing.Told;

class KafkaQueriesTest {

    private final FakeTopics topics = new FakeTopics(Sample.state(ClusterState.Mode.KRAFT));
    private final TestRun run = new TestRun(new FakeClusters().with(topics));

    @Test
    void lists_topics_with_what_is_wrong() {
        assertThat(Told.table(run.table("topics"))).isEqualTo("""
                topic=__consumer_offsets partitions=1 replication=2 underReplicated=0 offline=0 internal=true
                topic=logs partitions=3 replication=2 underReplicated=1? offline=0 internal=false
                topic=orders partitions=1 replication=1 underReplicated=0 offline=1! internal=false""");
    }

    @Test
    void lists_the_topics_that_match_a_pattern() {
        assertThat(Told.table(run.table("topic", "list", "o*s")))
                .isEqualTo("topic=orders partitions=1 replication=1 underReplicated=0 offline=1! internal=false");
        assertThat(run.table("topics", "nosuch*")).satisfies(table -> {
            assertThat(table.rows()).isEmpty();
            assertThat(table.empty()).isEqualTo("no topic is called nosuch*");
        });
    }

    @Test
    void describes_a_topic() {
        topics.minimum("logs", 2);
        topics.override("logs", "min.insync.replicas", "2");
        topics.override("logs", "retention.ms", "86400000");
        topics.end("logs-0", 1_204_118);
        topics.end("logs-1", 7);
        topics.silent("broker 3: timed out");

        Result.Details details = (Result.Details) run.query("topic", "describe", "logs");

        assertThat(Told.fields(details.fields()))
                .isEqualTo("topic=logs partitionCount=3 replication=2 id=id-of-logs internal=false minInSync=2"
                        + " configs={min.insync.replicas=2 retention.ms=86400000}");
        assertThat(Told.table(details.table().orElseThrow())).isEqualTo("""
                topic=logs partition=0 leader=1 leaderEpoch=5 replicas=[1,3] isr=[1,3] elr=- offlineReplicas=[] preferred=true since=- underReplicated=false endOffset=1204118
                topic=logs partition=1 leader=3? leaderEpoch=5 replicas=[1,3] isr=[3,1] elr=- offlineReplicas=[] preferred=false since=- underReplicated=false endOffset=7 (preferred is 1?)
                topic=logs partition=2 leader=3! leaderEpoch=5 replicas=[2,3] isr=[3] elr=- offlineReplicas=[2] preferred=false since=- underReplicated=true endOffset=- (preferred is 2, out of sync: 2, fewer in sync than the minimum of 2!)""");
        assertThat(run.missing()).containsExactly("end offsets: broker 3: timed out");
    }

    @Test
    void an_offline_partition_has_no_leader_and_no_end() {
        Result.Details details = (Result.Details) run.query("topic", "describe", "orders");

        assertThat(Told.table(details.table().orElseThrow()))
                .isEqualTo(
                        "topic=orders partition=0 leader=- leaderEpoch=5 replicas=[2] isr=[2] elr=-"
                                + " offlineReplicas=[2] preferred=false since=- underReplicated=false endOffset=- (no leader!)");
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void an_unknown_topic_is_not_found() {
        assertThatThrownBy(() -> run.query("topic", "describe", "nosuch"))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_FOUND);
                    assertThat(failure).hasMessage("no topic nosuch");
                });
    }

    @Test
    void filters_partitions_by_what_is_wrong() {
        topics.minimum("logs", 2);
        assertThat(names("--under-replicated")).containsExactly("logs-2");
        assertThat(names("--under-min-isr")).containsExactly("logs-2", "orders-0");
        assertThat(names("--at-min-isr")).containsExactly("logs-0", "logs-1");
        assertThat(names("--offline")).containsExactly("orders-0");
        assertThat(names("--not-preferred")).containsExactly("logs-1", "logs-2", "orders-0");
        assertThat(names("--offline", "--under-replicated")).containsExactly("logs-2", "orders-0");
        assertThat(names("orders", "__consumer_offsets")).containsExactly("orders-0", "__consumer_offsets-0");
    }

    @Test
    void says_that_all_is_well() {
        topics.change(Sample.state(
                ClusterState.Mode.KRAFT,
                Sample.topic("logs", Sample.partition("logs", 0, OptionalInt.of(1), List.of(1, 3), List.of(1, 3)))));

        assertThat(run.table("partitions", "--offline", "--under-replicated").empty())
                .isEqualTo("no partition is under-replicated or offline (1 looked at)");
    }

    private List<String> names(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "partitions";
        System.arraycopy(options, 0, words, 1, options.length);
        return Told.table(run.table(words))
                .lines()
                .map(line -> line.replaceFirst("topic=(\\S+) partition=(\\d+).*", "$1-$2"))
                .toList();
    }

    @Test
    void lists_brokers_lost_ones_too() {
        assertThat(Told.table(run.table("brokers"))).isEqualTo("""
                id=1 host=kafka-1 port=9092 rack=a controller=false leaders=2 replicas=3 state=alive
                id=2 host=- port=- rack=- controller=false leaders=0 replicas=2 state=lost!
                id=3 host=kafka-3 port=9092 rack=- controller=true leaders=2 replicas=4 state=alive""");
    }

    @Test
    void adds_from_zookeeper_since_when() {
        topics.change(Sample.state(ClusterState.Mode.ZOOKEEPER));
        FakeZnodes znodes = new FakeZnodes()
                .put("/brokers/topics/orders", "{\"partitions\":{\"0\":[2]}}", TestRun.NOW)
                .put(
                        "/brokers/topics/orders/partitions/0/state",
                        "{\"leader\":-1,\"leader_epoch\":6,\"isr\":[2]}",
                        TestRun.NOW.minusSeconds(7));
        TestRun both = new TestRun(new FakeClusters().with(topics).with(znodes));

        assertThat(Told.table(both.table("partitions", "orders")))
                .contains("leaderEpoch=5", "since=2026-03-01T14:01:56Z");
        assertThat(both.missing()).isEmpty();
    }

    @Test
    void takes_zookeepers_word_where_no_broker_answers_and_says_so() {
        topics.fail(Failure.unreachable("no broker of kafka:9092 answers"));
        FakeZnodes znodes = new FakeZnodes()
                .put("/brokers/topics/orders", "{\"partitions\":{\"0\":[2]}}", TestRun.NOW)
                .put("/brokers/topics/orders/partitions/0/state", "{\"leader\":2,\"isr\":[2]}", TestRun.NOW);
        TestRun both = new TestRun(new FakeClusters().with(topics).with(znodes));

        assertThat(Told.table(both.table("topics")))
                .isEqualTo("topic=orders partitions=1 replication=1 underReplicated=0 offline=0 internal=false");
        assertThat(both.missing())
                .containsExactly("the brokers' word; this is ZooKeeper's: no broker of kafka:9092 answers");
        assertThatThrownBy(() -> run.table("topics")).hasMessage("no broker of kafka:9092 answers");
    }

    @Test
    void lists_groups_and_names_the_brokers_that_do_not_tell_theirs() {
        FakeGroups groups = new FakeGroups(new Groups.Listing(
                List.of(
                        new Groups.Group(
                                "billing",
                                "Stable",
                                "Classic",
                                OptionalInt.of(2),
                                OptionalInt.of(1),
                                OptionalLong.empty()),
                        new Groups.Group(
                                "idle",
                                "Empty",
                                "Consumer",
                                OptionalInt.empty(),
                                OptionalInt.of(3),
                                OptionalLong.empty())),
                List.of("broker 2: timed out")));
        TestRun run = new TestRun(new FakeClusters().with(groups));

        assertThat(Told.table(run.table("groups"))).isEqualTo("""
                group=billing state=Stable type=Classic members=2 lag=-
                group=idle state=Empty? type=Consumer members=- lag=-""");
        assertThat(run.missing()).containsExactly("broker 2: timed out");
    }

    @Test
    void tells_the_lag_of_a_group() {
        FakeGroups groups = new FakeGroups(new Groups.Listing(List.of(), List.of()));
        groups.lag(
                "billing",
                new Groups.Lags(
                        List.of(
                                new Groups.Lag(
                                        "billing",
                                        "logs",
                                        0,
                                        OptionalLong.of(5),
                                        OptionalLong.of(9),
                                        Optional.of("m-1"),
                                        Optional.of("10.0.0.7"),
                                        Optional.of("app")),
                                new Groups.Lag(
                                        "billing",
                                        "orders",
                                        0,
                                        OptionalLong.of(5),
                                        OptionalLong.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())),
                        List.of("orders-0 has no leader")));
        TestRun run = new TestRun(new FakeClusters().with(groups));

        assertThat(Told.table(run.table("group", "lag", "billing", "nosuch"))).isEqualTo("""
                group=billing topic=logs partition=0 committed=5 end=9 lag=4? member=m-1 host=10.0.0.7 client=app
                group=billing topic=orders partition=0 committed=5 end=- lag=- member=- host=- client=-""");
        assertThat(run.missing()).containsExactly("orders-0 has no leader", "no group nosuch");
        assertThatThrownBy(() -> run.table("group", "lag", "nosuch")).hasMessage("no group nosuch");
    }
}
