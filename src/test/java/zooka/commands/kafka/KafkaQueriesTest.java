package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.PartitionName;
import zooka.commands.result.Result;
import zooka.testing.ResultText;
import zooka.testing.Sample;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeGroups;
import zooka.testing.fake.FakeTopics;
import zooka.testing.fake.FakeZnodes;

class KafkaQueriesTest {

    private final FakeTopics topics = new FakeTopics(Sample.state(ClusterState.Mode.KRAFT));
    private final TestRun run = new TestRun(new FakeClusters().with(topics));

    @Test
    void lists_topics_with_what_is_wrong() {
        assertThat(ResultText.table(run.table("topics"))).isEqualTo("""
                topic=__consumer_offsets partitions=1 replication=2 underReplicated=0 offline=0 internal=true
                topic=logs partitions=3 replication=2 underReplicated=1? offline=0 internal=false
                topic=orders partitions=1 replication=1 underReplicated=0 offline=1! internal=false""");
    }

    @Test
    void lists_the_topics_that_match_a_pattern() {
        assertThat(ResultText.table(run.table("topic", "list", "o*s")))
                .isEqualTo("topic=orders partitions=1 replication=1 underReplicated=0 offline=1! internal=false");
        assertThat(run.table("topics", "nosuch*")).satisfies(table -> {
            assertThat(table.rows()).isEmpty();
            assertThat(table.empty()).isEqualTo("no topic matches nosuch*");
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

        assertThat(ResultText.fields(details.fields()))
                .isEqualTo("topic=logs partitionCount=3 replication=2 id=id-of-logs internal=false minInSync=2"
                        + " configs={min.insync.replicas=2 retention.ms=86400000}");
        assertThat(ResultText.table(details.table().orElseThrow())).isEqualTo("""
                topic=logs partition=0 leader=1 leaderEpoch=5 replicas=[1,3] isr=[1,3] elr=- offlineReplicas=[] preferred=true since=- underReplicated=false lastKnownElr=- addingReplicas=[] removingReplicas=[] racks=[a,-] endOffset=1204118
                topic=logs partition=1 leader=3? leaderEpoch=5 replicas=[1,3] isr=[3,1] elr=- offlineReplicas=[] preferred=false since=- underReplicated=false lastKnownElr=- addingReplicas=[] removingReplicas=[] racks=[a,-] endOffset=7 (preferred leader: 1?)
                topic=logs partition=2 leader=3! leaderEpoch=5 replicas=[2,3] isr=[3] elr=- offlineReplicas=[2] preferred=false since=- underReplicated=true lastKnownElr=- addingReplicas=[] removingReplicas=[] racks=[-,-] endOffset=- (preferred leader: 2, out of sync: 2, under min.insync.replicas (2)!)""");
        assertThat(run.missing()).containsExactly("end offsets: broker 3: timed out");
    }

    @Test
    void an_offline_partition_has_no_leader_and_no_end() {
        Result.Details details = (Result.Details) run.query("topic", "describe", "orders");

        assertThat(ResultText.table(details.table().orElseThrow()))
                .isEqualTo(
                        "topic=orders partition=0 leader=- leaderEpoch=5 replicas=[2] isr=[2] elr=-"
                                + " offlineReplicas=[2] preferred=false since=- underReplicated=false lastKnownElr=- addingReplicas=[] removingReplicas=[] racks=[-] endOffset=- (no leader!)");
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
        assertThat(names("--at-min-isr")).containsExactly("logs-0", "logs-1", "orders-0");
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
                .isEqualTo("no partition is under-replicated or offline (1 checked)");
    }

    private List<String> names(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "partitions";
        System.arraycopy(options, 0, words, 1, options.length);
        return ResultText.table(run.table(words))
                .lines()
                .map(line -> line.replaceFirst("topic=(\\S+) partition=(\\d+).*", "$1-$2"))
                .toList();
    }

    @Test
    void lists_brokers_lost_ones_too() {
        assertThat(ResultText.table(run.table("brokers"))).isEqualTo("""
                id=1 host=kafka-1 port=9092 rack=a controller=false leaders=2 replicas=3 state=online
                id=2 host=- port=- rack=- controller=false leaders=0 replicas=2 state=offline!
                id=3 host=kafka-3 port=9092 rack=- controller=true leaders=2 replicas=4 state=online""");
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

        assertThat(ResultText.table(both.table("partitions", "orders")))
                .contains("leaderEpoch=5", "since=2026-03-01T14:01:56Z");
        assertThat(both.missing()).isEmpty();
    }

    @Test
    void takes_zookeepers_word_where_no_broker_answers_and_says_so() {
        topics.fail(Failure.unreachable("no broker of kafka:9092 answers"));
        FakeZnodes znodes = new FakeZnodes()
                .put("/brokers/topics/orders", "{\"partitions\":{\"0\":[2]}}", TestRun.NOW)
                .put("/brokers/topics/orders/partitions/0/state", "{\"leader\":2,\"isr\":[2]}", TestRun.NOW)
                .put("/brokers/ids/2", "{\"host\":\"kafka-2\",\"port\":9092}", TestRun.NOW);
        TestRun both = new TestRun(new FakeClusters().with(topics).with(znodes));

        assertThat(ResultText.table(both.table("topics")))
                .isEqualTo("topic=orders partitions=1 replication=1 underReplicated=0 offline=0 internal=false");
        assertThat(both.missing())
                .containsExactly(
                        "no answer from the brokers; showing the metadata in ZooKeeper: no broker of kafka:9092 answers",
                        "reachability of brokers: no broker of kafka:9092 answers");
        assertThatThrownBy(() -> run.table("topics")).hasMessage("no broker of kafka:9092 answers");
    }

    @Test
    void nothing_is_led_by_a_broker_that_is_not_registered_whatever_was_written_last() {
        topics.fail(Failure.unreachable("no broker of kafka:9092 answers"));
        FakeZnodes znodes = new FakeZnodes()
                .put("/brokers/topics/orders", "{\"partitions\":{\"0\":[2,1]}}", TestRun.NOW)
                .put("/brokers/topics/orders/partitions/0/state", "{\"leader\":2,\"isr\":[2,1]}", TestRun.NOW);
        TestRun both = new TestRun(new FakeClusters().with(topics).with(znodes));

        assertThat(ResultText.table(both.table("partitions", "--offline")))
                .isEqualTo("topic=orders partition=0 leader=- leaderEpoch=- replicas=[2,1] isr=[2,1] elr=-"
                        + " offlineReplicas=[2,1] preferred=false since=2026-03-01T14:02:03Z underReplicated=false"
                        + " addingReplicas=[] removingReplicas=[] lastKnownElr=- topicId=- (no leader!)");
        assertThat(both.missing()).isEmpty();
    }

    private static Groups.Group group(String name, String state, String type, int coordinator, String... members) {
        List<Groups.Member> all = Stream.of(members)
                .map(id -> new Groups.Member(
                        id,
                        Optional.empty(),
                        Optional.of("10.0.0.7"),
                        Optional.of("app"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        List.of("logs"),
                        id.equals("odd")
                                ? Optional.empty()
                                : Optional.of(List.of(new PartitionName("logs", 1), new PartitionName("logs", 0))),
                        Optional.empty()))
                .toList();
        return new Groups.Group(
                name,
                state,
                type,
                Optional.of(new Broker(coordinator, "kafka-" + coordinator, 9092, Optional.empty(), true)),
                members.length == 0
                        ? Optional.empty()
                        : Optional.of(new Groups.Membership(
                                Optional.of("consumer"),
                                Optional.of("range"),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                all)));
    }

    private static Groups.Lag lag(
            String topic, long committed, OptionalLong start, OptionalLong end, Groups.Group group) {
        Optional<Groups.Member> reader = group.membership()
                .filter(known -> topic.equals("logs"))
                .map(known -> known.members().get(0));
        return new Groups.Lag(
                new Groups.Commit(
                        group.group(),
                        new PartitionName(topic, 0),
                        OptionalLong.of(committed),
                        OptionalInt.of(3),
                        "",
                        OptionalLong.empty(),
                        reader),
                new Groups.Log(start, end, OptionalLong.empty(), true));
    }

    private static TestRun oddGroup(String protocol) {
        Groups.Group group = group("home-made", "Stable", "Classic", 1, "m-1", "odd");
        Groups.Membership told = group.membership().orElseThrow();
        return new TestRun(new FakeClusters()
                .with(new FakeGroups(new Groups.Answer(
                        List.of(new Groups.Group(
                                group.group(),
                                group.state(),
                                group.type(),
                                group.coordinator(),
                                Optional.of(new Groups.Membership(
                                        Optional.of(protocol),
                                        told.assignor(),
                                        told.epoch(),
                                        told.targetEpoch(),
                                        told.members())))),
                        List.of(),
                        Map.of(),
                        List.of()))));
    }

    @Test
    void an_assignment_that_cannot_be_read_is_unknown_and_said_to_be() {
        for (String command : List.of("members", "describe", "lag")) {
            TestRun run = oddGroup("consumer");
            run.query("group", command, "home-made");
            assertThat(run.missing())
                    .as(command)
                    .containsExactly("group home-made: the assignment of member odd cannot be read");
        }
        List<Map<String, Object>> members = oddGroup("consumer").rows("group", "members", "home-made");
        assertThat(members.get(0)).containsEntry("partitions", 2);
        assertThat(members.get(1)).containsEntry("partitions", null).containsEntry("assignment", null);
    }

    @Test
    void members_that_are_no_consumers_have_no_partitions_that_could_be_read() {
        TestRun run = oddGroup("connect");
        assertThat(run.rows("group", "members", "home-made").get(1)).containsEntry("partitions", null);
        assertThat(run.missing()).isEmpty();
    }

    private static TestRun groups(String trouble) {
        Groups.Group billing = group("billing", "Stable", "Classic", 1, "m-1");
        Groups.Group idle = group("idle", "Empty", "Consumer", 3);
        return new TestRun(new FakeClusters()
                .with(new FakeGroups(new Groups.Answer(
                        List.of(billing, idle),
                        List.of(
                                lag("logs", 5, OptionalLong.of(0), OptionalLong.of(9), billing),
                                lag("old", 5, OptionalLong.of(7), OptionalLong.of(9), billing),
                                lag("orders", 5, OptionalLong.empty(), OptionalLong.empty(), billing)),
                        Map.of(),
                        List.of(trouble)))));
    }

    @Test
    void lists_groups_and_names_the_brokers_that_do_not_tell_theirs() {
        TestRun run = groups("broker 2: timed out");

        assertThat(run.told("groups")).isEqualTo("""
                group=billing state=Stable type=Classic members=1 lag=- coordinator=1 protocol=consumer
                group=idle state=Empty? type=Consumer members=- lag=- coordinator=3 protocol=-""");
        assertThat(run.missing()).containsExactly("broker 2: timed out");
        assertThat(run.told("groups", "--state", "empty", "--lag"))
                .isEqualTo("group=idle state=Empty? type=Consumer members=- lag=- coordinator=3 protocol=-");
        // The lag is not known as long as that of one partition is not.
        assertThat(run.told("groups", "--type", "classic", "b*", "--lag"))
                .isEqualTo("group=billing state=Stable type=Classic members=1 lag=- coordinator=1 protocol=consumer");
        assertThat(run.told("groups", "--topic", "logs"))
                .isEqualTo("group=billing state=Stable type=Classic members=1 lag=4 coordinator=1 protocol=consumer");
        assertThatThrownBy(() -> run.query("groups", "--state", "stale")).hasMessage("unknown group state 'stale'");
        assertThatThrownBy(() -> run.query("groups", "--type", "old")).hasMessage("unknown group type 'old'");
    }

    @Test
    void tells_the_lag_of_groups_and_what_they_have_lost() {
        TestRun run = groups("orders-0 has no leader");

        String logs =
                "group=billing topic=logs partition=0 committed=5 end=9 lag=4? member=m-1 host=10.0.0.7 client=app"
                        + " logStart=0 stableOffset=- lost=0 leaderEpoch=3 metadata=";
        String old = "group=billing topic=old partition=0 committed=5! end=9 lag=4! member=- host=- client=-"
                + " logStart=7 stableOffset=- lost=2 leaderEpoch=3 metadata=";
        String orders = "group=billing topic=orders partition=0 committed=5 end=- lag=- member=- host=- client=-"
                + " logStart=- stableOffset=- lost=- leaderEpoch=3 metadata=";
        assertThat(run.told("group", "lag", "billing", "nosuch"))
                .isEqualTo(logs + " (-)\n" + old + " (2 lost!)\n" + orders + " (-)");
        assertThat(run.takeMissing())
                .containsExactly(
                        "orders-0 has no leader",
                        "no group nosuch",
                        "group billing has lost records of old-0: offsets 5 to 6 were deleted before they were read");
        assertThat(run.told("group", "lag", "bill*", "--topic", "logs")).isEqualTo(logs);
        assertThat(run.told("group", "lag", "idle")).isEmpty();
        assertThatThrownBy(() -> run.table("group", "lag", "nosuch")).hasMessage("no group nosuch");
        assertThatThrownBy(() -> run.table("group", "lag", "no*")).hasMessage("no group no*");
    }

    @Test
    void a_committed_offset_beyond_the_end_of_the_log_is_a_negative_lag_and_named() {
        Groups.Group anew = group("anew", "Empty", "Consumer", 3);
        Groups.Group mixed = group("mixed", "Stable", "Classic", 1, "m-1");
        TestRun run = new TestRun(new FakeClusters()
                .with(new FakeGroups(new Groups.Answer(
                        List.of(anew, mixed),
                        List.of(
                                lag("orders", 100, OptionalLong.of(0), OptionalLong.of(10), anew),
                                lag("logs", 5, OptionalLong.of(0), OptionalLong.of(9), mixed),
                                lag("orders", 12, OptionalLong.of(0), OptionalLong.of(10), mixed)),
                        Map.of(),
                        List.of()))));
        String warning =
                "group anew has committed offset 100 of orders-0, but the log ends at 10: records were lost or the topic was"
                        + " recreated; the group will start again according to its auto.offset.reset";

        assertThat(run.told("group", "lag", "anew", "--only-lagging"))
                .startsWith("group=anew topic=orders partition=0 committed=100! end=10 lag=-90! ")
                .endsWith(" (90 past the end!)");
        assertThat(run.takeMissing()).containsExactly(warning);
        // What is left to read elsewhere is not made less by it.
        assertThat(run.told("groups", "--lag"))
                .isEqualTo("group=anew state=Empty? type=Consumer members=- lag=-90! coordinator=3 protocol=-\n"
                        + "group=mixed state=Stable type=Classic members=1 lag=4 coordinator=1 protocol=consumer");
        assertThat(run.takeMissing()).hasSize(2).contains(warning);
        assertThat(run.told("group", "lag", "mixed", "--sort", "lag").lines())
                .extracting(line -> line.replaceFirst(".* lag=(\\S+) .*", "$1"))
                .containsExactly("4?", "-2!");
        assertThat(ResultText.fields(((Result.Details) run.query("group", "describe", "anew")).fields()))
                .contains(" lag=-90 ");
    }

    @Test
    void tells_who_is_in_a_group() {
        TestRun run = groups("broker 2: timed out");

        assertThat(run.told("group", "members", "billing"))
                .isEqualTo(
                        "group=billing member=m-1 instance=- host=10.0.0.7 client=app epoch=- partitions=2"
                                + " assignment=[{topic=logs partitions=[0,1]}] (logs:0,1) target=- subscription=[logs] protocol=- rack=-");
        assertThat(run.told("group", "members", "idle")).isEmpty();
    }
}
