package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;

/** The program in a cluster's network: inside by the headless services' names, outside through NodePorts only. */
@OnServers
@RunsInParallel(seconds = 42)
@ResourceLock("netlab")
final class NetlabTest {

    private static final String OUTSIDE = Netlab.NODE + ":30181/kafka";
    private static final String EXTERNAL = Netlab.NODE + ":30192," + Netlab.NODE + ":30193," + Netlab.NODE + ":30194";

    private static Netlab netlab;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() {
        netlab = Netlab.up("--tls");
    }

    @AfterAll
    static void down() throws IOException {
        if (netlab == null) {
            return;
        }
        netlab.close();
        left_nothing(Netlab.NAME);
    }

    private static void left_nothing(String name) throws IOException {
        assertThat(Path.of("/run/zooka-" + name)).doesNotExist();
        assertThat(Path.of("/etc/netns"))
                .satisfiesAnyOf(none -> assertThat(none).doesNotExist(), some -> assertThat(some)
                        .isDirectoryNotContaining("glob:**/zooka-" + name + "-*"));
        assertThat(Path.of("/run/netns").toFile().list()).noneMatch(one -> one.startsWith("zooka-" + name + "-"));
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(
                        line -> line.contains("/run/zooka-" + name + "/") || line.contains("/run/zooka-" + name + " "));
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain("/run/zooka-" + name + "/");
    }

    @Test
    void outside_neither_the_pods_nor_their_names_can_be_reached() {
        assertThat(netlab.at("outside", "getent", "hosts", "zk-0.zk-headless.default.svc.cluster.local")
                        .code())
                .isEqualTo(2);
        assertThat(netlab.at("outside", "bash", "-c", "exec 3<>/dev/tcp/10.244.0.10/2181")
                        .out())
                .contains("Network is unreachable");
        assertThat(netlab.at("inside", "getent", "hosts", "kafka-2.kafka-headless")
                        .out())
                .contains("10.244.0.22");
    }

    @Test
    void inside_everything_works_by_the_names_of_headless_services() {
        everything(netlab, "inside", "orders-inside", "-z", Netlab.ENSEMBLE);
    }

    @Test
    void outside_everything_works_by_the_listener_that_advertises_the_node() {
        everything(netlab, "outside", "orders-outside", "-z", OUTSIDE, "-b", EXTERNAL);
    }

    /** ZooKeeper knows all listeners of the brokers: the one that leads outside is found, and taken when asked for. */
    @Test
    void outside_the_doctor_finds_the_listener_that_does() {
        Run doctor = netlab.zooka("outside", "-z", OUTSIDE).run("doctor");
        Program listening = netlab.zooka("outside", "-z", OUTSIDE, "--listener", "EXTERNAL");

        assertThat(doctor.code()).as(doctor.err()).isEqualTo(1);
        assertThat(doctor.err()).contains("no such host", "--listener EXTERNAL");
        ok(listening.run("doctor", "--within", "9s"));
        ok(listening.run("-y", "topic", "create", "listened-to", "--partitions", "3", "--replication", "3"));
        ok(netlab.zooka("outside", "-z", OUTSIDE, "--listener", "EXTERNAL")
                .stdin("one\n")
                .run("produce", "listened-to"));
        assertThat(ok(listening.run("tail", "listened-to", "--format", "%s\\n")))
                .isEqualTo("one\n");
    }

    @Test
    void each_server_of_the_ensemble_is_told_of_inside_and_outside() {
        List<String> ports = List.of(Netlab.NODE + ":30182", Netlab.NODE + ":30183", Netlab.NODE + ":30184");
        String inside = ok(netlab.zooka("inside", "-z", Netlab.ENSEMBLE).run("ensemble"));
        String outside =
                ok(netlab.zooka("outside", "-z", String.join(",", ports)).run("ensemble"));

        assertThat(inside.lines().map(NetlabTest::server))
                .containsExactly("zk-0.zk-headless:2181", "zk-1.zk-headless:2181", "zk-2.zk-headless:2181");
        assertThat(outside.lines().map(NetlabTest::server)).containsExactlyElementsOf(ports);
        assertThat(outside.lines().filter(line -> line.contains("\tleader\t"))).hasSize(1);
    }

    private static String server(String line) {
        return line.substring(0, line.indexOf('\t'));
    }

    @Test
    void a_pod_s_own_name_is_enough_for_the_program_in_it() {
        assertThat(ok(netlab.zooka("zk-1", "-z", "zk-1.zk-headless:2181").run("ls", "/")))
                .contains("kafka");
    }

