package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.commands.action.Catalog;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.Sandboxes;

/** Output that cannot be written is a failure of whatever command wrote it, on the real program and real servers. */
final class LostOutputTest {

    /** A line for each command that prints something; changes print their plan. */
    private static final List<String> ZOOKEEPER = List.of(
            "ls /",
            "ls -R /demo",
            "get /demo/app/motd",
            "get -s /demo/app/motd",
            "set --dry-run /demo/app/motd x",
            "edit -o json /demo/app/motd",
            "json get /brokers/ids/1",
            "json keys /brokers/ids/1",
            "json set --dry-run /brokers/ids/1 lost 1",
            "json delete --dry-run /brokers/ids/1 host",
            "create --dry-run /lost",
            "delete --dry-run /demo/app/motd",
            "deleteall --dry-run /demo",
            "touch --dry-run /lost",
            "cp -r --dry-run /demo/app /lost",
            "mv --dry-run /demo/app /lost",
            "txn --dry-run 'create /lost'",
            "export /demo",
            "export /",
            "import --dry-run EXPORT",
            "undo list -o json",
            "undo --dry-run",
            "diff -o json /demo/app /demo/app",
            "stat /",
            "check -o json /demo 0",
            "wait -o json / exists",
            "getAcl /",
            "setAcl --dry-run /demo/app world:anyone:cdrwa",
            "digest joe:secret",
            "addauth -o json digest joe:secret",
            "whoami",
            "session",
            "sync -o json /",
            "getEphemerals -o json",
            "getAllChildrenNumber /",
            "listquota -o json",
            "setquota --dry-run -n 5 /demo/app",
            "delquota --dry-run /lost-output",
            "addWatch -o json /demo",
            "removewatches -o json /demo",
            "config",
            "reconfig --dry-run -remove 3",
            "version",
            "pwd",
            "tree /demo",
            "find /demo",
            "grep o /demo",
            "du /demo",
            "watch -n 1 ls /",
            "ensemble",
            "ensemble mntr",
            "owner /controller",
            "topic list",
            "topics -o yaml",
            "topic describe app-logs",
            "topic create --dry-run lost",
            "topic alter --dry-run app-logs --partitions 40",
            "topic delete --dry-run app-logs",
            "topic purge --dry-run app-logs",
            "topic clone --dry-run app-logs lost",
            "topic offsets app-logs",
            "partition list",
            "partition elect --dry-run",
            "partition moves -o json",
            "partition cancel --dry-run",
            "partition unthrottle --dry-run",
            "partition move --dry-run app-logs --replication 2",
            "partition generate app-logs-0 --to 1,2,3",
            "broker list",
            "broker describe 1",
            "broker can-restart 1 --except orders",
            "broker drain --dry-run 1",
            "migration",
            "broker balance",
            "broker log-dirs",
            "broker versions",
            "broker config 1",
            "config describe topic/app-logs",
            "config alter --dry-run topic/app-logs retention.ms=1000000",
            "group list",
            "group describe log-parser",
            "group lag log-parser",
            "group lag log-parser --time",
            "group members log-parser",
            "group reset --dry-run lost-group --topic app-logs --to-earliest",
            "group delete --dry-run lost-output",
            "group delete-offsets --dry-run lost-output --topic app-logs",
            "produce --dry-run app-logs x",
            "tail app-logs -n 3",
            "tail app-logs -n 3 -o raw",
            "acl list -o json",
            "acl create --dry-run --allow lost-output --operation Write --topic lost-output",
            "acl delete --dry-run --principal lost-output",
            "user list -o json",
            "user alter --dry-run joe --scram-sha-256 --password-env PATH",
            "quota list -o json",
            "quota alter --dry-run --user joe producer_byte_rate=1MiB",
            "transaction list -o json",
            "transaction describe lost-output",
            "transaction abort --dry-run app-logs-0 --producer-id 1 --producer-epoch 0 --coordinator-epoch 0",
            "transaction producers app-logs-0 -o json",
            "transaction hanging -o json",
            "status",
            "leaders",
            "browse --once /demo",
            "failover record --timeout 1s",
            "failover report RECORDING",
            "failover replay --once RECORDING",
            "audit --check stale-leader -o json",
            "doctor",
            "verify --dry-run",
            "help",
            "completion bash",
            "ls --help",
            "history -o json",
            "printwatches",
            "context list -o json",
            "context add --dry-run lost --zookeeper a:1",
            "context show",
            "context remove --dry-run same",
            "context rename --dry-run same other",
            "context edit -o json",
            "links --dry-run /nosuch/links",
            "echo x",
            "time pwd",
            "source SOURCE",
            "alias -o json",
            "set expanded",
            "set pager",
            "set prompt -o json",
            "set keys",
            "context use --session same -o json");

