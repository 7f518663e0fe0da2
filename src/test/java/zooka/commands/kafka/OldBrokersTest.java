package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.ScramUsers.Mechanism;
import zooka.clients.kafka.Throttles;
import zooka.clients.zookeeper.Kind;
import zooka.commands.action.Plan;
import zooka.commands.kafka.metadata.AbsentTopic;
import zooka.testing.KafkaRun;
import zooka.testing.OldKafka;
import zooka.testing.OnServers;
import zooka.testing.ResultText;
import zooka.testing.RunsInParallel;
import zooka.testing.TestRun;

/** What brokers of old releases do otherwise. */
@OnServers
@Timeout(180)
@RunsInParallel
class OldBrokersTest {

    private static final int LARGE_ID = 1_664_189_637;

    private static String settings(KafkaRun run, String topic) {
        byte[] data =
                run.clusters().znodes().read("/config/topics/" + topic).data().orElseThrow();
        return new String(data, StandardCharsets.UTF_8);
    }

    private static void fails(Failure.Kind kind, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageMatching(message);
    }

    @Test
    void kafka_2_8_gets_whole_lists_and_tells_users_by_their_names(@TempDir Path folder) {
        try (OldKafka kafka = OldKafka.start("2.8.2", LARGE_ID, folder);
                KafkaRun run = kafka.run()) {
            // Ids of ten digits are taken wherever a broker is named.
            run.change("topic create old --assign " + LARGE_ID + "," + LARGE_ID);
            assertThat(run.told("config describe broker/" + LARGE_ID)).contains("broker.id");
            fails(
                    Failure.Kind.USAGE,
                    "invalid broker id '9999999999'",
                    () -> run.plan("topic create x --assign 9999999999"));

            // The first use of groups in the cluster's life waits for the topic of the offsets.
            assertThat(run.change("group reset first --to-latest --topic old"))
                    .isEqualTo("set the offsets of group first on 2 partitions");

            assertThat(run.told("group lag first").lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("committed=0 end=0 lag=0"));
            run.change("group reset second --to-latest --topic old:1");
            // What is deleted can be put back, of each of the groups.
            Plan delete = run.plan("group delete first second");
            assertThat(delete.wayBack().flatMap(Plan.WayBack::payload))
                    .hasValue("first,old,0,0\nfirst,old,1,0\nsecond,old,1,0");
            delete.make();

            Throttles.Copy copy = new Throttles.Copy(new PartitionName("old", 0), List.of(LARGE_ID), List.of(LARGE_ID));
            Throttles throttles = run.clusters().administration().throttles();
            Throttles.Limit limit = throttles.limit(1 << 20, List.of(copy));
            limit.set();
            assertThat(settings(run, "old"))
                    .contains("\"leader.replication.throttled.replicas\":\"0:" + LARGE_ID + "\"")
                    .contains("\"follower.replication.throttled.replicas\":\"0:" + LARGE_ID + "\"");
            assertThat(limit.revert()).isEmpty();
            assertThat(settings(run, "old")).endsWith("\"config\":{}}");
            // What a setting cannot hold is refused before anything is done.
            List<Throttles.Copy> many = IntStream.range(0, 2_500)
                    .mapToObj(number ->
                            new Throttles.Copy(new PartitionName("old", number), List.of(LARGE_ID), List.of(LARGE_ID)))
                    .toList();
            fails(
                    Failure.Kind.USAGE,
                    "the throttle of topic old lists 2,500 replicas in 38,889 bytes, the maximum is 32,767",
                    () -> throttles.limit(1, many));
            String large = "follower.replication.throttled.replicas=" + "1:1,".repeat(9_000) + "1:1";
            fails(
                    Failure.Kind.USAGE,
                    ".*the value has 36,003 bytes, the maximum is 32,767",
                    () -> run.plan("config alter topic/old " + large));
            assertThat(settings(run, "old")).endsWith("\"config\":{}}");
            String name = "a".repeat(40_000);
            fails(
                    Failure.Kind.USAGE,
                    "a name or value is longer than 32,767 bytes, the maximum of Kafka's protocol",
                    () -> run.clusters().topics().state(List.of(name)));

            run.change("config alter topic/old --append follower.replication.throttled.replicas=1:1");
            run.change("config alter topic/old --append follower.replication.throttled.replicas=1:1,0:1");
            assertThat(settings(run, "old")).contains("\"follower.replication.throttled.replicas\":\"1:1,0:1\"");

            // A topic whose replicas are on a broker that is not there cannot be deleted, and is named as what it is.
            run.clusters()
                    .znodes()
                    .create(
                            "/brokers/topics/ghost",
                            Optional.of(("{\"version\":1,\"partitions\":{\"0\":[" + LARGE_ID + ",9]}}")
                                    .getBytes(StandardCharsets.UTF_8)),
                            Kind.PERSISTENT);
            KafkaRun.until("ghost is served", () -> run.told("topics ghost").contains("partitions=1"));
            run.plan("topic delete ghost").make();
            KafkaRun.until("ghost is not served", () -> run.told("topics ghost").isEmpty());
            String waits = "topic ghost is marked for deletion: broker 9 with its replicas is offline";
            fails(Failure.Kind.CONFLICT, waits, () -> run.change("topic create ghost -p 1 -r 1"));
            fails(Failure.Kind.CONFLICT, waits, () -> run.dryRun("topic create ghost -p 1 -r 1"));
            fails(Failure.Kind.CONFLICT, waits, () -> run.change("topic create ghost -p 1 -r 1 --if-not-exists"));
            fails(Failure.Kind.NOT_FOUND, waits, () -> run.plan("topic delete ghost"));
            assertThat(AbsentTopic.explained(run.clusters(), Failure.absent(Failure.Noun.TOPIC, "ghost")))
                    .hasMessage(waits);
            // A name that is the same as another one in metrics is in the way of it, and is not the topic itself.
            run.change("topic create a.b -p 1 -r 1");
            fails(
                    Failure.Kind.CONFLICT,
                    "cannot create topic a_b: Topic 'a_b' collides with existing topics: a.b",
                    () -> run.change("topic create a_b -p 1 -r 1 --if-not-exists"));

            for (String user : List.of("joe@example.com", "CN=a,OU=b", "per%40cent", "plain")) {
                run.clusters()
                        .administration()
                        .users()
                        .alter(user, Map.of(Mechanism.SHA_256, 4096), "secret", List.of());
            }
            assertThat(run.told("users").lines())
                    .extracting(line -> line.replaceFirst("user=(.*) mechanism.*", "$1"))
                    .containsExactly("CN=a,OU=b", "joe@example.com", "per%40cent", "plain");
            assertThat(run.told("users joe@example.com")).contains("iterations=4096");
            for (String user : List.of("joe@example.com", "CN=a,OU=b", "per%40cent")) {
                run.change("user alter " + user + " --delete SCRAM-SHA-256");
            }
            assertThat(run.told("users").lines()).hasSize(1);
        }
    }

