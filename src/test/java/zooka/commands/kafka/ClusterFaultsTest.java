package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.action.Action;
import zooka.commands.result.Result;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.shell.render.Format;
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
import zooka.shell.render.Screen;
import zooka.testing.Beside;
import zooka.testing.FollowedLog;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/**
 * What each command says of a fault of the whole cluster, and its exit code: the cause first, and nothing that is led by a
 * server that is gone.
 */
@OnServers
@Timeout(900)
@Beside
final class ClusterFaultsTest {

    private static final String STATUS = "status --no-groups";
    private static final String LEADERS = "leaders --once";
    private static final String DOCTOR = "doctor --within 6s";
    private static final String AUDIT = "audit --settle 0";
    private static final String OFFLINE = "partition list --offline";
    private static final String QUORUM = "quorum status";
    private static final String TOPICS = "topics";

    /** So many commands are asked at once: each waits for servers more than it works. */
    private static final int SIDE_BY_SIDE = 4;

    private static final int DONE = 0;
    private static final int FAULT = 1;
    private static final int UNREACHABLE = 6;
    private static final int PARTLY = 7;

    /** What is never said where a broker that serves leads every partition. */
    private static final String ALL_LED = "no partition is offline (3 checked)";

    private static final String NO_KRAFT = "this cluster uses ZooKeeper";

