package zooka.commands.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.result.Cell;
import zooka.commands.result.Flow;
import zooka.commands.result.Result;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

@Timeout(30)
final class FailoverRecordTest {

    private final FakeZnodes znodes = new FakeZnodes()
            .put("/brokers/ids/1", "{\"host\":\"kafka-1\",\"port\":9092}", TestRun.NOW)
            .put("/brokers/ids/2", "{\"host\":\"kafka-2\",\"port\":9092}", TestRun.NOW)
            .put("/controller", "{\"brokerid\":1}", TestRun.NOW)
            .put("/controller_epoch", "1", TestRun.NOW)
            .put("/brokers/topics/orders", "{\"partitions\":{\"0\":[2,1],\"1\":[1,2]}}", TestRun.NOW);
    private final TestRun run = new TestRun(new FakeClusters().with(znodes));
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private void lead(int partition, int leader, int epoch, String isr) {
        znodes.put(
                "/brokers/topics/orders/partitions/" + partition + "/state",
                "{\"leader\":" + leader + ",\"leader_epoch\":" + epoch + ",\"isr\":" + isr + "}",
                TestRun.NOW.plusMillis(epoch));
    }

    FailoverRecordTest() {
        lead(0, 2, 1, "[2,1]");
        lead(1, 1, 1, "[1,2]");
    }