    private static final List<String> KRAFT =
            List.of("quorum status", "quorum replication", "feature list", "broker unregister --in-use --dry-run 1");

    /** Those that print nothing, in any format; the last of them ends the script. */
    private static final List<String> SILENT = List.of(
            "alias lost = ls", "unalias lost", "set keys emacs", "unset lost", "cd /demo", "connect", "close", "quit");

    /** What the lines above ask for. */
    private static final String PREPARED = """
            create /lost-output
            setquota -n 5 /lost-output
            create /lost-output/gone
            delete /lost-output/gone
            acl create --allow lost-output --operation Read --topic lost-output
            group reset lost-output --topic app-logs:0 --to-earliest -y
            """;

    private static final String REMOVED = """
            deleteall -y /lost-output
            acl delete -y --principal lost-output
            group delete -y lost-output
            """;

    @TempDir
    Path folder;

    private static Program on(Sandbox sandbox, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        sandbox.zookeeper().ifPresent(servers -> all.addAll(List.of("-z", servers)));
        sandbox.bootstrap().ifPresent(servers -> all.addAll(List.of("-b", servers)));
        return Program.with(all.toArray(new String[0])).environment("EDITOR", "true");
    }

    /** Runs each line with its output there, and gives those that ended with 0. */
    private Set<String> done(Program program, List<String> lines, String where) throws IOException {
        Path marks = Files.createTempDirectory(folder, "done");
        Path export = Files.writeString(folder.resolve("export"), """
                {"zookaExport":1,"root":"/lost","acls":false,"end":true}
                {"path":"/","data":"x"}
                {"end":1}
                """);
        Path recording = Files.writeString(folder.resolve("recording"), """
                {"event":"state","recording":1,"time":"2026-03-01T14:02:03Z","cluster":"lost","mode":"kraft",\
                "controller":1,"brokers":[],"topics":[]}
                {"event":"end","time":"2026-03-01T14:02:04Z","health":"healthy","reason":"timeout"}
                """);
        Path source = Files.writeString(folder.resolve("source"), "pwd\n");
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            script.append(lines.get(i)
                            .replace("SOURCE", source.toString())
                            .replace("EXPORT", export.toString())
                            .replace("RECORDING", recording.toString()))
                    .append(where.replace("#", Integer.toString(i)));
            script.append(" && pwd > ")
                    .append(marks.resolve(Integer.toString(i)))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("script"), script);
        Run run = program.run("--keep-going", "-f", file.toString());
        Files.writeString(folder.resolve("err"), run.err());
        Set<String> done = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (Files.exists(marks.resolve(Integer.toString(i)))) {
                done.add(lines.get(i));
            }
        }
        return done;
    }

    /** With a journal and contexts of its own. */
    private Program alone(Sandbox sandbox) throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.yaml"),
                "contexts:\n  same: {zookeeper: '" + sandbox.zookeeper().orElse("none:1") + "', bootstrap: '"
                        + sandbox.bootstrap().orElseThrow() + "'}\n");
        return on(sandbox, "--config", config.toString())
                .environment("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    /** Makes a transactional id known, which no command does. */
    private static void transactionalId(Sandbox sandbox, String id) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", sandbox.bootstrap().orElseThrow(), "transactional.id", id);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
            producer.initTransactions();
        }
    }

    private void neverDone(Sandbox sandbox, List<String> lines) throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Set<String> all = new TreeSet<>(lines);
        assertThat(done(alone(sandbox), lines, " > " + out + "/#"))
                .as(() -> "can be written: " + read(folder.resolve("err")))
                .isEqualTo(all);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(out.resolve(Integer.toString(i))).as(lines.get(i)).isNotEmptyFile();
        }
        assertThat(done(alone(sandbox), lines, " > /dev/full")).isEmpty();
        assertThat(done(alone(sandbox).within("sh", "-c", "exec \"$@\" >/dev/full", "sh"), lines, ""))
                .isEmpty();
        assertThat(done(alone(sandbox).within("sh", "-c", "exec \"$@\" >&-", "sh"), lines, ""))
                .isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void every_command_is_tried() {
        Set<String> tried = new HashSet<>(Set.of("redo"));
        List<String> lines = new ArrayList<>(ZOOKEEPER);
        lines.addAll(KRAFT);
        lines.addAll(SILENT);
        for (String line : lines) {
            Catalog.find(Arrays.asList(line.split(" ", -1)))
                    .ifPresent(found -> tried.add(found.entry().words()));
        }
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.entries().stream().map(Catalog.Entry::words).toList());
    }

    @Test
    @OnServers
    void no_command_is_done_whose_output_is_lost() throws IOException {
        Sandbox sandbox = Sandboxes.zookeeper();
        transactionalId(sandbox, "lost-output");
        Run prepared = alone(sandbox).run("-e", PREPARED);
        try {
            assertThat(prepared.code()).as(prepared.err()).isZero();
            neverDone(sandbox, ZOOKEEPER);
        } finally {
            Run removed = alone(sandbox).run("--keep-going", "-e", REMOVED);
            assertThat(removed.code()).as(removed.err()).isZero();
        }
    }

    @Test
    @OnServers
    void commands_that_print_nothing_print_nothing() throws IOException {
        for (String format : List.of("plain", "json")) {
            StringBuilder script = new StringBuilder("lost = x\n");
            SILENT.forEach(
                    line -> script.append(line).append(" -o ").append(format).append('\n'));
            Run run = alone(Sandboxes.zookeeper()).run("-e", script.toString());
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).isEmpty();
            assertThat(run.code()).isZero();
        }
    }

    @Test
    @OnServers
    void a_line_that_is_run_again_is_not_done_where_its_output_is_lost() {
        Path mark = folder.resolve("mark");
        String script = "ls /\nredo 1 && pwd > " + mark + "\n";
        for (String lost : List.of("exec \"$@\" >/dev/full", "exec \"$@\" >&-")) {
            Program program = on(Sandboxes.zookeeper(), "--keep-going").within("sh", "-c", lost, "sh");
            assertThat(program.stdin(script).run().code()).isEqualTo(1);
            assertThat(mark).doesNotExist();
        }
        assertThat(on(Sandboxes.zookeeper()).stdin(script).run().code()).isZero();
        assertThat(mark).hasContent("/");
    }

    @Test
    @OnServers
    void no_command_on_kraft_is_done_whose_output_is_lost() throws IOException {
        neverDone(Sandboxes.kraft(), KRAFT);
    }

    @Test
    @OnServers
    void a_script_stops_where_its_output_is_lost_and_the_file_and_the_reason_are_told() {
        Run run = on(Sandboxes.zookeeper()).run("-e", "export / > /dev/full && deleteall -y /demo/app");
        assertThat(run.err()).isEqualTo("error: cannot write /dev/full: No space left on device (-e line 1)\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(on(Sandboxes.zookeeper())
                        .run("-e", "ls / >> /dev/full || pwd")
                        .out())
                .isEqualTo("/\n");
        assertThat(on(Sandboxes.zookeeper()).run("stat", "/demo/app").code()).isZero();
    }

    @Test
    @OnServers
    void a_file_that_may_not_grow_is_a_failure_in_any_way_of_writing_it() {
        for (String into : List.of("exec \"$@\" > " + folder + "/short", "exec \"$@\" | tee " + folder + "/all >&2")) {
            Program limited = on(Sandboxes.zookeeper()).within("sh", "-c", "ulimit -f 1; " + into, "sh");
            assertThat(limited.run("-e", "export / > " + folder + "/backup").err())
                    .isEqualTo("error: cannot write " + folder + "/backup: File too large\n");
        }
    }

    @Test
    @OnServers
    void help_and_version_are_output_too() {
        for (String option : List.of("--help", "--version", "-V")) {
            Program full = Program.with().within("sh", "-c", "exec \"$@\" >/dev/full", "sh");
            Run run = full.run(option);
            assertThat(run.err()).isEqualTo("error: cannot write to stdout (/dev/full): No space left on device\n");
            assertThat(run.code()).isEqualTo(1);
            Run closed =
                    Program.with().within("sh", "-c", "exec \"$@\" >&-", "sh").run(option);
            assertThat(closed.err()).isEqualTo("error: cannot write to stdout: closed\n");
            assertThat(closed.code()).isEqualTo(1);
        }
    }

    @Test
    @OnServers
    void a_reader_that_has_had_enough_is_a_quiet_end() {
        Program piped =
                on(Sandboxes.zookeeper()).within("bash", "-c", "\"$@\" | head -1; exit ${PIPESTATUS[0]}", "bash");
        Run run = piped.run("export", "/");
        assertThat(run.out()).startsWith("{\"zookaExport\"");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        Run inside = on(Sandboxes.zookeeper()).run("-e", "export / | head -1");
        assertThat(inside.out()).startsWith("{\"zookaExport\"");
        assertThat(inside.err()).isEmpty();
        assertThat(inside.code()).isZero();
    }

    @Test
    @OnServers
    void a_format_that_a_change_has_not_is_refused_before_the_change() {
        Run run = on(Sandboxes.zookeeper()).run("-o", "raw", "create", "/lost-raw");
        assertThat(run.code()).isEqualTo(2);
        assertThat(on(Sandboxes.zookeeper()).run("stat", "/lost-raw").code()).isEqualTo(3);
    }
}
