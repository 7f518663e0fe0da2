package zooka.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.sandbox.ServerStatus.State;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;

/** The sandbox with real processes; what is killed here is a small one of this test's own. */
@OnServers
@RunsInParallel(seconds = 21)
class SandboxTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static Sandbox small;

    @BeforeAll
    static void start() {
        small = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(1, 2));
    }

    @AfterAll
    static void everything_ends_with_it() {
        List<Long> processes = processes(small);
        small.close();
        assertThat(small.folder()).doesNotExist();
        assertThat(processes).noneMatch(SandboxTest::isAlive);
    }

    @Test
    void a_killed_server_is_gone_until_it_is_started_again() {
        ServerStatus before = small.server("kafka-2");

        small.kill("kafka-2");

        assertThat(small.server("kafka-2").state()).isEqualTo(State.KILLED);
        assertThat(isAlive(before.pid())).isFalse();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), before.port()))
                .isInstanceOf(IOException.class);

        small.start("kafka-2");

        ServerStatus after = small.server("kafka-2");
        assertThat(after.state()).isEqualTo(State.RUNNING);
        assertThat(after.address()).isEqualTo(before.address());
        assertThat(after.pid()).isNotEqualTo(before.pid());
        try (Admin admin = Ensemble.admin(after.address())) {
            Waiting.until(
                    "both brokers",
                    SOON,
                    () -> admin.describeCluster()
                                    .nodes()
                                    .get(5, TimeUnit.SECONDS)
                                    .size()
                            == 2);
        }
    }

    @Test
    void a_server_that_somebody_else_kills_is_seen_as_killed() {
        ServerStatus before = small.server("kafka-1");

        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

        Waiting.until("the loss to be seen", SOON, () -> small.server("kafka-1").state() == State.KILLED);
        small.start("kafka-1");
        assertThat(small.server("kafka-1").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void an_ensemble_comes_back_from_the_loss_of_its_quorum() {
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 0))) {
            sandbox.kill("zk-1", "zk-2", "zk-3");
            sandbox.start("zk-1"); // alone it answers nobody, and isn't waited for
            sandbox.start("zk-2", "zk-3");
            assertThat(sandbox.servers()).allMatch(server -> server.state() == State.RUNNING);
        }
    }

    @Test
    void a_paused_server_takes_connections_and_answers_none() throws Exception {
        ServerStatus server = small.server("zk-1");

        small.pause("zk-1");

        assertThat(small.server("zk-1").state()).isEqualTo(State.PAUSED);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write("ruok".getBytes(UTF_8));
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(java.net.SocketTimeoutException.class);

            small.resume("zk-1");

            socket.setSoTimeout(5000);
            assertThat(socket.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("imok");
        }
        assertThat(small.server("zk-1").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void an_unknown_server_and_one_in_the_wrong_state_are_refused() {
        assertThatThrownBy(() -> small.kill("kafka-9")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_FOUND);
            assertThat(failure).hasMessage("no server kafka-9 in this sandbox");
            assertThat(failure.hint()).contains("servers: zk-1, kafka-1, kafka-2");
        });
        assertThatThrownBy(() -> small.start("zk-1")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFLICT);
            assertThat(failure).hasMessage("zk-1 is running");
        });
    }

    @Test
    void another_process_drives_it() throws Exception {
        assertThat(control("--dir", small.folder().toString(), "status"))
                .startsWith("0\nname     kind      address")
                .contains("kafka-2  kafka     " + small.server("kafka-2").address());
        assertThat(control("--dir", small.folder().toString(), "kill", "kafka-7"))
                .isEqualTo("3\nerror: no server kafka-7 in this sandbox\nhint: servers: zk-1, kafka-1, kafka-2\n");
        assertThat(control("--dir", "/nowhere", "status"))
                .isEqualTo("3\nerror: no sandbox is running in /nowhere\nhint: scripts/sandbox up\n");
        assertThat(control("explode")).isEqualTo("2\nerror: unknown command explode\nhint: scripts/sandbox --help\n");
    }

    @Test
    void it_is_described_by_a_file() throws IOException {
        assertThat(Files.readString(small.folder().resolve("state.json")))
                .contains(
                        "\"mode\" : \"zookeeper\"",
                        "\"zookeeper\" : \"" + small.zookeeper().orElseThrow() + "\"");
    }

    @Test
    void nothing_is_left_when_its_owner_is_killed() throws Exception {
        Process owner = owner();
        Sandbox sandbox = sandboxOf(owner);
        List<Long> processes = processes(sandbox);
        assertThat(processes).hasSize(2).allMatch(SandboxTest::isAlive);

        owner.destroyForcibly();

        awaitEnd(sandbox, processes);
    }

    @Test
    void nothing_is_left_when_its_keeper_is_killed_and_ctrl_c_does_nothing() throws Exception {
        Process owner = owner();
        Sandbox sandbox = sandboxOf(owner);
        List<Long> processes = processes(sandbox);
        for (long process : processes) {
            assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process))
                            .start()
                            .waitFor())
                    .isZero();
        }
        assertThat(sandbox.servers()).allMatch(server -> server.state() == State.RUNNING);

        ProcessHandle.of(sandbox.state().supervisor()).orElseThrow().destroyForcibly();

        awaitEnd(sandbox, processes);
        owner.destroyForcibly();
    }

    @Test
    void on_zookeeper_there_are_znodes_topics_and_life() throws Exception {
        Sandbox sandbox = Sandboxes.zookeeper();

        assertThat(sandbox.servers())
                .extracting(ServerStatus::name)
                .containsExactly("zk-1", "zk-2", "zk-3", "kafka-1", "kafka-2", "kafka-3");
        assertThat(sandbox.consumers())
                .extracting(ConsumerStatus::name)
                .containsExactly("log-parser-1", "log-parser-2", "log-parser-3");
        ZooKeeper client = new ZooKeeper(sandbox.zookeeper().orElseThrow(), 5000, event -> {});
        try {
            Waiting.until("a session", SOON, () -> client.getState().isConnected());
            assertThat(client.getChildren("/brokers/ids", false)).containsExactlyInAnyOrder("1", "2", "3");
            assertThat(client.getData("/demo/app/motd", false, null))
                    .asString(UTF_8)
                    .contains("名前");
            assertThat(client.getData("/demo/app/empty", false, null)).isEmpty();
            assertThat(client.getData("/demo/app/null", false, null)).isNull();
            assertThat(client.getChildren("/demo/jobs", false)).contains("job-0000000000", "job-0000000004");
            assertThat(client.getEphemerals("/demo/workers")).isEmpty();
            assertThat(client.getChildren("/demo/workers", false)).hasSize(3);
        } finally {
            client.close();
        }
        it_lives(sandbox);
    }

    @Test
    void on_kraft_there_are_topics_and_life() throws Exception {
        Sandbox sandbox = Sandboxes.kraft();

        assertThat(sandbox.zookeeper()).isEmpty();
        assertThat(sandbox.servers()).extracting(ServerStatus::name).containsExactly("kafka-1", "kafka-2", "kafka-3");
        it_lives(sandbox);
    }

    private static void it_lives(Sandbox sandbox) throws Exception {
        try (Admin admin = Ensemble.admin(sandbox.bootstrap().orElseThrow())) {
            assertThat(admin.listTopics().names().get(5, TimeUnit.SECONDS))
                    .contains("app-logs", "audit.log", "clicks", "metrics", "orders", "parsed-events");
            Map<TopicPartition, OffsetAndMetadata> billing = admin.listConsumerGroupOffsets("billing")
                    .partitionsToOffsetAndMetadata()
                    .get(5, TimeUnit.SECONDS);
            assertThat(billing).hasSize(2);
            long records = end(admin, "app-logs", 0);
            Waiting.until("more records", SOON, () -> end(admin, "app-logs", 0) > records);
            Waiting.until("commits of the group", SOON, () -> !admin.listConsumerGroupOffsets("log-parser")
                    .partitionsToOffsetAndMetadata()
                    .get(5, TimeUnit.SECONDS)
                    .isEmpty());
            Waiting.until("commits of the group without members", SOON, () -> committed(admin, "spark-hourly") > 0);
            long committed = committed(admin, "spark-hourly");
            Waiting.until("more of its commits", SOON, () -> committed(admin, "spark-hourly") > committed);
            assertThat(admin.describeConsumerGroups(List.of("spark-hourly"))
                            .describedGroups()
                            .get("spark-hourly")
                            .get(5, TimeUnit.SECONDS)
                            .members())
                    .isEmpty();
        }
    }

    private static long committed(Admin admin, String group) throws Exception {
        return admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(5, TimeUnit.SECONDS)
                .values()
                .stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private static long end(Admin admin, String topic, int partition) throws Exception {
        TopicPartition of = new TopicPartition(topic, partition);
        ListOffsetsResult offsets = admin.listOffsets(Map.of(of, OffsetSpec.latest()));
        return offsets.partitionResult(of).get(5, TimeUnit.SECONDS).offset();
    }

    private static Process owner() throws IOException {
        return java(List.of(SandboxOwner.class.getName())).start();
    }

    private static Sandbox sandboxOf(Process owner) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(owner.getInputStream(), UTF_8));
        return Sandbox.at(Path.of(out.readLine()));
    }

    private static String control(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(Control.class.getName()));
        command.addAll(List.of(words));
        Process process = java(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() + "\n" + output;
    }

    private static ProcessBuilder java(List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dzooka.home=" + Folders.home(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(words);
        return new ProcessBuilder(command);
    }

    private static List<Long> processes(Sandbox sandbox) {
        List<Long> processes = new ArrayList<>();
        processes.add(sandbox.state().supervisor());
        sandbox.servers().forEach(server -> processes.add(server.pid()));
        return processes;
    }

    private static void awaitEnd(Sandbox sandbox, List<Long> processes) {
        Waiting.until("the folder to be gone", SOON, () -> Files.notExists(sandbox.folder()));
        Waiting.until("the processes to be gone", SOON, () -> processes.stream().noneMatch(SandboxTest::isAlive));
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }
}