    /** A stream that gives away each line as soon as it is flushed. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            line.write(b);
        }

        @Override
        public void flush() {
            String text = line.toString(StandardCharsets.UTF_8);
            assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
            text.lines().forEach(lines::add);
            line.reset();
        }
    }

    private Async<Boolean> record(String... options) {
        String[] words = Stream.concat(Stream.of("failover", "record"), Stream.of(options))
                .toArray(String[]::new);
        return Async.ask("recorder", () -> {
            ((Result.Document) run.followed(words)).body().writeTo(new Lines());
            return true;
        });
    }

    private Async<Boolean> show(List<String> texts, String... options) {
        String[] words = Stream.concat(Stream.of("failover", "record"), Stream.of(options))
                .toArray(String[]::new);
        Flow flow = run.follow(words);
        return Async.ask("recorder", () -> {
            flow.source().forEach(row -> {
                String text = ((Cell.Text) row.cells().get(1)).text();
                texts.add(text);
                lines.add(text);
            });
            return true;
        });
    }

    private String await(Predicate<String> wanted) throws InterruptedException {
        for (String line = lines.poll(10, TimeUnit.SECONDS); line != null; line = lines.poll(10, TimeUnit.SECONDS)) {
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new AssertionError("no such line within 10 s");
    }

    private String await(String part) throws InterruptedException {
        return await(line -> line.contains(part));
    }

    private void lose() {
        znodes.remove("/brokers/ids/2", TestRun.NOW);
        lead(0, 1, 2, "[1]");
        lead(1, 1, 2, "[1]");
    }

    private void bringBack() {
        znodes.put("/brokers/ids/2", "{\"host\":\"kafka-2\",\"port\":9092}", TestRun.NOW.plusMillis(9));
        lead(0, 1, 3, "[1,2]");
        lead(1, 1, 3, "[1,2]");
    }

    private static boolean ends(Async<Boolean> recording) {
        return recording.answer(Deadline.in(Duration.ofSeconds(20))).orElseThrow();
    }

    @Test
    void lines_come_as_things_happen_until_the_cluster_is_healthy_again() throws InterruptedException {
        Async<Boolean> recording = record("--until", "healthy");

        assertThat(await("\"event\":\"state\"")).contains("\"via\":\"watches\"", "\"leader\":2");
        lose();
        assertThat(await("\"event\":\"broker\"")).contains("\"id\":2", "\"state\":\"offline\"");
        assertThat(await("\"leader\":1,\"leaderEpoch\":2"))
                .contains("\"time\":\"2026-03-01T14:02:03.002Z\"", "\"happened\":\"2026-03-01T14:02:03.002Z\"");
        bringBack();
        assertThat(await("\"event\":\"end\"")).contains("\"health\":\"healthy\",\"reason\":\"healthy\"");

        assertThat(ends(recording)).isTrue();
        assertThat(run.missing()).isEmpty();
        assertThat(znodes.watches()).isZero();
    }

    @Test
    void the_timeout_ends_it_and_says_what_is_unhealthy() throws InterruptedException {
        Async<Boolean> recording = record("--timeout", "1500ms", "--until", "healthy");
        await("\"event\":\"state\"");
        lose();
        await("\"leader\":1,\"leaderEpoch\":2");

        assertThat(await("\"event\":\"end\"")).contains("\"health\":\"degraded\",\"reason\":\"timeout\"");
        assertThat(ends(recording)).isTrue();
        assertThat(run.missing())
                .containsExactly(
                        "fault: the cluster is still degraded: broker 2 offline, 2 under-replicated partitions");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void an_interrupt_ends_it_with_its_last_line() throws InterruptedException {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        Async<Boolean> recording = Async.ask("recorder", () -> {
            threads.add(Thread.currentThread());
            ((Result.Document) run.followed("failover", "record")).body().writeTo(new Lines());
            return true;
        });
        await("\"event\":\"state\"");
        threads.take().interrupt();

        assertThat(await("\"event\":\"end\"")).contains("\"reason\":\"interrupted\"");
        assertThatThrownBy(() -> ends(recording))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INTERRUPTED));
    }

    @Test
    void trouble_of_the_source_is_in_the_recording() throws InterruptedException {
        Async<Boolean> recording = record();
        await("\"event\":\"state\"");
        znodes.connection(Znodes.Event.Type.DISCONNECTED, TestRun.NOW);

        assertThat(await("\"event\":\"trouble\""))
                .contains("\"message\":\"connection to ZooKeeper lost, trying another server\"");
        recording.cancel();
        await("\"event\":\"end\"");
        assertThat(run.missing()).containsExactly("connection to ZooKeeper lost, trying another server");
    }

    @Test
    void a_cluster_that_cannot_be_read_at_all_is_a_failure() {
        znodes.fail(Optional.of(new Failure(Failure.Kind.REFUSED, "no permission to read")));

        assertThatThrownBy(() -> ends(record())).hasMessage("no permission to read");
        assertThat(lines).isEmpty();
    }

    @Test
    void a_file_takes_the_recording_and_people_see_the_events(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("kill.jsonl");
        List<String> texts = new ArrayList<>();
        Async<Boolean> recording = show(texts, "--out", file.toString(), "--until", "healthy");
        while (Files.size(file) == 0) {
            assertThat(recording.failed()).isFalse();
            Thread.onSpinWait();
        }
        lose();
        await("in sync");
        bringBack();

        assertThat(ends(recording)).isTrue();
        assertThat(texts).contains("broker 2 offline", "broker 2 online").anyMatch(text -> text.contains("orders-0"));
        assertThat(Files.readAllLines(file).get(0)).contains("\"event\":\"state\"");
        assertThat(Files.readString(file)).endsWith("\"health\":\"healthy\",\"reason\":\"healthy\"}\n");
    }

    @Test
    void an_existing_file_is_kept(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("kill.jsonl"), "precious");

        assertThatThrownBy(() -> run.follow("failover", "record", "--out", file.toString()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFLICT))
                .hasMessage(file + " already exists");
        assertThat(Files.readString(file)).isEqualTo("precious");
        run.follow("failover", "record", "--out", file.toString(), "--force");
        assertThat(Files.readString(file)).isEmpty();
        assertThatThrownBy(() -> run.follow("failover", "record", "--out", dir + "/no/such"))
                .hasMessageStartingWith("cannot write ");
    }

    @Test
    void a_full_disk_fails_the_command() throws IOException {
        List<String> texts = new ArrayList<>();

        assertThatThrownBy(() -> ends(show(texts, "--out", "/dev/full")))
                .hasMessage("cannot write /dev/full: No space left on device");
    }

    @Test
    void bad_options() {
        assertThatThrownBy(() -> run.followed("failover", "record", "--interval", "0s"))
                .hasMessage("--interval must be greater than zero");
        assertThatThrownBy(() -> run.followed("failover", "record", "--timeout", "0s"))
                .hasMessage("--timeout must be greater than zero");
        assertThatThrownBy(() -> run.followed("failover", "record", "--force")).hasMessage("--force requires --out");
    }
}
