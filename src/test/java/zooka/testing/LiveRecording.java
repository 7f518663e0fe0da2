package zooka.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.commands.result.Flow;
import zooka.sandbox.Sandbox;

/** A recording of real servers while a test breaks them, held against what the brokers know before and after. */
public final class LiveRecording implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(10);

    private final KafkaRun kafka;
    private final Path file;
    private final ClusterState before;
    private final Async<Boolean> recording;

    private LiveRecording(KafkaRun kafka, Path file) {
        this.kafka = kafka;
        this.file = file;
        this.before = kafka.clusters().topics().state();
        Flow flow = kafka.run().follow("failover", "record", "--force", "--out", file.toString());
        this.recording = Async.run("failover record", () -> flow.source().forEach(row -> {}));
        KafkaRun.until("the first state is recorded", () -> size(file) > 0);
    }

    /** Begins to record. */
    public static LiveRecording of(Sandbox sandbox) {
        try {
            Path file = Files.createTempFile("failover", ".jsonl");
            return new LiveRecording(KafkaRun.on(sandbox, Duration.ofSeconds(5)), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> reported(String key) {
        Map<String, Object> report = (Map<String, Object>) kafka.run().json("failover", "report", file.toString());
        return (List<Map<String, Object>>) report.get(key);
    }

    /** The report has this broker as lost, another controller, and every leader that the brokers name now. */
    public void assertLost(int controller) {
        KafkaRun.until("the report names the loss of broker " + controller, () -> reported("brokers").stream()
                .anyMatch(broker -> broker.get("id").equals(controller) && broker.get("offlineSince") != null));
        KafkaRun.until("the report agrees with the brokers", this::agrees);
        assertThat(reported("controllers")).last().satisfies(move -> assertThat(move.get("to"))
                .isNotEqualTo(controller));
        assertChain();
    }

    /** The broker is back, and all its replicas are in sync again. */
    public void assertBack(int broker) {
        KafkaRun.until("the report has broker " + broker + " back", () -> reported("brokers").stream()
                .anyMatch(one -> one.get("id").equals(broker) && one.get("onlineSince") != null));
        KafkaRun.until("the report agrees with the brokers", this::agrees);
        assertChain();
    }

    /** Whether the recorded leaders are those that the brokers name. */
    private boolean agrees() {
        Map<String, Object> leaders = new HashMap<>();
        before.partitions().forEach(one -> leaders.put(one.name(), leader(one)));
        for (Map<String, Object> change : reported("leaderChanges")) {
            leaders.put(change.get("topic") + "-" + change.get("partition"), change.get("to"));
        }
        Map<String, Object> now = new HashMap<>();
        List<Partition> partitions = kafka.clusters().topics().state().partitions();
        partitions.forEach(one -> now.put(one.name(), leader(one)));
        return partitions.stream().noneMatch(Partition::offline) && leaders.equals(now);
    }

    private static int leader(Partition partition) {
        return partition.leader().orElse(-1);
    }

    /** None is missed and none invented: each election begins with the leader of the one before, and its epoch is higher. */
    private void assertChain() {
        Map<String, Object> leaders = new HashMap<>();
        before.partitions().forEach(one -> leaders.put(one.name(), leader(one)));
        Map<String, Integer> epochs = new HashMap<>();
        for (Map<String, Object> change : reported("leaderChanges")) {
            String name = change.get("topic") + "-" + change.get("partition");
            assertThat(change.get("from")).as(name).isEqualTo(leaders.put(name, change.get("to")));
            Integer epoch = (Integer) change.get("leaderEpoch");
            if (epoch != null) {
                assertThat(epoch).as(name).isGreaterThan(epochs.getOrDefault(name, -1));
                epochs.put(name, epoch);
            }
        }
        assertThat(leaders).isNotEmpty();
    }

    @Override
    public void close() {
        recording.cancel();
        try {
            assertThat(recording.endsBy(Deadline.in(END))).isTrue();
            assertThat(Files.readString(file)).endsWith("\"reason\":\"interrupted\"}\n");
            Files.delete(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            kafka.close();
        }
    }
}
