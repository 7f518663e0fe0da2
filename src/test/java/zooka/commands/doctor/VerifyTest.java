package zooka.commands.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.commands.action.Clusters;
import zooka.commands.action.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.EventDuringChanges;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/** What is written through each server comes out of the others, and nothing of it is left. */
final class VerifyTest {

    private static LiveClusters clusters(Optional<String> zookeeper, Optional<String> bootstrap, Duration timeout) {
        return new LiveClusters(
                new Profile("test", zookeeper, bootstrap, ClientSettings.OPEN, timeout, false), notice -> {});
    }

    private static LiveClusters clusters(Sandbox sandbox) {
        return clusters(sandbox.zookeeper(), sandbox.bootstrap(), Duration.ofSeconds(20));
    }

    /** Each step: {@code broker 1 write ok}. */
    private static List<String> steps(Result result) {
        List<String> steps = new ArrayList<>();
        for (Table.Row row : ((Table) result).rows()) {
            steps.add(((Cell.Text) row.cells().get(0)).text() + " "
                    + ((Cell.Text) row.cells().get(1)).text() + " "
                    + ((Cell.Text) row.cells().get(2)).text());
        }
        return steps;
    }

    private static List<String> left(LiveClusters clusters) {
        List<String> left = new ArrayList<>();
        clusters.topics().names().stream()
                .filter(name -> name.startsWith("zooka-verify"))
                .forEach(left::add);
        if (clusters.hasZooKeeper()) {
            clusters.znodes().children("/").names().stream()
                    .filter(name -> name.startsWith("zooka-verify"))
                    .forEach(left::add);
        }
        return left;
    }

    private static void leavesNothing(LiveClusters clusters) {
        KafkaRun.until("nothing is left", () -> left(clusters).isEmpty());
    }

    @ParameterizedTest
    @OnServers
    @EnumSource(Mode.class)
    void writes_through_each_server_and_reads_through_the_others(Mode mode) {
        try (LiveClusters clusters = clusters(KafkaRun.shared(mode))) {
            TestRun run = new TestRun(clusters);
            List<String> steps = steps(run.plan("verify").make());
            assertThat(run.missing()).isEmpty();
            assertThat(steps).allMatch(step -> step.endsWith(" ok"));
            assertThat(steps)
                    .contains("brokers create ok", "broker 1 write ok", "broker 1 read ok", "broker 3 read ok");
            if (mode == Mode.ZOOKEEPER) {
                String server =
                        Profile.firstOf(KafkaRun.shared(mode).zookeeper().orElseThrow());
                assertThat(steps.stream().filter((server + " write ok")::equals))
                        .hasSize(1);
                assertThat(steps.stream().filter((server + " read ok")::equals)).hasSize(2);
            }
            leavesNothing(clusters);
        }
    }

    @Test
    @OnServers
    void says_its_plan_and_writes_nothing() {
        try (LiveClusters clusters = clusters(Sandboxes.zookeeper())) {
            Plan plan = new TestRun(clusters).plan("verify");
            assertThat(plan.preview().summary())
                    .contains(
                            "write /zooka-verify-", "create topic zooka-verify-", "brokers 1 2 3", "delete the topic");
            assertThat(plan.confirmation()).isEmpty();
            assertThat(left(clusters)).isEmpty();
        }
    }

    @Test
    @OnServers
    void a_topic_that_does_not_exist_is_no_place_to_write_to() {
        try (KafkaRun kafka = KafkaRun.on(Mode.KRAFT)) {
            assertThatThrownBy(() -> kafka.plan("verify --topic nosuch")).hasMessage("no topic nosuch");
        }
    }

    @Test
    @OnServers
    void takes_a_topic_that_exists_and_leaves_it() {
        try (KafkaRun kafka = KafkaRun.on(Mode.KRAFT)) {
            kafka.change("topic create smoke --assign 1:2:3,2:3:1");
            try {
                KafkaRun.until(
                        "every broker knows it",
                        () -> kafka.run().table("topics", "smoke").rows().size() == 1);
                List<String> steps = steps(kafka.plan("verify --topic smoke").make());
                assertThat(steps)
                        .contains(
                                "broker 1 write ok", "broker 1 read ok", "broker 2 read ok", "broker 3 write warning");
                assertThat(kafka.dryRun("verify --topic smoke")).contains("the records are kept");
            } finally {
                kafka.delete("smoke");
            }
        }
    }

    @Test
    @OnServers
    void cleans_up_when_it_is_interrupted() throws Exception {
        try (LiveClusters clusters = clusters(Sandboxes.zookeeper())) {
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Clusters interrupting =
                    EventDuringChanges.after(1, () -> Thread.currentThread().interrupt(), clusters);
            Thread thread = new Thread(() -> {
                try {
                    new TestRun(interrupting).plan("verify").make();
                    ended.complete(new AssertionError("it came to its end"));
                } catch (Failure failure) {
                    ended.complete(failure);
                }
            });
            try (LiveClusters looking = clusters(Sandboxes.zookeeper())) {
                thread.start();
                assertThat(ended.get(30, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                                .isEqualTo(Failure.Kind.INTERRUPTED));
                leavesNothing(looking);
            }
        }
    }

    @Test
    void needs_a_server() {
        try (LiveClusters clusters = clusters(Optional.empty(), Optional.empty(), Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> new TestRun(clusters).plan("verify"))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
        }
    }

    @Test
    @OnServers
    void names_what_is_lost_in_an_outage() {
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 2))) {
            String servers = sandbox.zookeeper().orElseThrow();
            String brokers = sandbox.bootstrap().orElseThrow();
            sandbox.kill("zk-3");
            // It may have led the others.
            KafkaRun.until(
                    "a quorum of two",
                    () -> Program.with("-z", servers).run("ls", "/").code() == 0);
            sandbox.kill("kafka-2");
            // The broker's registration lives on until its session ends: clients are still sent to it.
            Examination.of(servers, Profile.firstOf(brokers), ClientSettings.OPEN)
                    .finds("tcp", "tcp-refused", "connection refused", "see whether broker 2 is running", "--map")
                    .only("tcp-refused");
            // As long as it is registered, the others wait for it to acknowledge what they get.
            KafkaRun.until("broker 2 gone", () -> Program.with("-z", servers)
                    .run("ls", "/brokers/ids")
                    .out()
                    .equals("1\n"));
            Run run = Program.with("-z", servers, "--timeout", "4s").run("verify", "-o", "plain");
            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(run.out()).contains("broker 1\twrite\tok");
            assertThat(run.err())
                    .contains("fault: " + servers.split(",", -1)[2])
                    .doesNotContain("could not remove");
            sandbox.kill("zk-2");
            Examination.zookeeper(servers)
                    .finds("session", "no-quorum", "the ensemble has no quorum", "2888 and 3888")
                    .only("no-quorum", "tcp-refused");
        }
    }
}
