package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.net.Deadline;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.action.Action;
import zooka.commands.result.Result;
import zooka.sandbox.Sandbox;
import zooka.shell.render.Format;
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
import zooka.shell.render.Screen;
import zooka.testing.KafkaRun;
import zooka.testing.TestRun;

/** The servers, and one row of the table. */
final class FaultSite {

    static final String STATUS = "status --no-groups";
    static final String LEADERS = "leaders --once";
    static final String DOCTOR = "doctor --within 6s";
    static final String AUDIT = "audit --settle 0";
    static final String OFFLINE = "partition list --offline";
    static final String QUORUM = "quorum status";
    static final String TOPICS = "topics";

    static final int DONE = 0;
    static final int FAULT = 1;
    static final int UNREACHABLE = 6;
    static final int PARTLY = 7;

    /** What is never said where a broker that serves leads every partition. */
    static final String ALL_LED = "no partition is offline (3 checked)";

    /** So many commands are asked at once: each waits for servers more than it works. */
    private static final int SIDE_BY_SIDE = 4;

    /** What is expected of a command. */
    private record Cell(int code, List<String> texts) {
        boolean holds(String told) {
            return told.endsWith("exit code " + code)
                    && texts.stream()
                            .allMatch(text ->
                                    text.startsWith("!") ? !told.contains(text.substring(1)) : told.contains(text));
        }
    }

    /** How long brokers may take to end. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Sandbox sandbox;
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private ClientSettings access = ClientSettings.OPEN;
    private String fault = "";

    FaultSite(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    private KafkaRun run() {
        return KafkaRun.on(
                new Profile("test", sandbox.zookeeper(), sandbox.bootstrap(), access, Duration.ofSeconds(4), false));
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

    /**
     * Ends the brokers' processes as Kubernetes does, which lets them say goodbye for a while: the last one may find no quorum for
     * it, and waits for five minutes.
     */
    void stopBrokers() {
        List<ProcessHandle> brokers = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            brokers.add(ProcessHandle.of(sandbox.server("kafka-" + id).pid()).orElseThrow());
        }
        brokers.forEach(ProcessHandle::destroy);
        Deadline grace = Deadline.in(GRACE);
        for (ProcessHandle broker : brokers) {
            try {
                ProcessHandle unused = broker.onExit().get(grace.millis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                boolean unused = broker.destroyForcibly();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
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

    FaultSite with(ClientSettings other) {
        access = other;
        return this;
    }

    FaultSite when(String name) {
        fault = name;
        cells.clear();
        return this;
    }

    /** @param texts what is in the answer; behind an exclamation mark, what is not */
    FaultSite expect(String command, int code, String... texts) {
        cells.put(command, new Cell(code, List.of(texts)));
        return this;
    }

    /** Without broker 2 for this client, which leads and serves others all the same. */
    FaultSite expectOneUnreachable() {
        return expect(STATUS, FAULT, "3 of 3", "broker 2 is registered but does not answer this client", "!no leader")
                .expect(TOPICS, DONE, "orders\t3\t3\t0\t0\t")
                .expect(LEADERS, DONE, "brokers 3/3  unreachable: 2", "offline 0")
                .expect(AUDIT, FAULT, "unreachable-endpoint\tbroker 2", "!no-leader", "!offline-replica")
                .expect(OFFLINE, DONE, ALL_LED);
    }

    /** Without any broker that is registered in ZooKeeper. */
    FaultSite expectNoBroker(String trouble) {
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
    FaultSite expectNobody(String trouble, String hint) {
        for (String command : List.of(STATUS, LEADERS, AUDIT, OFFLINE, QUORUM, TOPICS)) {
            expect(command, UNREACHABLE, "error: no broker of ", trouble, "hint: " + hint);
        }
        return expect(DOCTOR, FAULT, "fault: ", "!no faults");
    }

    /**
     * No request thread of a broker waits for ZooKeeper because of what was asked: without a quorum it would wait there as long as
     * that lasts, and after {@code num.io.threads} of them the broker serves nobody.
     */
    void assertNoThreadHeld() throws IOException {
        for (int id = 1; id <= 3; id++) {
            Process jstack = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/jstack",
                            Long.toString(sandbox.server("kafka-" + id).pid()))
                    .redirectErrorStream(true)
                    .start();
            String dump = new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(dump).contains("kafka-request-handler-0").doesNotContain("handleDescribeConfigsRequest");
        }
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
            assertThat(last[0]).as(command + " when " + fault + ": " + cell).isEqualTo(String.join("\n", cell.texts()));
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
            Renderer.of(Format.PLAIN, print, print, Screen.pipe(TestRun.NOW)).render(result);
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
