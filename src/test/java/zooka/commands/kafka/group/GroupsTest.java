package zooka.commands.kafka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static zooka.commands.kafka.group.GroupRecords.fails;
import static zooka.commands.kafka.group.GroupRecords.fill;
import static zooka.commands.kafka.group.GroupRecords.producer;
import static zooka.commands.kafka.group.GroupRecords.send;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.RecordReader;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.result.Table;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.ResultText;
import zooka.testing.TestRun;

/** Groups on real servers, with real consumers: how they are, and how they are changed. */
@OnServers
@Timeout(300)
class GroupsTest {

    private static final Duration POLL = Duration.ofMillis(200);

    private static Map<String, Object> consumer(Mode mode, String group, String protocol) {
        return Map.of(
                "bootstrap.servers",
                KafkaRun.bootstrap(mode),
                "group.id",
                group,
                "client.id",
                "groups-test",
                "group.protocol",
                protocol,
                "group.instance.id",
                "till-1",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                1);
    }

    @ParameterizedTest
    @CsvSource({"ZOOKEEPER, classic, Classic", "KRAFT, classic, Classic", "KRAFT, consumer, Consumer"})
    void an_active_group_is_told_and_not_changed(Mode mode, String protocol, String type) {
        String topic = "groups-active-" + protocol;
        String group = "groups-active-" + protocol;
        try (KafkaRun run = KafkaRun.on(mode)) {
            fill(run, mode, topic);
            KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    consumer(mode, group, protocol), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            try {
                consumer.subscribe(List.of(topic));
                KafkaRun.until("a first record", () -> !consumer.poll(POLL).isEmpty());
                consumer.commitSync(
                        Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1, Optional.empty(), "till here")));
                KafkaRun.until("both partitions assigned", () -> {
                    consumer.poll(POLL);
                    return run.told("group members " + group).contains("partitions=2");
                });

                assertThat(run.told("group lag " + group).lines())
                        .hasSize(2)
                        .anySatisfy(line -> assertThat(line)
                                .contains("partition=0 committed=1 end=4 lag=3? member=")
                                .contains("client=groups-test logStart=0")
                                .contains("lost=0")
                                .contains("metadata=till here"))
                        .anySatisfy(line -> assertThat(line).contains("partition=1 committed=- end=4 lag=-"));
                assertThat(run.told("group members " + group))
                        .contains("instance=till-1 host=127.0.0.1 client=groups-test epoch="
                                + (protocol.equals("classic") ? "- " : ""))
                        .contains("assignment=[{topic=" + topic + " partitions=[0,1]}] (" + topic + ":0,1)")
                        .contains("subscription=[" + topic + "]");
                assertThat(run.fields("group describe " + group))
                        .contains("state=Stable type=" + type + " members=1 lag=3 coordinator=")
                        .contains(protocol.equals("classic") ? "assignor=range epoch=- " : "assignor=uniform epoch=");
                assertThat(run.told("groups " + group + " --topic " + topic))
                        .startsWith("group=" + group + " state=Stable type=" + type + " members=1 lag=3 coordinator=");
                assertThat(run.told("groups " + group + " --topic orders")).isEmpty();

                String active = "group " + group + " is active \\(Stable\\), with 1 member: .+ on 127.0.0.1";
                fails(
                        Failure.Kind.CONFLICT,
                        active,
                        () -> run.plan("group reset " + group + " --to-latest --all-topics"));
                fails(Failure.Kind.CONFLICT, active, () -> run.plan("group delete " + group));
                fails(
                        Failure.Kind.CONFLICT,
                        "group " + group + " is subscribed to " + topic + ": member .+ on 127.0.0.1",
                        () -> run.plan("group delete-offsets " + group + " --topic " + topic + ":0"));
                is_watched(run, mode, consumer, topic, group);
            } finally {
                consumer.close(
                        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            }
            KafkaRun.until("nobody left", () -> run.told("groups " + group).contains("state=Empty"));
            assertThat(run.change("group delete " + group)).isEqualTo("deleted group " + group);
            run.delete(topic);
        }
    }

    /** Five more records are written and two are read between two looks. */
    private static void is_watched(
            KafkaRun run, Mode mode, KafkaConsumer<byte[], byte[]> consumer, String topic, String group) {
        TestRun now = new TestRun(run.clusters()).with(Clock.systemUTC());
        Action.Live live = ((Action.Query) TestRun.action("groups", group))
                .live(Duration.ofSeconds(1))
                .orElseThrow();
        assertThat(ResultText.table((Table) live.snapshot(now.context())))
                .contains(" members=1 partitions=2 lag=3! inPerSecond=- outPerSecond=- ")
                // The second record of the first partition; the topic is of February.
                .contains(" oldestUnread=2026-02-01T01:00:00Z health=unhealthy ");
        try (KafkaProducer<byte[], byte[]> producer = producer(mode, Map.of())) {
            for (int i = 0; i < 5; i++) {
                send(producer, new ProducerRecord<>(topic, 0, null, new byte[] {1}));
            }
        }
        consumer.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(3)));
        assertThat(ResultText.table((Table) live.snapshot(now.context())))
                .containsPattern(" lag=6\\S* inPerSecond=\\d*[1-9.]\\S* outPerSecond=\\d*[1-9.]\\S* ")
                .contains(" oldestUnread=2026-02-01T03:00:00Z ");
        assertThat(now.missing()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void the_age_of_a_record_is_read_whatever_its_size(Mode mode) {
        try (KafkaRun run = KafkaRun.on(mode)) {
            run.topic("groups-large", "1,1,1,2");
            Map<PartitionName, Long> offsets = new HashMap<>();
            try (KafkaProducer<byte[], byte[]> producer = producer(mode, Map.of())) {
                for (int i = 0; i < 4; i++) {
                    // Three logs of one leader, of which a request has room for none.
                    send(producer, new ProducerRecord<>("groups-large", i, 1_000L + i, null, new byte[100_000]));
                    offsets.put(new PartitionName("groups-large", i), 0L);
                }
            }
            try (RecordReader records = run.clusters().records()) {
                Map<PartitionName, Instant> times = records.times(offsets, Duration.ofSeconds(20));
                assertThat(times).hasSize(4);
                assertThat(times.get(new PartitionName("groups-large", 2))).isEqualTo(Instant.ofEpochMilli(1_002));
                offsets.replaceAll((partition, offset) -> 1L);
                offsets.put(new PartitionName("nosuch", 0), 0L);
                assertThat(records.times(offsets, Duration.ofSeconds(20))).isEmpty();
            }
            run.delete("groups-large");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void lag_tells_what_was_lost_and_what_a_transaction_holds_back(Mode mode)
            throws ExecutionException, InterruptedException {
        String topic = "groups-lost";
        try (KafkaRun run = KafkaRun.on(mode);
                Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaRun.bootstrap(mode)))) {
            fill(run, mode, topic);
            run.change("group reset groups-lost --to-offset 1 --topic " + topic);
            TopicPartition first = new TopicPartition(topic, 0);
            admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();

            assertThat(run.told("group lag groups-lost --topic " + topic)
                            .lines()
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line)
                            .contains("committed=1! end=4 lag=3! ")
                            .contains("logStart=3 ")
                            .contains("lost=2 ")
                            .endsWith("(2 lost!)"));
            assertThat(run.run().missing())
                    .contains("group groups-lost has lost records of groups-lost-0: offsets 1 to 2"
                            + " were deleted before they were read");
            assertThat(run.fields("group describe groups-lost")).endsWith("lostPartitions=1!");

            try (KafkaProducer<byte[], byte[]> producer = producer(mode, Map.of("transactional.id", "groups-lost"))) {
                producer.initTransactions();
                producer.beginTransaction();
                send(producer, new ProducerRecord<>(topic, 1, null, new byte[] {1}));
                String partition = "group lag groups-lost --sort lag --committed";
                assertThat(run.told(partition).lines()).anySatisfy(line -> assertThat(line)
                        .contains("partition=1 committed=1 end=5 lag=3? ")
                        .contains("stableOffset=4 "));
                assertThat(run.told("group lag groups-lost --only-lagging").lines())
                        .anySatisfy(line -> assertThat(line).contains("partition=1 committed=1 end=5 lag=4? "));
                producer.abortTransaction();
            }
            // The producer is told of the end before the mark of it is written.
            KafkaRun.until("the mark of the end", () -> run.told("group lag groups-lost")
                    .contains("partition=1 committed=1 end=6 "));
            run.change("group reset groups-lost --to-latest --topic " + topic);
            assertThat(run.told("group lag groups-lost --only-lagging")).isEmpty();
            run.change("group delete groups-lost");
            run.delete(topic);
        }
    }

    @Test
    void share_groups_are_told_and_changed() {
        String topic = "groups-share";
        try (KafkaRun run = KafkaRun.on(Mode.KRAFT)) {
            fill(run, Mode.KRAFT, topic);
            try (KafkaShareConsumer<byte[], byte[]> consumer = new KafkaShareConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            KafkaRun.bootstrap(Mode.KRAFT),
                            "group.id",
                            "groups-share",
                            "client.id",
                            "groups-test"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(topic));
                KafkaRun.until("a member of the share group with both partitions", () -> {
                    consumer.poll(POLL);
                    return run.told("group members groups-share").contains("partitions=2 ");
                });
                assertThat(run.told("group members groups-share"))
                        .contains("client=groups-test")
                        .contains("(" + topic + ":0,1)");
                assertThat(run.told("groups groups-share --type share")).contains("state=Stable type=Share members=1");
                assertThat(run.told("group lag groups-share").lines()).hasSize(2);
                fails(
                        Failure.Kind.CONFLICT,
                        "group groups-share is active .*",
                        () -> run.plan("group reset groups-share --to-earliest --topic " + topic));
            }
            KafkaRun.until("nobody left", () -> run.told("groups groups-share").contains("state=Empty"));
            run.change("group reset groups-share --to-offset 1 --topic " + topic);
            assertThat(run.told("group lag groups-share").lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .contains("committed=1 end=4 lag=3? "));
            fails(
                    Failure.Kind.USAGE,
                    "the offsets of a share group are deleted by whole topics; groups-share-1 is not selected",
                    () -> run.plan("group delete-offsets groups-share --topic " + topic + ":0"));
            run.change("group delete-offsets groups-share --topic " + topic);
            assertThat(run.told("group lag groups-share")).doesNotContain("committed=1");
            run.change("group delete groups-share");
            run.delete(topic);
        }
    }

    @Test
    void groups_that_old_consumers_keep_in_zookeeper_are_told_beside_the_others() {
        String topic = "groups-old";
        String root = "/consumers/groups-old";
        String member = "groups-old_host-7-1700000000000-0a1b2c3d";
        try (KafkaRun run = KafkaRun.on(Mode.ZOOKEEPER)) {
            fill(run, Mode.ZOOKEEPER, topic);
            Znodes znodes = run.clusters().znodes();
            for (String folder : List.of("", "/ids", "/owners", "/offsets", "/owners/" + topic, "/offsets/" + topic)) {
                znodes.create(root + folder, Optional.empty(), Kind.PERSISTENT);
            }
            make(
                    znodes,
                    root + "/ids/" + member,
                    "{\"version\":1,\"subscription\":{\"" + topic
                            + "\":1},\"pattern\":\"static\",\"timestamp\":\"1700000000000\"}");
            make(znodes, root + "/owners/" + topic + "/0", member + "-0");
            make(znodes, root + "/offsets/" + topic + "/0", "1");
            make(znodes, root + "/offsets/" + topic + "/1", "2");

            assertThat(run.told("groups groups-old --lag"))
                    .isEqualTo("group=groups-old state=Stable type=ZooKeeper members=1 lag=5 coordinator=- protocol=-");
            assertThat(run.told("groups --old --topic " + topic)).contains("group=groups-old ");
            assertThat(run.told("group lag groups-old").lines())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line)
                            .contains(
                                    "partition=0 committed=1 end=4 lag=3? member=" + member + " host=host-7 client=- "))
                    .anySatisfy(line -> assertThat(line).contains("partition=1 committed=2 end=4 lag=2? member=- "));
            assertThat(run.told("group members groups-old"))
                    .contains("member=" + member + " instance=- host=host-7")
                    .contains("(" + topic + ":0)")
                    .contains("subscription=[" + topic + "]");
            assertThat(run.fields("group describe groups-old --old"))
                    .startsWith("group=groups-old state=Stable type=ZooKeeper members=1 lag=5 coordinator=- ");
            fails(
                    Failure.Kind.REFUSED,
                    "group groups-old stores its offsets in ZooKeeper, under /consumers/groups-old, where brokers cannot change them",
                    () -> run.plan("group delete groups-old"));
            fails(
                    Failure.Kind.REFUSED,
                    "group groups-old stores its offsets in ZooKeeper, .*",
                    () -> run.plan("group reset groups-old --to-latest --topic " + topic));

            // This is how its offsets come to Kafka.
            run.change("group reset groups-old --to-group groups-new --all-topics");
            assertThat(run.told("group lag groups-new").lines())
                    .extracting(line -> line.replaceAll(".*committed=(\\d+) .*", "$1"))
                    .containsExactly("1", "2");
            run.change("group delete groups-new");
            run.change("deleteall " + root);
            fails(Failure.Kind.NOT_FOUND, "no group groups-old", () -> run.query("group lag groups-old"));
            run.delete(topic);
        }
    }

    private static void make(Znodes znodes, String path, String text) {
        znodes.create(path, Optional.of(text.getBytes(StandardCharsets.UTF_8)), Kind.PERSISTENT);
    }
}
