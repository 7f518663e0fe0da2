package zooka.commands.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.commands.action.Plan;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.LiveKafka;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.ResultText;
import zooka.testing.TestRun;

/** What is asked for by time is decided by each record's time, in logs where times are out of order, absurd, or missing. */
@OnServers
@Timeout(300)
class RecordTimesTest {

    private static final long NOW = 1_772_373_723_000L; // 2026-03-01T14:02:03Z
    private static final short VERSION = 7; // with a topic's name, and known to every broker

    private static TestRun run(LiveKafka kafka) {
        return kafka.run().with(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    private static List<String> values(LiveKafka kafka, String line) {
        return ResultText.flow(run(kafka).follow(line.split(" ", -1)))
                .lines()
                .map(each -> each.replaceAll("^.* value='(.*?)'.*$", "$1"))
                .toList();
    }

    private static String done(Program.Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    /** Records of these ages in seconds, each of which has its age for value. */
    private static void send(LiveKafka kafka, String topic, long... ages) throws Exception {
        try (Producer<byte[], byte[]> producer = kafka.producer(Optional.empty())) {
            for (long age : ages) {
                byte[] value = Long.toString(age).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, 0, NOW - age * 1_000, null, value))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_time_in_microseconds_or_out_of_order_hides_no_other_record(Mode mode) throws Exception {
        try (LiveKafka kafka = LiveKafka.shared(mode)) {
            kafka.topic("times-wrong", "1", "message.timestamp.after.max.ms=9223372036854775807");
            long microseconds = -(NOW * 1_000 - NOW) / 1_000;
            send(kafka, "times-wrong", microseconds, 3_600, 1_800, 2_400, 600, 100, 400);
            assertThat(values(kafka, "tail times-wrong --to 5m")).containsExactly("3600", "1800", "2400", "600", "400");
            assertThat(values(kafka, "tail times-wrong --from 50m --to 5m"))
                    .containsExactly("1800", "2400", "600", "400");
            assertThat(values(kafka, "tail times-wrong --from 50m"))
                    .containsExactly(Long.toString(microseconds), "1800", "2400", "600", "100", "400");
            assertThat(values(kafka, "tail times-wrong -n 2 --to 20m")).containsExactly("1800", "2400");
            assertThat(values(kafka, "tail times-wrong --from 2026-03-01T15:02:03.000+0200 --to @" + (NOW - 2_000_000)))
                    .containsExactly("3600", "2400");

            TestRun run = run(kafka);
            assertThat(run.plan("topic", "purge", "times-wrong", "--before", "30m")
                            .preview()
                            .summary())
                    .isEqualTo("delete no records: all in topic times-wrong before 30m follow newer ones");
            assertThat(run.takeMissing())
                    .containsExactly(
                            "times-wrong-0: 2 records before 30m stay: after offset 0 of +58134-04-15T18:10:00Z");
            assertThat(run.plan("topic", "purge", "times-wrong", "--before", "@32503680000000")
                            .preview()
                            .summary())
                    .startsWith("delete no records");
            run.takeMissing();

            Program zooka = Program.with("-b", KafkaRun.bootstrap(mode), "--timeout", "30s");
            String read = done(zooka.run("tail", "times-wrong", "-o", "json"));
            assertThat(read).startsWith("{\"topic\":\"times-wrong\",\"time\":\"+58134-04-15T18:10:00Z\",");
            kafka.topic("times-copy", "1", "message.timestamp.after.max.ms=9223372036854775807");
            run.stdin(read)
                    .plan("produce", "times-copy", "--json-lines", "--keep-time")
                    .make();
            assertThat(run.takeMissing()).isEmpty();
            assertThat(done(zooka.run("tail", "times-copy", "-o", "json")))
                    .isEqualTo(read.replace("times-wrong", "times-copy"));
        }
    }

    /** Writes a record that says of no time when it was made, as clients before 0.10 did. */
    private static void sendWithoutTime(LiveKafka kafka, String topic, Compression compression, String... values)
            throws IOException {
        int leader = kafka.partition(topic).leader().orElseThrow();
        Broker broker = kafka.clusters().topics().state().brokers().stream()
                .filter(each -> each.id() == leader)
                .findFirst()
                .orElseThrow();
        SimpleRecord[] records = java.util.Arrays.stream(values)
                .map(value -> new SimpleRecord(-1L, null, value.getBytes(StandardCharsets.UTF_8)))
                .toArray(SimpleRecord[]::new);
        ProduceRequestData.TopicProduceData data = new ProduceRequestData.TopicProduceData()
                .setName(topic)
                .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                        .setIndex(0)
                        .setRecords(MemoryRecords.withRecords(compression, records))));
        ProduceRequestData.TopicProduceDataCollection all = new ProduceRequestData.TopicProduceDataCollection();
        all.add(data);
        ByteBuffer bytes = ProduceRequest.builder(new ProduceRequestData()
                        .setAcks((short) -1)
                        .setTimeoutMs(30_000)
                        .setTopicData(all))
                .build(VERSION)
                .serializeWithHeader(new RequestHeader(ApiKeys.PRODUCE, VERSION, "test", 1));
        try (Socket socket = new Socket(broker.host(), broker.port())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(in.readNBytes(in.readInt())).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void no_time_is_no_time_and_not_1969(Mode mode) throws Exception {
        try (LiveKafka kafka = LiveKafka.shared(mode)) {
            kafka.topic("times-none", "1");
            sendWithoutTime(kafka, "times-none", Compression.NONE, "a", "b");
            sendWithoutTime(kafka, "times-none", Compression.gzip().build(), "c", "d");
            send(kafka, "times-none", 60);
            assertThat(values(kafka, "tail times-none")).containsExactly("a", "b", "c", "d", "60");
            assertThat(values(kafka, "tail times-none --from 1970-01-01")).containsExactly("60");
            assertThat(values(kafka, "tail times-none --to 0s")).containsExactly("60");
            assertThat(values(kafka, "tail times-none -n 2")).containsExactly("d", "60");
            TestRun run = run(kafka);
            assertThat(new String(
                            run.document("tail", "times-none", "-n", "2", "--format", "%T %d\\n"),
                            StandardCharsets.UTF_8))
                    .isEqualTo("-1 -\n1772373663000 2026-03-01T14:01:03Z\n");
            Program zooka = Program.with("-b", KafkaRun.bootstrap(mode), "--timeout", "30s");
            String read = done(zooka.run("tail", "times-none", "-o", "json"));
            assertThat(read.lines().limit(4))
                    .allSatisfy(line -> assertThat(line).contains("\"time\":null,"));
            Plan purge = run.plan("topic", "purge", "times-none", "--before", "@" + NOW);
            assertThat(purge.preview().summary()).isEqualTo("""
                    delete 5 records of topic times-none
                      times-none-0: log start 0 -> 5, 5 records, 4 without a timestamp""");
            assertThat(run.plan("topic", "purge", "times-none", "--before", "3")
                            .preview()
                            .summary())
                    .endsWith("log start 0 -> 3, 3 records");
            kafka.topic("times-made", "1");
            run.stdin(read)
                    .plan("produce", "times-made", "--json-lines", "--keep-time")
                    .make();
            assertThat(run.takeMissing()).isEmpty();
            assertThat(values(kafka, "tail times-made --from 2026-03-01")).contains("a", "b", "c", "d", "60");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void an_offset_that_no_partition_has_is_an_error_and_no_empty_answer(Mode mode) throws Exception {
        try (LiveKafka kafka = LiveKafka.shared(mode)) {
            kafka.topic("times-past", "1,1");
            send(kafka, "times-past", 3, 2, 1);
            refused(kafka, "offset 4 is past the end of topic times-past (3)", "tail times-past --from 4");
            refused(kafka, "offset 4 is past the end of topic times-past (3)", "tail times-past --from 4 -f");
            refused(
                    kafka,
                    "offset 1 is past the end of topic times-past (0)",
                    "tail times-past --from 1 --partition 1");
            assertThat(refused(
                                    kafka,
                                    "offset " + NOW + " is past the end of topic times-past (3)",
                                    "tail times-past --to " + NOW)
                            .hint())
                    .hasValue("for a time in milliseconds use @" + NOW);
            assertThat(values(kafka, "tail times-past --from 3")).isEmpty();
            assertThat(values(kafka, "tail times-past --from 1 --to 7")).containsExactly("2", "1");
            TestRun run = run(kafka);
            assertThatThrownBy(() -> run.plan("topic", "purge", "times-past", "--partition", "0", "--before", "" + NOW))
                    .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                            .hasValue("for a time in milliseconds use --before @" + NOW));
            assertThatThrownBy(() ->
                            run.plan("group", "reset", "times-new", "--topic", "times-past", "--to-offset", "" + NOW))
                    .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                            .hasValue("for a time in milliseconds use --to-datetime @" + NOW));
        }
    }

    private static Failure refused(LiveKafka kafka, String message, String line) {
        try {
            throw new AssertionError("was answered: " + values(kafka, line));
        } catch (Failure failure) {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
            assertThat(failure).hasMessage(message);
            return failure;
        }
    }
}
