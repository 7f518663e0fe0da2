package zooka.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import zooka.clients.net.Deadline;
import zooka.sandbox.Sandbox;
import zooka.sandbox.ServerStatus.State;

/** A run of {@code scripts/demo} without a terminal, on servers of the test's own. */
public final class Drill {

    /** It takes some 30 s on a machine that has nothing else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final long INTERVAL_MILLIS = 50;

    private final Sandbox sandbox;
    private final Process process;
    private final Deadline deadline = Deadline.in(PATIENCE);
    private final Path output;
    private final Path recording;

    private Drill(Sandbox sandbox, Path folder) {
        this.sandbox = sandbox;
        this.output = folder.resolve("output");
        this.recording = folder.resolve("drill.jsonl");
        try {
            this.process = new ProcessBuilder(
                            script(), "--sandbox", sandbox.folder().toString(), "--out", recording.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The script. */
    public static String script() {
        return Program.HOME.resolve("scripts/demo").toString();
    }

    /** Begins a drill on a sandbox. */
    public static Drill start(Sandbox sandbox, Path folder) {
        return new Drill(sandbox, folder);
    }

    /** Waits until a consumer has crashed and its group has shared its partitions among the other two. */
    public void awaitLossOfMember(KafkaRun kafka) {
        while (!(sandbox.consumers().stream().anyMatch(consumer -> consumer.state() == State.KILLED)
                && kafka.run().table("group", "members", "log-parser").rows().size() == 2)) {
            if (!process.isAlive()) {
                throw new AssertionError("the drill has ended before the group lost a member:\n" + output());
            }
            next("the group has lost a member");
        }
    }

    /** Waits for the end of the drill, which must bring everything back, and gives the report on it. */
    public Report report() {
        while (process.isAlive()) {
            next("the end of the drill");
        }
        assertThat(process.exitValue()).as(output()).isZero();
        Program.Run run = Program.with().run("failover", "report", recording.toString(), "-o", "json");
        assertThat(run.code()).as(run.err()).isZero();
        try {
            return new Report(JSON.std.mapFrom(run.out()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void next(String what) {
        if (deadline.passed()) {
            process.destroy();
            throw new AssertionError("not in time: " + what + ":\n" + output());
        }
        deadline.within(INTERVAL_MILLIS).await();
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all servers and consumers of a sandbox run. */
    public static boolean allRun(Sandbox sandbox) {
        return sandbox.servers().stream().allMatch(server -> server.state() == State.RUNNING)
                && sandbox.consumers().stream().allMatch(consumer -> consumer.state() == State.RUNNING);
    }

    /**
     * The report on a recording.
     *
     * @param fields its JSON
     */
    public record Report(Map<String, Object> fields) {

        /** The objects in an array of the report. */
        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> all(String key) {
            return (List<Map<String, Object>>) fields.get(key);
        }

        /** The ids of the brokers that were lost, in order, each of which came back. */
        public List<Integer> lostAndBack() {
            return all("brokers").stream()
                    .filter(broker -> broker.get("offlineSince") != null && broker.get("onlineSince") != null)
                    .map(broker -> (Integer) broker.get("id"))
                    .toList();
        }

        /** Whether a partition that this broker led was led by another one, and by this one as the preferred leader again. */
        public boolean movedAndBack(int broker) {
            return all("leaderChanges").stream()
                    .filter(change ->
                            Objects.equals(change.get("from"), broker) && !Objects.equals(change.get("to"), broker))
                    .anyMatch(away -> all("leaderChanges").stream()
                            .anyMatch(back -> Objects.equals(back.get("topic"), away.get("topic"))
                                    && Objects.equals(back.get("partition"), away.get("partition"))
                                    && Objects.equals(back.get("to"), broker)
                                    && Objects.equals(back.get("preferred"), true)));
        }

        /** The partitions that had lost something and did not get it back: a leader, replicas in sync, the preferred leader. */
        public List<Object> open() {
            return List.of("leaderless", "inSync", "preferred").stream()
                    .flatMap(key -> ((List<?>) ((Map<?, ?>) fields.get(key)).get("open")).stream())
                    .map(Object.class::cast)
                    .toList();
        }
    }
}
