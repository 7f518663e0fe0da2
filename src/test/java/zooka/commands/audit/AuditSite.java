package zooka.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import zooka.clients.net.Deadline;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.LiveClusters;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.ResultText;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/** Servers of a test's own: what they are asked through, and how they are changed. */
final class AuditSite implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** How many audits are taken at the same time while leaders move, and how many one after the other. */
    private static final int AUDITORS = 4;

    private static final int AUDITS = 5;
    private static final TopicPartition MOVING = new TopicPartition("steady", 0);

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds();
    }

    final Sandbox sandbox;
    final LiveClusters clusters;
    final TestRun run;
    final Admin admin;

    AuditSite(Mode mode) throws Exception {
        sandbox = Sandboxes.fresh(mode, Options.bare(1, 3));
        clusters = connected(TIMEOUT);
        run = new TestRun(clusters);
        admin = Admin.create(Map.of("bootstrap.servers", sandbox.bootstrap().orElseThrow()));
        admin.createTopics(List.of(
                        new NewTopic("steady", Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1))),
                        new NewTopic("narrow", Map.of(0, List.of(2))),
                        new NewTopic("doomed", Map.of(0, List.of(2, 1)))))
                .all()
                .get();
        await("the topics", () -> audit("0").isEmpty());
    }

    private LiveClusters connected(Duration timeout) {
        return new LiveClusters(
                new Profile("test", sandbox.zookeeper(), sandbox.bootstrap(), ClientSettings.OPEN, timeout, true),
                notice -> {});
    }

    Znodes znodes() {
        return clusters.znodes();
    }

    /** What is found, as {@code id subject}; looked at again only where that is asked for. */
    List<String> audit(String settle, String... checks) {
        return audit(run, settle, checks);
    }

    private static List<String> audit(TestRun run, String settle, String... checks) {
        List<String> words = new ArrayList<>(List.of("audit", "--settle", settle));
        if (checks.length > 0) {
            words.addAll(List.of("--check", String.join(",", checks)));
        }
        Result result = run.query(words.toArray(String[]::new));
        Table table = (Table) (result instanceof Result.WithFailure failing ? failing.result() : result);
        return table.rows().stream()
                .map(row -> text(row.cells().get(1)) + " " + text(row.cells().get(2)))
                .toList();
    }

    void await(String what, Condition condition) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!condition.holds()) {
            if (deadline.passed()) {
                throw new AssertionError(
                        "waited in vain for " + what + "; found " + audit("0") + " " + run.takeMissing());
            }
            deadline.within(PAUSE.toMillis()).await(); // the brokers are as busy with an audit as we are
        }
    }

    static String text(Cell cell) {
        return cell instanceof Cell.Text told ? told.text() : "";
    }

    /**
     * A broker whose sockets stand is named, and forgotten once it goes on. It is none that leads the quorum: the other brokers
     * ask that one for half a minute.
     */
    void stoppedBroker() throws Exception {
        int stopped = sandbox.zookeeper().isEmpty()
                        && admin.describeMetadataQuorum().quorumInfo().get().leaderId() == 3
                ? 2
                : 3;
        sandbox.pause("kafka-" + stopped);
        // An audit waits for half of this for such a broker.
        try (LiveClusters impatient = connected(Duration.ofSeconds(8))) {
            TestRun auditor = new TestRun(impatient);
            await("the broker that is stopped", () -> audit(auditor, "0").stream()
                    .anyMatch(found -> found.endsWith("broker " + stopped)));
        } finally {
            sandbox.resume("kafka-" + stopped);
        }
        await("all to be well again", () -> audit("0").isEmpty());
    }

    /** Leaders are given another preferred leader, and it is elected, again and again; no broker dies. */
    void silentWhileLeadersMove() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger moves = new AtomicInteger();
        Thread mover = new Thread(() -> {
            List<List<Integer>> orders = List.of(List.of(2, 3, 1), List.of(3, 1, 2), List.of(1, 2, 3));
            while (!over.get()) {
                for (List<Integer> order : orders) {
                    moves.addAndGet(move(admin, order));
                }
            }
        });
        mover.start();
        try {
            List<CompletableFuture<List<String>>> auditors = Stream.generate(
                            () -> CompletableFuture.supplyAsync(this::alarms))
                    .limit(AUDITORS)
                    .toList();
            assertThat(auditors).allSatisfy(one -> assertThat(one.join()).isEmpty());
        } finally {
            over.set(true);
            mover.join();
        }
        assertThat(moves.get()).isGreaterThan(3);
        await("the last move", () -> audit("0").isEmpty());
    }

    /** What some audits found or missed, by a client of their own. */
    private List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        try (LiveClusters own = connected(TIMEOUT)) {
            TestRun auditor = new TestRun(own);
            for (int i = 0; i < AUDITS; i++) {
                alarms.addAll(audit(auditor, "2s"));
            }
            alarms.addAll(auditor.takeMissing());
        }
        return alarms;
    }

    String status() {
        Result.Drawing status = (Result.Drawing) run.query("status", "--no-groups");
        return ResultText.fields(status.fields().get());
    }

    private static int move(Admin admin, List<Integer> order) {
        try {
            admin.alterPartitionReassignments(Map.of(MOVING, Optional.of(new NewPartitionReassignment(order))))
                    .all()
                    .get();
            admin.electLeaders(ElectionType.PREFERRED, Set.of(MOVING)).all().get();
            return 1;
        } catch (ExecutionException e) {
            return 0; // such as where the one before is not over
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        clusters.close();
        sandbox.close();
    }
}
