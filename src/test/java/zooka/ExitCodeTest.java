package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.Sandboxes;

/** The exit codes of the real program on real servers, a promise to scripts, and what is said with them. */
@OnServers
final class ExitCodeTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();

    @TempDir
    Path folder;

    private static Program zooka() {
        return Program.with("-z", SANDBOX.zookeeper().orElseThrow());
    }

    private static void fails(int code, String error, Run run) {
        assertThat(run.err()).startsWith("error: " + error);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(code);
    }

    @Test
    void a_change_that_fails_leaves_code_1() {
        fails(
                1,
                "cannot write " + folder + "/no/file: NoSuchFileException",
                zooka().run("-e", "ls / > " + folder + "/no/file"));
    }

    @Test
    void a_wrong_line_leaves_code_2_and_sends_nothing() {
        Program nowhere = Program.with("-z", "127.0.0.1:1");
        fails(2, "unknown command 'lss'", nowhere.run("lss"));
        fails(2, "ls: unknown option '-q'", nowhere.run("ls", "-q"));
        fails(2, "unknown command 'lss'", Program.with().run("--sandbox=kraft", "lss")); // and starts no servers
        fails(2, "unknown option '--nonsense'\nhint: zooka --help", nowhere.run("--nonsense"));
        fails(2, "--timeout: the timeout must be greater than zero", nowhere.run("--timeout", "0", "ls", "/"));
        fails(2, "--within must be greater than zero", nowhere.run("doctor", "--within", "0s"));
        fails(2, "--interval must be greater than zero", nowhere.run("leaders", "--interval", "0s"));
        fails(2, "--interval must be greater than zero", nowhere.run("-e", "leaders --once --interval 0s | cat"));
        fails(2, "unknown output format 'xml'", nowhere.run("-o", "xml", "ls", "/"));
        fails(2, "unclosed '", nowhere.run("-e", "ls '/"));
        fails(2, "no file /no/such/script", nowhere.run("-f", "/no/such/script"));
        fails(2, "'zk:abc' is not HOST:PORT", Program.with("-z", "zk:abc").run("ls", "/"));
    }

    @Test
    void what_does_not_exist_leaves_code_3() {
        Run znode = zooka().run("get", "/brokers/idz");
        fails(3, "no znode /brokers/idz\nhint: did you mean /brokers/ids?\n", znode);
        fails(3, "no topic nosuch\nhint: topics\n", zooka().run("topic", "describe", "nosuch"));
        fails(3, "no topic app-log\nhint: did you mean app-logs?\n", zooka().run("tail", "app-log"));
        fails(3, "no group log-parsr\nhint: did you mean log-parser?\n", zooka().run("group", "lag", "log-parsr"));
        fails(3, "no topic nosuch", zooka().run("tail", "nosuch"));
        fails(3, "no znode /nosuch", zooka().run("-e", "cd /nosuch"));
    }

    @Test
    void a_conflict_leaves_code_4() {
        fails(4, "/demo already exists", zooka().run("create", "/demo"));
        fails(4, "/demo/app/motd has version 0, not 99", zooka().run("set", "-v", "99", "/demo/app/motd", "x"));
        fails(4, "/demo/app has children", zooka().run("delete", "/demo/app"));
    }

    @Test
    void what_is_refused_leaves_code_5() {
        fails(5, "not confirmed: would delete 15 znodes", zooka().run("deleteall", "/demo/old"));
        fails(5, "read-only: would set /demo/app/motd", zooka().run("--read-only", "set", "/demo/app/motd", "x"));
        fails(5, "/zookeeper belongs to ZooKeeper", zooka().run("-y", "deleteall", "/zookeeper"));
    }

    @Test
    void what_cannot_be_reached_leaves_code_6_within_ten_seconds() throws IOException {
        long begin = System.nanoTime();
        Run refused = Program.with("-z", "127.0.0.1:1").run("ls", "/");
        fails(6, "no ZooKeeper server answers: 127.0.0.1:1 connection refused", refused);
        Run unknown = Program.with("-z", "nosuch.invalid:2181").run("ls", "/");
        fails(6, "no ZooKeeper server answers: nosuch.invalid:2181 no such host", unknown);
        Run brokers = Program.with("-b", "127.0.0.1:1").run("topics");
        assertThat(brokers.err()).contains("127.0.0.1:1").contains("connection refused");
        assertThat(brokers.code()).isEqualTo(6);
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
        try (ServerSocket silent = new ServerSocket(0)) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            for (String side : List.of("-z", "-b")) {
                long one = System.nanoTime();
                Run run = Program.with(side, address).run(side.equals("-z") ? "ls" : "topics");
                assertThat(run.err()).startsWith("error: ").contains(address);
                assertThat(run.code()).isEqualTo(6);
                assertThat(System.nanoTime() - one).isLessThan(TimeUnit.SECONDS.toNanos(10));
            }
        }
    }

    @Test
    void what_is_partly_done_leaves_code_7_and_names_what_is_missing() {
        Run run = Program.with("-z", SANDBOX.zookeeper().orElseThrow() + ",127.0.0.1:1")
                .run("ensemble");
        assertThat(run.out().lines()).hasSize(4);
        assertThat(run.err()).isEqualTo("incomplete: 127.0.0.1:1: connection refused\n");
        assertThat(run.code()).isEqualTo(7);
        Run script = zooka().run("--keep-going", "-e", "pwd; get /nosuch; pwd");
        assertThat(script.out()).isEqualTo("/\n/\n");
        assertThat(script.code()).isEqualTo(7);
    }

    @Test
    void a_script_stops_at_the_command_that_fails_with_its_code() throws IOException {
        Path script = folder.resolve("script.zk");
        Files.writeString(script, "#!/usr/bin/env -S zooka -f\npwd\nget /nosuch\npwd\n");
        Run run = zooka().run("-f", script.toString());
        assertThat(run.out()).isEqualTo("/\n");
        assertThat(run.err()).isEqualTo("error: no znode /nosuch (" + script + " line 3)\nhint: ls /\n");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void an_interrupt_leaves_code_130() throws Exception {
        Process watch = new ProcessBuilder(
                        Program.HOME.resolve("scripts/zooka").toString(),
                        "-z",
                        SANDBOX.zookeeper().orElseThrow(),
                        "watch",
                        "/program-test-interrupt")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = watch.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < 50 && !lines.ready(); i++) {
                zooka().run("create", "/program-test-interrupt");
                zooka().run("delete", "/program-test-interrupt");
            }
            new ProcessBuilder("kill", "-INT", Long.toString(watch.pid()))
                    .start()
                    .waitFor();
            assertThat(watch.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.exitValue()).isEqualTo(130);
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    void an_interrupted_console_consumer_tells_how_many_records_it_printed() throws Exception {
        Path said = folder.resolve("stderr");
        Process consumer = new ProcessBuilder(
                        Program.HOME.resolve("scripts/zooka").toString(),
                        "kafka-console-consumer",
                        "--bootstrap-server",
                        SANDBOX.bootstrap().orElseThrow(),
                        "--topic",
                        "orders",
                        "--from-beginning")
                .redirectError(said.toFile())
                .start();
        try (var lines = consumer.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isNotNull();
            new ProcessBuilder("kill", "-INT", Long.toString(consumer.pid()))
                    .start()
                    .waitFor();
            long more = lines.lines().count();
            assertThat(consumer.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(consumer.exitValue()).isEqualTo(130);
            assertThat(said).hasContent("Processed a total of " + (more + 1) + " messages");
        } finally {
            consumer.destroyForcibly();
        }
    }
}