    @Test
    void over_tls_the_names_in_the_certificate_are_checked() throws IOException {
        Path config = folder.resolve("client.properties");
        Files.writeString(
                config,
                "security.protocol=SSL\nssl.truststore.type=PEM\nssl.truststore.location=" + Netlab.AUTHORITY + "\n");
        String[] tls = {"--command-config", config.toString(), "-b"};

        Run named = netlab.zooka(
                        "inside", tls[0], tls[1], tls[2], "kafka-0.kafka-headless.default.svc.cluster.local:9093")
                .run("broker", "list", "-o", "json");
        Run other = netlab.zooka("inside", tls[0], tls[1], tls[2], "10.244.0.20:9093")
                .run("broker", "list");

        assertThat(ok(named)).contains("kafka-2.kafka-headless.default.svc.cluster.local");
        assertThat(other.code()).as(other.err()).isIn(5, 6);
        assertThat(other.out()).isEmpty();
    }

    @Test
    void a_second_one_is_refused_and_the_first_goes_on() {
        Netlab.Run second = Netlab.run(List.of("up"));

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.out()).isEqualTo("netlab: already running; stop it with scripts/k8s/netlab down\n");
        assertThat(Netlab.run(List.of("status")).out().lines().filter(line -> line.contains("\tup\t")))
                .hasSize(6);
    }

    @Test
    void another_beside_it_clears_what_was_left_and_ends_with_its_owner() throws Exception {
        Process owner = new ProcessBuilder("sleep", "600").start();
        Path left = Files.createDirectories(Path.of("/run/zooka-other-" + Netlab.NAME + "/pid"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(left.resolve("zk-0"), dead.pid() + "\n");
        try {
            Netlab.Run up = Netlab.run(
                    "other-" + Netlab.NAME, List.of("up", "--zookeeper-only", "--while", Long.toString(owner.pid())));

            assertThat(up.out()).contains("zk-0\tup\t", "zk-2\tup\t");
            assertThat(Netlab.run(List.of("status")).out().lines().filter(line -> line.contains("\tup\t")))
                    .hasSize(6);
        } finally {
            owner.destroy();
        }
        await("the other is down", () -> Files.notExists(left.getParent()));
        left_nothing("other-" + Netlab.NAME);
        assertThat(Netlab.run(List.of("status")).out().lines().filter(line -> line.contains("\tup\t")))
                .hasSize(6);
    }

    /** What the ways in have in common: znodes, topics, records, groups, leaders. */
    static void everything(Netlab netlab, String place, String topic, String... options) {
        Program zooka = netlab.zooka(place, options);
        String path = "/netlab-" + topic;
        assertThat(ok(zooka.run("ls", "/brokers/ids"))).isEqualTo("0\n1\n2\n");
        ok(zooka.run("create", path, "first"));
        ok(zooka.run("set", path, "second"));
        assertThat(ok(zooka.run("get", path))).isEqualTo("second");
        one_event(zooka, path);

        ok(zooka.run("-y", "topic", "create", topic, "--partitions", "3", "--replication", "3"));
        assertThat(ok(zooka.run("topic", "describe", topic, "-o", "json"))).contains("\"replication\":3");
        ok(netlab.zooka(place, options).stdin("one\ntwo\n").run("produce", topic));
        assertThat(ok(zooka.run("tail", topic, "--format", "%s\\n")).lines()).containsExactlyInAnyOrder("one", "two");
        // The topic that holds the groups' offsets comes to be when the first group is asked for.
        await(
                "a group",
                () -> zooka.run("-y", "group", "reset", "readers-" + topic, "--to-earliest", "--topic", topic)
                                .code()
                        == 0);
        assertThat(ok(zooka.run("group", "lag", "readers-" + topic, "-o", "json")))
                .contains("\"lag\":");
        assertThat(ok(zooka.run("leaders", "--once"))).contains(topic);
        ok(zooka.run("ensemble"));
        Run verified = zooka.run("-y", "verify");
        assertThat(ok(verified)).doesNotContain("\tfailed\t");
        assertThat(verified.out().lines().map(line -> line.split("\t", -1)[1])).contains("write", "read");
        Run doctor = zooka.run("doctor", "--within", "9s");
        assertThat(ok(doctor)).doesNotContain("\tfailed\t");
    }

    private static void one_event(Program zooka, String path) {
        CompletableFuture<Run> watching =
                CompletableFuture.supplyAsync(() -> zooka.run("watch", "-n", "1", "-o", "json", path));
        for (int i = 0; !watching.isDone(); i++) {
            ok(zooka.run("set", path, "value-" + i));
        }
        assertThat(ok(watching.join())).contains("\"path\":\"" + path + "\"", "\"data\":\"value-");
    }

    static String ok(Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    static void await(String what, BooleanSupplier holds) {
        KafkaRun.until(what, holds);
    }
}