    @Test
    void on_zookeeper() {
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 3))) {
            Site site = new Site(sandbox);
            site.begin();

            site.with(site.mapped("2"))
                    .when("broker 2 cannot be reached from here only")
                    .expectOneUnreachable()
                    .expect(DOCTOR, FAULT, "connection refused", "!no broker is registered")
                    .expect(QUORUM, FAULT, NO_KRAFT)
                    .check();

            int controller = site.controller();
            sandbox.kill("kafka-" + controller);
            site.with(ClientSettings.OPEN)
                    .when("the controller is killed")
                    .expect(
                            STATUS,
                            FAULT,
                            "2 of 3",
                            "(broker " + controller + " offline), for ",
                            "!no leader",
                            "!no active")
                    .expect(TOPICS, DONE, "orders\t3\t3\t3\t0\t")
                    .expect(LEADERS, DONE, "brokers 2/3  offline: " + controller, "offline 0", "!no controller")
                    .expect(DOCTOR, FAULT, "connection refused", "!no broker is registered")
                    .expect(AUDIT, FAULT, "offline-replica\tbroker " + controller, "!no-controller", "!no-leader")
                    .expect(OFFLINE, DONE, ALL_LED)
                    .expect(QUORUM, FAULT, NO_KRAFT)
                    .check();
            sandbox.start("kafka-" + controller);
            site.awaitWhole();

            sandbox.kill("kafka-1", "kafka-2", "kafka-3");
            site.when("all brokers are killed")
                    .expectNoBroker("connection refused")
                    .check();
            site.startBrokers();

            site.stopBrokers();
            site.when("all brokers are stopped")
                    .expectNoBroker("connection refused")
                    .check();
            site.startBrokers();

            sandbox.pause("kafka-1", "kafka-2", "kafka-3");
            site.when("all brokers are paused").expectNoBroker("no answer").check();
            sandbox.resume("kafka-1", "kafka-2", "kafka-3");
            site.awaitWhole();

            sandbox.kill("zk-1", "zk-2");
            site.when("ZooKeeper has no quorum")
                    .expect(STATUS, FAULT, "no quorum", "Kafka\thealthy\t3 of 3", "!no leader")
                    .expect(TOPICS, DONE, "orders\t3\t3\t0\t0\t")
                    .expect(LEADERS, PARTLY, "brokers 3/3", "offline 0", "metadata in ZooKeeper")
                    .expect(DOCTOR, FAULT, "the ensemble has no quorum", "!no broker is registered")
                    .expect(AUDIT, UNREACHABLE, "cannot read the metadata of ZooKeeper", "!no-leader", "!no-broker")
                    .expect(OFFLINE, PARTLY, ALL_LED, "state age: ")
                    .expect(QUORUM, FAULT, NO_KRAFT)
                    .check();
        }
    }

    @Test
    void on_kraft() {
        try (Sandbox sandbox = Sandboxes.fresh(Mode.KRAFT, Options.bare(0, 3));
                KafkaRun following = KafkaRun.on(sandbox, Duration.ofSeconds(4));
                FollowedLog log = new FollowedLog(following.clusters().metadataLog())) {
            Site site = new Site(sandbox);
            site.begin();

            site.with(site.mapped("2"))
                    .when("broker 2 cannot be reached from here only")
                    .expectOneUnreachable()
                    .expect(DOCTOR, FAULT, "connection refused", "!the quorum has no leader")
                    .expect(QUORUM, DONE, "leader\t", "voters\t1,2,3", "!error")
                    .check();

            int controller = site.controller();
            Instant killed = Instant.now();
            sandbox.kill("kafka-" + controller);
            site.with(ClientSettings.OPEN)
                    .when("the controller is killed")
                    .expect(
                            STATUS,
                            FAULT,
                            "voter " + controller + " is lagging",
                            "Kafka\tdegraded\t2 of 3",
                            "!no leader",
                            "!no active")
                    .expect(TOPICS, DONE, "orders\t3\t3\t3\t0\t")
                    .expect(LEADERS, DONE, "brokers 2/3  offline: " + controller, "offline 0", "!no controller")
                    .expect(DOCTOR, FAULT, "connection refused", "!the quorum has no leader")
                    .expect(AUDIT, FAULT, "fenced-broker\tbroker " + controller, "!no-quorum-leader", "!no-leader")
                    .expect(OFFLINE, DONE, ALL_LED)
                    .expect(QUORUM, DONE, "leader\t", "!error")
                    .check();

            FollowedFaults.controllerLost(log, controller, killed);

            int survivor = controller == 3 ? 1 : 3;
            sandbox.kill("kafka-" + (6 - controller - survivor));
            site.when("there is no quorum")
                    .expect(
                            STATUS,
                            FAULT,
                            "Quorum\tunhealthy\tno leader",
                            "the quorum has no leader: 1 of 3 voters answers",
                            "Kafka\tunhealthy\t1 of 3",
                            "orders-",
                            "no leader (",
                            "!no active controller")
                    .expect(TOPICS, PARTLY, "orders\t3\t3\t3\t", "!orders\t3\t3\t3\t0")
                    .expect(LEADERS, DONE, "brokers 1/3  offline: ", "!offline 0", "no controller")
                    .expect(DOCTOR, FAULT, "the quorum has no leader", "connection refused")
                    .expect(AUDIT, FAULT, "no-quorum-leader\tcluster", "!unreachable-endpoint", "!no-leader")
                    .expect(OFFLINE, PARTLY, "no leader", "!" + ALL_LED)
                    .expect(
                            QUORUM,
                            UNREACHABLE,
                            "error: the quorum has no leader: 1 of 3 voters answers",
                            "start nodes")
                    .check();

            FollowedFaults.ends(log, "the quorum has no leader: 1 of 3 controllers answers (");

            sandbox.kill("kafka-" + survivor);
            site.when("all brokers are killed")
                    .expectNobody("connection refused", "start the brokers")
                    .check();
            FollowedFaults.ends(log, "no broker of ");
            site.startBrokers();
            FollowedFaults.goesOn(log, controller);

            site.stopBrokers();
            site.when("all brokers are stopped")
                    .expectNobody("connection refused", "start the brokers")
                    .check();
            site.startBrokers();

            sandbox.pause("kafka-1", "kafka-2", "kafka-3");
            site.when("all brokers are paused")
                    .expectNobody("no answer", "run doctor")
                    .check();
        }
    }

    /** What is expected of a command. */
    private record Cell(int code, List<String> texts) {
        boolean holds(String told) {
            return told.endsWith("exit code " + code)
                    && texts.stream()
                            .allMatch(text ->
                                    text.startsWith("!") ? !told.contains(text.substring(1)) : told.contains(text));
        }
    }

    /** The servers, and one row of the table. */
    private static final class Site {
        private final Sandbox sandbox;
        private final Map<String, Cell> cells = new LinkedHashMap<>();
        private ClientSettings access = ClientSettings.OPEN;
        private String fault = "";

        Site(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        private KafkaRun run() {
            return KafkaRun.on(new Profile(
                    "test", sandbox.zookeeper(), sandbox.bootstrap(), access, Duration.ofSeconds(4), false));
        }

        /** Three partitions, each led by another broker. */
        void begin() {
            try (KafkaRun run = KafkaRun.on(sandbox, Duration.ofSeconds(20))) {
                run.change("topic create orders --assign 1:2:3,2:3:1,3:1:2");
            }
            awaitWhole();
        }

        /** Broker 2 where nothing listens. */
        ClientSettings mapped(String broker) {
            String address = sandbox.server("kafka-" + broker).address();
            return ClientSettings.OPEN.withMap(AddressMap.parse(List.of(address + "=127.0.0.1:1")));
        }

        int controller() {
            try (KafkaRun run = KafkaRun.on(sandbox, Duration.ofSeconds(20))) {
                return run.clusters().topics().state().controller().orElseThrow();
            }
        }

        void startBrokers() {
            sandbox.start("kafka-1", "kafka-2", "kafka-3");
            awaitWhole();
        }

        /** Ends the brokers' processes as an operator does, who lets them say goodbye. */
        void stopBrokers() {
            List<ProcessHandle> brokers = new ArrayList<>();
            for (int id = 1; id <= 3; id++) {
                brokers.add(
                        ProcessHandle.of(sandbox.server("kafka-" + id).pid()).orElseThrow());
            }
            brokers.forEach(ProcessHandle::destroy);
            for (int id = 1; id <= 3; id++) {
                String name = "kafka-" + id;
                KafkaRun.until(
                        name + " has ended",
                        () -> sandbox.server(name).state().word().equals("killed"));
            }
        }

        void awaitWhole() {
            access = ClientSettings.OPEN;
            KafkaRun.until("every part to be healthy", () -> {
                try (KafkaRun run = run()) {
                    String status = told(run, STATUS);
                    return Stream.of("degraded", "unhealthy", "unreachable")
                            .noneMatch(word -> status.contains("\t" + word + "\t"));
                }
            });
        }

        Site with(ClientSettings other) {
            access = other;
            return this;
        }

        Site when(String name) {
            fault = name;
            cells.clear();
            return this;
        }

        /** @param texts what is in the answer; behind an exclamation mark, what is not */
        Site expect(String command, int code, String... texts) {
            cells.put(command, new Cell(code, List.of(texts)));
            return this;
        }

        /** Without broker 2 for this client, which leads and serves others all the same. */
        Site expectOneUnreachable() {
            return expect(
                            STATUS,
                            FAULT,
                            "3 of 3",
                            "broker 2 is registered but does not answer this client",
                            "!no leader")
                    .expect(TOPICS, DONE, "orders\t3\t3\t0\t0\t")
                    .expect(LEADERS, DONE, "brokers 3/3  unreachable: 2", "offline 0")
                    .expect(AUDIT, FAULT, "unreachable-endpoint\tbroker 2", "!no-leader", "!offline-replica")
                    .expect(OFFLINE, DONE, ALL_LED);
        }

        /** Without any broker that is registered in ZooKeeper. */
        Site expectNoBroker(String trouble) {
            return expect(
                            STATUS,
                            FAULT,
                            "Kafka\tunhealthy\t0 of 3",
                            "no broker is registered in ZooKeeper: 3 partitions have no leader",
                            "start brokers 1, 2, 3",
                            "!no active controller")
                    .expect(TOPICS, DONE, "orders\t3\t3\t", "\t3\tfalse")
                    .expect(LEADERS, DONE, "brokers 0/3  offline: 1 2 3", "offline 3")
                    .expect(DOCTOR, FAULT, "no broker is registered in ZooKeeper", "fault: ")
                    .expect(
                            AUDIT,
                            UNREACHABLE,
                            "critical\tno-broker\tcluster",
                            "!offline-leader",
                            "!no-leader",
                            "!no-controller")
                    .expect(OFFLINE, DONE, "orders\t0\t", "orders\t1\t", "orders\t2\t", "!" + ALL_LED)
                    .expect(QUORUM, UNREACHABLE, "error: no broker of ", trouble);
        }

        /** Without any broker, which is all that there is. */
        Site expectNobody(String trouble, String hint) {
            for (String command : List.of(STATUS, LEADERS, AUDIT, OFFLINE, QUORUM, TOPICS)) {
                expect(command, UNREACHABLE, "error: no broker of ", trouble, "hint: " + hint);
            }
            return expect(DOCTOR, FAULT, "fault: ", "!no faults");
        }

        /** Each cell comes to what is expected of it once the servers have noticed; most of the time is waited side by side. */
        void check() {
            ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
            try {
                List<Future<?>> checks = new ArrayList<>();
                cells.forEach((command, cell) -> checks.add(threads.submit(() -> check(command, cell))));
                for (Future<?> check : checks) {
                    check.get();
                }
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            } finally {
                threads.shutdownNow();
            }
        }

        private void check(String command, Cell cell) {
            String[] last = {""};
            try {
                KafkaRun.until(command + " when " + fault, () -> {
                    try (KafkaRun run = run()) {
                        last[0] = told(run, command);
                    }
                    return cell.holds(last[0]);
                });
            } catch (AssertionError never) {
                assertThat(last[0])
                        .as(command + " when " + fault + ": " + cell)
                        .isEqualTo(String.join("\n", cell.texts()));
            }
        }

        /** The answer, what is missing from it, and the exit code. */
        private static String told(KafkaRun run, String command) {
            StringBuilder told = new StringBuilder();
            int code;
            try {
                Action action = TestRun.action(command.split(" ", -1));
                Result result = action instanceof Action.Live live
                        ? live.snapshot(run.run().context())
                        : ((Action.Query) action).run(run.run().context());
                code = run.run().code();
                if (result instanceof Result.WithFailure failing) {
                    code = failing.failure().kind().exitCode();
                    told.append(error(failing.failure()));
                    result = failing.result();
                }
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                Output print = Output.to(out, "the test");
                Renderer.of(Format.PLAIN, print, print, Screen.pipe(TestRun.NOW))
                        .render(result);
                print.flush();
                told.append(out.toString(StandardCharsets.UTF_8));
            } catch (Failure failure) {
                code = failure.kind().exitCode();
                told.append(error(failure));
            }
            run.run().takeMissing().forEach(what -> told.append(what).append('\n'));
            return told.append("exit code ").append(code).toString();
        }

        private static String error(Failure failure) {
            return "error: " + failure.getMessage() + "\n"
                    + failure.hint().map(hint -> "hint: " + hint + "\n").orElse("");
        }
    }
}
