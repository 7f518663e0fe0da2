package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.Sandboxes;

/** The contract with scripts, on the real program and real servers: streams, formats, and what the program is started in. */
@OnServers
final class ProgramTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();

    @TempDir
    Path folder;

    private static Program zooka() {
        return Program.with("-z", SANDBOX.zookeeper().orElseThrow());
    }

    @Test
    void prints_the_children_and_nothing_else() {
        Run run = zooka().run("ls", "/demo");
        assertThat(run.out()).isEqualTo("app\njobs\nold\nworkers\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void says_its_version() {
        assertThat(Program.with().run("--version").out()).matches("zooka \\d+\\.\\d+\\.\\d+\n");
    }

    @Test
    void says_what_failed_as_json_also_where_the_options_are_wrong() {
        Run absent = zooka().run("--messages", "json", "get", "/no such");
        assertThat(absent.err())
                .isEqualTo(
                        "{\"id\":\"no-such-znode\",\"level\":\"error\",\"text\":\"no znode /no such\",\"hint\":\"ls /\"}\n");
        assertThat(absent.out()).isEmpty();
        assertThat(absent.code()).isEqualTo(3);
        Run wrong = Program.with().environment("ZOOKA_MESSAGES", "json").run("--no-such-option");
        assertThat(wrong.err()).startsWith("{\"id\":\"unknown-option\",\"level\":\"error\",");
        assertThat(Program.with().run("--messages", "xml", "pwd").err())
                .isEqualTo("error: unknown format of messages 'xml'\nhint: text, json\n");
    }

    @Test
    void takes_its_servers_from_the_environment() {
        Run run = Program.with()
                .environment("ZOOKA_ZOOKEEPER", SANDBOX.zookeeper().orElseThrow() + "/demo")
                .run("ls", "/");
        assertThat(run.out()).isEqualTo("app\njobs\nold\nworkers\n");
    }

    @Test
    void reads_commands_from_stdin_and_leaves_when_told_to() {
        Run run = zooka().stdin(
                        "cd /demo # there\nls | tr a-z A-Z\nset /demo/app/motd 'a\nb' --dry-run\nquit\nnonsense\n")
                .run();
        assertThat(run.out()).isEqualTo("APP\nJOBS\nOLD\nWORKERS\nwould set /demo/app/motd to 3 bytes\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void joins_commands_and_hands_the_programs_code_on() {
        assertThat(zooka().run("-e", "get /nosuch || pwd").out()).isEqualTo("/\n");
        assertThat(zooka().run("-e", "ls / | exit 9").code()).isEqualTo(9);
        assertThat(zooka().run("-e", "ls -R / | head -n 1").out()).isEqualTo("/\n");
    }

    @Test
    void keeps_every_byte_of_a_value() throws IOException {
        byte[] bytes = new byte[256 * 200];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Path file = folder.resolve("bytes");
        Files.write(file, bytes);
        String in = folder.resolve("in").toString();
        Run run = zooka().stdin(bytes).run("create", "-p", "/program-test/bytes", "-");
        assertThat(run.code()).as(run.err()).isZero();
        zooka().run("-e", "set /program-test/bytes @" + file + "; get /program-test/bytes > " + in);
        assertThat(Files.readAllBytes(Path.of(in))).isEqualTo(bytes);
        List<Byte> raw = zooka().run("get", "-o", "raw", "/program-test/bytes").bytes();
        assertThat(raw).hasSize(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            assertThat((byte) raw.get(i)).isEqualTo(bytes[i]);
        }
        zooka().run("-y", "deleteall", "/program-test");
    }

    @Test
    void tells_null_from_empty() throws IOException {
        assertThat(object(zooka().run("--json", "get", "/demo/app/null"))).containsEntry("data", null);
        assertThat(object(zooka().run("--json", "get", "/demo/app/empty"))).containsEntry("data", "");
    }

    @Test
    void a_value_and_a_record_that_would_command_the_terminal_do_not() {
        String evil = "\u001b[2J\u001b]0;x\u0007";
        zooka().stdin(evil.getBytes(StandardCharsets.UTF_8)).run("create", "/program-test-evil", "-");
        try {
            for (String format : List.of("table", "plain", "json", "yaml", "zkcli")) {
                Run run = zooka().run("-o", format, "get", "/program-test-evil");
                assertThat(run.code()).isZero();
                assertThat(run.out()).as(format).isNotBlank().doesNotContain("\u001b", "\u0007");
            }
            assertThat(zooka().run("-o", "raw", "get", "/program-test-evil").out())
                    .isEqualTo(evil);
        } finally {
            zooka().run("delete", "/program-test-evil");
        }
    }

    private static Map<String, Object> object(Run run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.std.mapFrom(run.out());
    }

    private static Map<?, ?> firstOfArray(Program program, String... words) throws IOException {
        Run run = program.run(words);
        assertThat(run.code()).as(run.err()).isZero();
        List<Object> rows = JSON.std.listFrom(run.out());
        assertThat(rows).as(String.join(" ", words)).isNotEmpty();
        return (Map<?, ?>) rows.get(0);
    }

    private static void hasKeys(Map<?, ?> row, String keys) {
        assertThat(row.keySet().stream().map(String::valueOf)).contains(keys.split(" ", -1));
    }

    @Test
    void zookeeper_commands_speak_json() throws IOException {
        Program json = zooka();
        String stat = "czxid mzxid pzxid ctime mtime version cversion aversion ephemeralOwner dataLength numChildren";
        hasKeys(firstOfArray(json, "--json", "ls", "/demo"), "name path");
        hasKeys(firstOfArray(json, "--json", "ls", "-s", "/demo"), "name path " + stat);
        hasKeys(firstOfArray(json, "--json", "ls", "-R", "/demo"), "path");
        hasKeys(
                firstOfArray(json, "--json", "ensemble"),
                "server role version zxid zxidLag latencyMs connections watches znodes");
        hasKeys(object(json.run("--json", "get", "/demo/app/config")), "path data stat");
        hasKeys(object(json.run("--json", "stat", "/demo")), stat);
        hasKeys(object(json.run("--json", "tree", "/demo")), "name children");
        assertThat(object(json.run("--json", "create", "-s", "/demo/jobs/test-"))
                        .get("path")
                        .toString())
                .matches("/demo/jobs/test-\\d{10}");
    }

    @Test
    void kafka_commands_speak_the_same_json_in_both_modes() throws IOException {
        Program kraft = Program.with("-b", Sandboxes.kraft().bootstrap().orElseThrow());
        for (Program json : List.of(zooka(), kraft)) {
            hasKeys(
                    firstOfArray(json, "--json", "topics"),
                    "topic partitions replication underReplicated offline internal");
            String partition =
                    "topic partition leader leaderEpoch replicas isr elr offlineReplicas preferred since underReplicated";
            hasKeys(firstOfArray(json, "--json", "partitions", "app-logs"), partition);
            hasKeys(firstOfArray(json, "--json", "brokers"), "id host port rack controller leaders replicas");
            hasKeys(firstOfArray(json, "--json", "groups"), "group state type members lag");
            hasKeys(
                    firstOfArray(json, "--json", "group", "lag", "log-parser"),
                    "group topic partition committed end lag member host client");
            Map<String, Object> map = object(json.run("--json", "leaders"));
            hasKeys(map, "mode controller brokers ensemble partitions");
            hasKeys((Map<?, ?>) ((List<?>) map.get("partitions")).get(0), partition);
            Run tail = json.run("--json", "tail", "app-logs", "-n", "3");
            assertThat(tail.out().lines())
                    .hasSize(3)
                    .allSatisfy(
                            line -> hasKeys(JSON.std.mapFrom(line), "topic partition offset time key value headers"));
            assertThat(json.run("topic", "describe", "orders").code()).isZero();
        }
    }

    @Test
    void follows_changes_as_json_lines() throws Exception {
        Process watch = new ProcessBuilder(
                        Program.HOME.resolve("scripts/zooka").toString(),
                        "-z",
                        SANDBOX.zookeeper().orElseThrow(),
                        "--json",
                        "watch",
                        "-n",
                        "2",
                        "/program-test-watch")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = watch.inputReader(StandardCharsets.UTF_8)) {
            // Nobody says when the watch is set; there are changes until it has seen its two.
            for (int i = 0; i < 50 && watch.isAlive(); i++) {
                zooka().run("create", "/program-test-watch", "a");
                zooka().run("delete", "/program-test-watch");
            }
            Map<String, Object> event = JSON.std.mapFrom(lines.readLine());
            hasKeys(event, "time zxid type path data");
            assertThat(event).containsEntry("path", "/program-test-watch");
            assertThat(watch.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.exitValue()).isZero();
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    void a_record_that_would_command_the_terminal_does_not() throws Exception {
        String evil = "\u001b[2J\u001b]0;x\u0007";
        Map<String, Object> config =
                Map.of("bootstrap.servers", SANDBOX.bootstrap().orElseThrow());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> record = new ProducerRecord<>("parsed-events", 5, evil, evil);
            record.headers().add(evil, evil.getBytes(StandardCharsets.UTF_8));
            producer.send(record).get(20, TimeUnit.SECONDS);
        }
        for (String format : List.of("table", "plain", "json", "yaml", "zkcli")) {
            Run run = zooka().run(
                            "-o", format, "tail", "parsed-events", "--partition", "5", "-n", "1000", "--grep", "0;x");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).as(format).contains("0;x").doesNotContain("\u001b", "\u0007");
        }
    }

    @Test
    void takes_the_stock_tools_names_for_the_servers() {
        assertThat(Program.with("-server", SANDBOX.zookeeper().orElseThrow())
                        .run("ls", "/demo")
                        .code())
                .isZero();
        assertThat(Program.with("--bootstrap-server", SANDBOX.bootstrap().orElseThrow())
                        .run("topics")
                        .out())
                .contains("app-logs");
    }

    @Test
    void works_without_a_home_and_with_the_servers_options_around() {
        Run run = zooka().environment("HOME", "")
                .environment("XDG_CACHE_HOME", "")
                .environment("JMX_PORT", "9999")
                .environment("KAFKA_OPTS", "-javaagent:/no/such.jar")
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:/no/such.jar")
                .environment("LC_ALL", "POSIX")
                .run("get", "/demo/app/motd");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("名前");
    }

    /**
     * As in a pod that is locked up: nothing can be written, the user is one that no file names, there is no home and no
     * terminal worth the name, and the heap is small. By namespaces, where the machine permits them.
     */
    private static Run lockedUp(String... words) {
        String script = """
                mount -o remount,bind,ro / || exit 99
                mount -o remount,bind,ro /tmp 2>/dev/null
                ! touch "$1" "${TMPDIR:-/tmp}/zooka-probe" 2>/dev/null || exit 98
                exec unshare -U --map-user=4321 --map-group=4321 "$@"
                """;
        Run run = Program.with()
                .within("unshare", "-Urm", "sh", "-c", script, "sh")
                .environment("HOME", "/")
                .environment("XDG_CACHE_HOME", "/nowhere")
                .environment("XDG_STATE_HOME", "/nowhere")
                .environment("XDG_CONFIG_HOME", "/nowhere")
                .environment("TERM", "dumb")
                .environment("ZOOKA_JAVA_OPTS", "-Xmx64m")
                .environment("KAFKA_OPTS", "-javaagent:/no/such.jar")
                .environment("KAFKA_HEAP_OPTS", "-Xmx1t")
                .environment("JVMFLAGS", "-nonsense")
                .environment("JMX_PORT", "9999")
                .environment("JAVA_TOOL_OPTIONS", "-Dcom.sun.management.jmxremote.port=9999")
                .run(words);
        Assumptions.assumeFalse(run.err().contains("unshare: "), "this machine permits no namespaces: " + run.err());
        Assumptions.assumeFalse(run.code() == 99, "this machine permits no read-only mounts: " + run.err());
        return run;
    }

    @Test
    void works_as_nobody_known_where_nothing_can_be_written() {
        String zookeeper = SANDBOX.zookeeper().orElseThrow();
        Run run = lockedUp(
                "-z",
                zookeeper,
                "-e",
                "whoami > /dev/null; get /demo/app/motd; topics; set /demo/app/motd x --dry-run");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("名前", "app-logs", "would set /demo/app/motd");
        assertThat(run.code()).isZero();
    }
}