    @Test
    void kafka_1_1_makes_topics_tells_settings_and_has_records_of_old_formats(@TempDir Path folder) {
        try (OldKafka kafka = OldKafka.start("1.1.1", 1, folder);
                KafkaRun run = kafka.run()) {
            assertThat(run.change("topic create old -p 2 -r 1 -c retention.ms=1000"))
                    .isEqualTo("created topic old: 2 partitions × 1, retention.ms=1000");
            assertThat(run.dryRun("topic create old2 --assign 1,1,1")).isEqualTo("create topic old2: 3 partitions × 1");
            assertThatThrownBy(() -> run.change("topic create old3"))
                    .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                            .hasValue("before Kafka 2.4, --partitions and --replication are required"));
            assertThat(run.told("topics")).contains("topic=old partitions=2").doesNotContain("old2");
            assertThat(run.told("config describe topic/old")).contains("retention.ms");
            fails(Failure.Kind.NOT_FOUND, "no group nosuch", () -> run.query("group lag nosuch"));
            run.change("group reset first --to-latest --topic old:1");
            assertThat(run.told("group lag first")).contains("partition=1 committed=0 end=0 lag=0");
            fails(
                    Failure.Kind.CONFLICT,
                    "cannot create topic old: Topic 'old' already exists",
                    () -> run.change("topic create old -p 1 -r 1"));
            readRecords(kafka, run, "0.9.0", false);
            readRecords(kafka, run, "0.10.2", true);
        }
    }

    /** A broker before 3.0 keeps records as its topic says: 0 has no times, and neither 0 nor 1 has headers. */
    private static void readRecords(OldKafka kafka, KafkaRun run, String format, boolean timed) {
        String topic = "format-" + format;
        run.change("topic create " + topic + " -p 1 -r 1 -c message.format.version=" + format);
        KafkaRun.until("it is led", () -> run.told("topics " + topic).contains("offline=0"));
        List<String> expected = new ArrayList<>();
        for (String compression : List.of("none", "gzip", "snappy", "lz4")) {
            kafka.write(topic, compression, TestRun.NOW);
            for (String key : List.of("-", "'key'")) {
                expected.add("topic=" + topic + " time=" + (timed ? TestRun.NOW : "-") + " partition=0 offset="
                        + expected.size() + " key=" + key + " value='" + compression + "' headers={}");
            }
        }
        assertThat(ResultText.flow(run.run().follow("tail", topic, "-n", "8")).lines())
                .as(format)
                .isEqualTo(expected);
        // From the middle of a batch, which is compressed as a whole.
        assertThat(ResultText.flow(run.run().follow("tail", topic, "--from", "3", "-n", "2"))
                        .lines())
                .as(format)
                .isEqualTo(expected.subList(3, 5));
    }
}
