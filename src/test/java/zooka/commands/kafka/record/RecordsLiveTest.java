package zooka.commands.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;
import static zooka.commands.kafka.record.LiveRecords.clusters;
import static zooka.commands.kafka.record.LiveRecords.producer;
import static zooka.commands.kafka.record.LiveRecords.withTopics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordReader.End;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.RecordReader.Query;
import zooka.clients.kafka.RecordReader.Start;
import zooka.commands.LiveClusters;
import zooka.commands.result.Table;
import zooka.sandbox.Mode;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.ResultText;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/** Records on real servers: read, written, lost and read again. */
@OnServers
@Timeout(300)
class RecordsLiveTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static Sandbox shared(Mode mode) {
        return mode == Mode.ZOOKEEPER ? Sandboxes.zookeeper() : Sandboxes.kraft();
    }

    private static Run done(Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void what_was_read_is_written_again_byte_for_byte(Mode mode) throws Exception {
        String lines = """
                {"topic":"records-test-a","time":"2026-01-02T03:04:05.006Z","partition":0,"offset":0,"key":null,"value":"text \\u001B[31m \\n ü","headers":{}}
                {"topic":"records-test-a","time":"2026-01-02T03:04:05.007Z","partition":1,"offset":0,"key":"k","value":null,"headers":{"h":["1",null,{"base64":"/wA="}],"i":""}}
                {"topic":"records-test-a","time":"2026-01-02T03:04:05.008Z","partition":0,"offset":1,"key":"","value":"","headers":[{"name":"a","value":"1"},{"name":"b","value":"2"},{"name":"a","value":"3"}]}
                {"topic":"records-test-a","time":"2026-01-02T03:04:05.009Z","partition":1,"offset":1,"key":{"base64":"AAH/"},"value":{"base64":"/////w=="},"headers":{}}
                {"topic":"records-test-a","time":"2026-01-02T03:04:05.010Z","partition":2,"offset":0,"key":"{\\"base64\\":\\"AA==\\"}","value":"{\\"a\\": 1.10}","headers":{}}
                """;
        withTopics(
                shared(mode),
                admin -> {
                    Program zooka = Program.with("-b", shared(mode).bootstrap().orElseThrow(), "--timeout", "30s");
                    String[] again = {"--json-lines", "--keep-time", "--keep-partition", "-o", "json"};
                    String[] first = {"produce", "records-test-a", again[0], again[1], again[2], again[3], again[4]};
                    assertThat(done(zooka.stdin(lines).run(first)).out())
                            .isEqualTo(
                                    "[{\"topic\":\"records-test-a\",\"partition\":0,\"records\":2,\"firstOffset\":0,\"lastOffset\":1},"
                                            + "{\"topic\":\"records-test-a\",\"partition\":1,\"records\":2,\"firstOffset\":0,\"lastOffset\":1},"
                                            + "{\"topic\":\"records-test-a\",\"partition\":2,\"records\":1,\"firstOffset\":0,\"lastOffset\":0}]\n");
                    String read = done(zooka.run("tail", "records-test-a", "-o", "json"))
                            .out();
                    assertThat(read).isEqualTo(lines);
                    first[1] = "records-test-b";
                    done(zooka.stdin(read).run(first));
                    assertThat(done(zooka.run("tail", "records-test-b", "-o", "json"))
                                    .out())
                            .isEqualTo(lines.replace("records-test-a", "records-test-b"));
                    assertThat(done(zooka.run("tail", "records-test-a", "-o", "raw", "--partition", "1"))
                                    .bytes())
                            .containsExactly((byte) '\n', (byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) '\n');
                    assertThat(zooka.stdin("x")
                                    .run("produce", "records-test-nosuch")
                                    .code())
                            .isEqualTo(3);
                },
                new NewTopic("records-test-a", 3, (short) 2),
                new NewTopic("records-test-b", 3, (short) 2));
    }

    private static List<String> offsets(RecordReader records, Start start, End end) {
        List<String> read = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        records.read(
                new Query("records-test-c", java.util.Set.of(), start, end, false),
                message -> read.add(message.partition() + "@" + message.offset()),
                leftOut::add);
        assertThat(leftOut).isEmpty();
        return read;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void begins_and_ends_where_it_is_told(Mode mode) throws Exception {
        withTopics(
                shared(mode),
                admin -> {
                    try (LiveClusters clusters = clusters(shared(mode), TIMEOUT);
                            RecordReader records = clusters.records()) {
                        StringBuilder lines = new StringBuilder();
                        for (int i = 0; i < 12; i++) {
                            lines.append("{\"value\":\"" + i + "\",\"partition\":" + i % 2
                                    + ",\"time\":\"2026-01-01T00:00:" + (10 + i) + "Z\"}\n");
                        }
                        new TestRun(clusters)
                                .stdin(lines.toString())
                                .plan("produce", "records-test-c", "--json-lines", "--keep-time", "--keep-partition")
                                .make();
                        End present = new End.Present();
                        assertThat(offsets(records, new Start.Last(3), present)).containsExactly("1@4", "0@5", "1@5");
                        assertThat(offsets(records, new Start.Back(1), present)).containsExactly("0@5", "1@5");
                        assertThat(offsets(records, new Start.Offset(5), present))
                                .containsExactly("0@5", "1@5");
                        assertThat(offsets(records, new Start.Beginning(), new End.Offset(1)))
                                .containsExactly("0@0", "1@0", "0@1", "1@1");
                        assertThat(offsets(records, new Start.Time(time(15)), new End.Time(time(17))))
                                .containsExactly("1@2", "0@3", "1@3");
                        assertThat(offsets(records, new Start.Last(1), new End.Time(time(17))))
                                .containsExactly("1@3");
                        assertThat(offsets(records, new Start.End(), present)).isEmpty();
                        assertThat(offsets(
                                        records, new Start.Last(2), new End.Never(Optional.of(Duration.ofMillis(200)))))
                                .containsExactly("0@5", "1@5");
                    }
                },
                new NewTopic("records-test-c", 2, (short) 1));
    }

    private static java.time.Instant time(int second) {
        return java.time.Instant.parse("2026-01-01T00:00:" + second + "Z");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void the_last_of_many_are_found_by_their_time(Mode mode) throws Exception {
        withTopics(
                shared(mode),
                admin -> {
                    int count = 60_000;
                    StringBuilder lines = new StringBuilder();
                    for (int i = 0; i < count; i++) {
                        lines.append(i).append('\n');
                    }
                    Program zooka = Program.with("-b", shared(mode).bootstrap().orElseThrow(), "--timeout", "30s")
                            .environment("ZOOKA_JAVA_OPTS", "-Xmx48m");
                    done(zooka.stdin(lines.toString())
                            .run(
                                    "produce",
                                    "records-test-many",
                                    "--compression",
                                    mode == Mode.KRAFT ? "zstd" : "none"));
                    assertThat(done(zooka.run("tail", "-n", "1000000", "records-test-many", "-o", "raw"))
                                    .out()
                                    .lines()
                                    .sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
                                    .reduce("", (a, b) -> a + b + "\n"))
                            .isEqualTo(lines.toString());
                    assertThat(done(zooka.run("tail", "-n", "25000", "records-test-many", "--format", "%p %o\n"))
                                    .out()
                                    .lines())
                            .hasSize(25_000)
                            .doesNotHaveDuplicates();
                },
                new NewTopic("records-test-many", 4, (short) 1));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, byte[] value) {
        return new ProducerRecord<>(topic, 0, null, value);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void records_of_transactions_that_do_not_hold_are_left_out(Mode mode) throws Exception {
        withTopics(
                shared(mode),
                admin -> {
                    try (KafkaProducer<byte[], byte[]> producer =
                                    producer(shared(mode), Map.of("transactional.id", "records-test-" + mode));
                            LiveClusters clusters = clusters(shared(mode), TIMEOUT)) {
                        producer.initTransactions();
                        for (String value : List.of("kept", "aborted", "kept too", "open")) {
                            producer.beginTransaction();
                            var unused =
                                    producer.send(record("records-test-d", value.getBytes(StandardCharsets.UTF_8)));
                            producer.flush();
                            if (value.equals("aborted")) {
                                producer.abortTransaction();
                            } else if (!value.equals("open")) {
                                producer.commitTransaction();
                            }
                        }
                        TestRun run = new TestRun(clusters);
                        assertThat(ResultText.flow(run.follow("tail", "records-test-d", "-n", "100"))
                                        .replaceAll("(?m)^.*value='(.*?)'.*$", "$1"))
                                .isEqualTo("kept\naborted\nkept too\nopen");
                        assertThat(ResultText.flow(run.follow("tail", "records-test-d", "-n", "100", "--committed"))
                                        .replaceAll("(?m)^.*value='(.*?)'.*$", "$1"))
                                .isEqualTo("kept\nkept too");
                        producer.abortTransaction();
                    }
                },
                new NewTopic("records-test-d", 1, (short) 1));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void what_is_lost_on_the_way_is_named(Mode mode) throws Exception {
        withTopics(
                shared(mode),
                admin -> {
                    try (KafkaProducer<byte[], byte[]> producer = producer(shared(mode), Map.of());
                            LiveClusters clusters = clusters(shared(mode), TIMEOUT);
                            RecordReader records = clusters.records()) {
                        for (int i = 0; i < 100; i++) {
                            var unused = producer.send(record("records-test-e", new byte[100_000]));
                        }
                        producer.flush();
                        List<Message> read = new ArrayList<>();
                        List<String> leftOut = new ArrayList<>();
                        records.read(
                                new Query(
                                        "records-test-e",
                                        java.util.Set.of(),
                                        new Start.Beginning(),
                                        new End.Present(),
                                        false),
                                message -> {
                                    if (read.isEmpty()) {
                                        delete(admin, 90);
                                    }
                                    return read.add(message);
                                },
                                leftOut::add);
                        long gone = 90L - (read.size() - 10);
                        assertThat(gone).isPositive();
                        assertThat(leftOut)
                                .containsExactly(
                                        "records-test-e-0: the records from " + (90 - gone) + " to 89 were deleted");
                        assertThat(read.get(read.size() - 1).offset()).isEqualTo(99);
                        TestRun run = new TestRun(clusters);
                        assertThat(ResultText.table(
                                        (Table) run.plan("produce", "records-test-e", "x".repeat(2_000_000), "small")
                                                .make()))
                                .hasLineCount(1);
                        assertThat(run.missing())
                                .hasSize(1)
                                .first()
                                .asString()
                                .startsWith("record 1 is not written: cannot write");
                    }
                },
                new NewTopic("records-test-e", 1, (short) 1));
    }

    private static void delete(Admin admin, long before) {
        try {
            admin.deleteRecords(Map.of(new TopicPartition("records-test-e", 0), RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
