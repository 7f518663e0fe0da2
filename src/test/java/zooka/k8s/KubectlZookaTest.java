package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.net.Deadline;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Tmux;

/**
 * {@code kubectl zooka}: one file goes into a pod and runs there. The {@code kubectl} is a stand-in: its pod is a
 * directory in the place of the root, with the programs of a small image. All tests but one copy a small file in the
 * place of zooka.
 */
@OnServers
@RunsInParallel
final class KubectlZookaTest {

    private static final List<String> PROGRAMS = List.of("sh", "rm", "cat", "cksum", "mv", "sleep");

    @TempDir
    Path folder;

    private Path pod;
    private Path file;
    private final Map<String, String> environment = new HashMap<>();

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void a_pod() throws IOException {
        pod = Files.createDirectories(folder.resolve("pod"));
        Files.createDirectories(pod.resolve("tmp"));
        Files.createDirectories(pod.resolve("bin"));
        for (String program : PROGRAMS) {
            Path real = Path.of("/usr/bin", program);
            inPod(program, Files.exists(real) ? real.toString() : "/bin/" + program);
        }
        inPod("java", ProcessHandle.current().info().command().orElseThrow());
        Path bin = Files.createDirectories(folder.resolve("outside"));
        Files.setPosixFilePermissions(resource("kubectl", bin), PosixFilePermissions.fromString("rwxr-xr-x"));
        file = resource("one-file", folder);
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        environment.put("POD", pod.toString());
        environment.put("ZOOKA_ONE_FILE", file.toString());
        environment.put("LC_ALL", "C.utf8");
    }

    /** Puts a program into the pod. */
    private void inPod(String name, String program) throws IOException {
        Path script = Files.writeString(pod.resolve("bin").resolve(name), "#!/bin/sh\nexec '" + program + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path resource(String name, Path folder) throws IOException {
        try (InputStream in = KubectlZookaTest.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private static Path plugin(String name) {
        return Manifests.FOLDER.resolve(name);
    }

    private ProcessBuilder builder(Path program, String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("NO_COLOR"));
        builder.environment().putAll(environment);
        return builder.redirectInput(new File("/dev/null"))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
    }

    private Run end(Process process) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
    }

    private Run zooka(String... words) throws Exception {
        return end(builder(plugin("kubectl-zooka"), words).start());
    }

    private List<String> calls(String begin) throws IOException {
        return Files.readAllLines(folder.resolve("pod.calls")).stream()
                .filter(call -> call.startsWith(begin))
                .toList();
    }

    private List<String> inTmp() throws IOException {
        try (Stream<Path> all = Files.list(pod.resolve("tmp"))) {
            return all.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void zooka_itself_is_copied_once_and_run_each_time() throws Exception {
        environment.remove("ZOOKA_ONE_FILE");

        Run first = zooka("-n", "kafka", "-c", "zookeeper", "zk-0", "--", "--version");
        Run second = zooka("-n", "kafka", "-c", "zookeeper", "zk-0", "--", "-e", "pwd; nosuch 'two words'");

        assertThat(first.code).as(first.err).isZero();
        assertThat(first.out).startsWith("zooka ");
        assertThat(first.err).matches("copying zooka to zk-0:/tmp/zooka \\([1-9]\\d* MB\\)\n");
        assertThat(second.code).isEqualTo(2);
        assertThat(second.out).isEqualTo("/\n");
        assertThat(second.err).doesNotContain("copying").endsWith("command terminated with exit code 2\n");
        assertThat(calls("exec "))
                .hasSize(5)
                .allMatch(call -> call.contains(" --namespace=kafka ") && call.contains(" --container=zookeeper "));
        assertThat(inTmp()).containsExactly("zooka");
    }

    @Test
    void words_arrive_as_they_are() throws Exception {
        List<String> words =
                List.of("a  b", "", "it's", "\"", "$HOME", "`id`", "*", "x;y&z", "\\n", "two\nlines", "--", "-n", "ü");

        Run run = zooka(Stream.concat(Stream.of("zk-0", "--"), words.stream()).toArray(String[]::new));

        assertThat(run.code).as(run.err).isZero();
        assertThat(run.out)
                .isEqualTo(words.stream().map(word -> "<" + word + ">\n").collect(Collectors.joining()));
        assertThat(run.err).contains("LC_ALL=C.UTF-8 NO_COLOR=\n");
    }

    @Test
    void stdin_goes_there_and_no_terminal_is_made_up() throws Exception {
        environment.put("LC_ALL", "POSIX");
        environment.put("NO_COLOR", "1");
        Process process = builder(plugin("kubectl-zooka"), "zk-0", "--", "cat")
                .redirectInput(
                        Files.writeString(folder.resolve("in"), "ls /\nquit\n").toFile())
                .start();

        Run run = end(process);
        assertThat(run.code).as(run.err).isZero();
        assertThat(run.out).isEqualTo("<cat>\nls /\nquit\n");
        assertThat(run.err).contains("LC_ALL=C NO_COLOR=1").doesNotContain("TTY");
        assertThat(calls("exec ")).noneMatch(call -> call.contains(" -it "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "7", "130"})
    void the_exit_code_is_that_of_zooka(String code) throws Exception {
        assertThat(zooka("zk-0", "--", "exit", code).code).isEqualTo(Integer.parseInt(code));
    }

    @Test
    void a_signal_ends_zooka_in_the_pod_which_kubectl_would_leave_running() throws Exception {
        Process process = builder(plugin("kubectl-zooka"), "zk-0", "--", "wait").start();
        Deadline deadline = Deadline.in(Duration.ofSeconds(40));
        while (!Files.readString(folder.resolve("out")).contains("waiting")) {
            assertThat(deadline.passed()).isFalse();
            deadline.within(50).await();
        }
        assertThat(inTmp()).hasSize(2);
        process.destroy(); // SIGTERM

        assertThat(end(process).code).isEqualTo(143);
        assertThat(pod.resolve("tmp/zooka.signal")).hasContent("TERM");
        assertThat(inTmp()).containsExactly("zooka", "zooka.signal");
    }

    @Test
    void a_reader_that_has_had_enough_ends_zooka_in_the_pod() throws Exception {
        environment.put("PLUGIN", plugin("kubectl-zooka").toString());
        Process process = builder(Path.of("bash"), "-c", "\"$PLUGIN\" zk-0 -- talk | head -n 2; exit ${PIPESTATUS[0]}")
                .start();

        Run run = end(process);
        assertThat(run.code).as(run.err).isEqualTo(141); // SIGPIPE
        assertThat(run.out).isEqualTo("<talk>\nwaiting\n");
        Deadline deadline = Deadline.in(Duration.ofSeconds(40));
        while (!inTmp().equals(List.of("zooka", "zooka.signal"))) {
            assertThat(deadline.passed()).as(inTmp().toString()).isFalse();
            deadline.within(50).await();
        }
        assertThat(pod.resolve("tmp/zooka.signal")).hasContent("HUP");
    }

    @Test
    void on_a_terminal_it_has_one_and_ctrl_c_reaches_it() throws Exception {
        environment.put("TERM", "xterm-256color");
        try (Tmux terminal = Tmux.open(folder, 110, 30)) {
            environment.forEach((name, value) -> terminal.line("export " + name + "='" + value + "'"));
            terminal.afresh("PATH=$PATH:" + Manifests.FOLDER + "; kubectl-zooka zk-0 -- cat");
            terminal.await("TERM=");
            assertThat(terminal.screen())
                    .contains("terminal 0\nterminal 1\nterminal 2\nTERM=xterm-256color LC_ALL=C.UTF-8");
            terminal.line("typed");
            terminal.await("what was typed", screen -> screen.endsWith("typed\ntyped"));
            terminal.keys("C-d");
            terminal.await("ready>", screen -> screen.endsWith("ready>"));
            terminal.afresh("kubectl-zooka zk-0 -- wait; echo code $?");
            terminal.await("waiting");
            terminal.keys("C-c");
            terminal.await("code 130");
            assertThat(inTmp()).containsExactly("zooka", "zooka.signal");
            // Where stdout is no terminal, the key reaches this end only.
            Files.delete(pod.resolve("tmp/zooka.signal"));
            terminal.afresh("kubectl-zooka zk-0 -- wait again </dev/null | cat");
            terminal.await("<again>\nwaiting");
            terminal.keys("C-c");
            terminal.await("ready>", screen -> screen.endsWith("ready>"));
            assertThat(pod.resolve("tmp/zooka.signal")).hasContent("INT");
            assertThat(inTmp()).containsExactly("zooka", "zooka.signal");
        }
    }

    @Test
    void it_is_removed_when_that_is_asked_for() throws Exception {
        assertThat(zooka("--rm", "zk-0", "--", "exit", "3").code).isEqualTo(3);
        assertThat(inTmp()).isEmpty();
        zooka("zk-0", "--", "exit", "0");
        Files.createFile(pod.resolve("tmp/zooka.new.7"));
        Files.createFile(pod.resolve("tmp/other"));

        Run run = zooka("--clean", "zk-0");
        assertThat(run.code).as(run.err).isZero();
        assertThat(run.out + run.err).isEmpty();
        assertThat(inTmp()).containsExactly("other");
        assertThat(zooka("--clean", "zk-0").code).isZero();
        assertThat(zooka("--clean", "zk-0", "--", "ls").code).isEqualTo(2);
    }

    @Test
    void of_a_set_the_first_ready_pod_is_used_for_all() throws Exception {
        Run run = zooka("--context=prod", "-nkafka", "statefulset/zk", "--", "exit", "0");

        assertThat(run.code).as(run.err).isZero();
        assertThat(run.err).startsWith("pod zk-0 of statefulset/zk\n");
        assertThat(calls("")).allMatch(call -> call.contains(" --context=prod --namespace=kafka "));
        assertThat(calls("get ")).last().asString().contains(" pods --selector=app=zk\\,tier=data ");
        assertThat(calls("exec ")).hasSize(3).allMatch(call -> call.contains(" zk-0 "));
        assertThat(zooka("pod/zk-0", "--", "exit", "5").code).isEqualTo(5);
        Run none = zooka("statefulset/none");
        assertThat(none.code).isEqualTo(1);
        assertThat(none.err).isEqualTo("Error from server (NotFound): statefulsets.apps \"x\" not found\n");
    }

    @Test
    void where_tmp_is_not_there_it_takes_the_next_directory() throws Exception {
        Files.delete(pod.resolve("tmp"));
        Files.createDirectories(pod.resolve("dev/shm"));

        assertThat(zooka("zk-0", "--", "exit", "0").err).contains("copying zooka to zk-0:/dev/shm/zooka");
        assertThat(pod.resolve("dev/shm/zooka")).hasSameBinaryContentAs(file);
    }

    @Test
    void another_file_takes_the_place_of_the_former_and_a_part_of_one_never_runs() throws Exception {
        zooka("zk-0", "--", "exit", "0");
        Files.writeString(file, Files.readString(file) + "# another\n");
        environment.put("CUT", "100");
        Run cut = zooka("zk-0", "--", "exit", "0");
        assertThat(cut.code).isEqualTo(1);
        assertThat(cut.err)
                .contains("error: zooka did not arrive whole in zk-0:/tmp/zooka\n")
                .contains("hint: check the free space: kubectl exec zk-0 -- df /tmp\n");
        assertThat(inTmp()).containsExactly("zooka");
        environment.remove("CUT");

        assertThat(zooka("zk-0", "--", "exit", "0").err).contains("copying");
        assertThat(pod.resolve("tmp/zooka")).hasSameBinaryContentAs(file);
        assertThat(zooka("zk-0", "--", "exit", "0").err).doesNotContain("copying");
    }

    @Test
    void the_file_beside_the_plugin_is_taken_if_it_is_zooka_as_one_file() throws Exception {
        environment.remove("ZOOKA_ONE_FILE");
        Path installed = Files.createDirectories(folder.resolve("installed"));
        Path copy = Files.copy(plugin("kubectl-zooka"), installed.resolve("kubectl-zooka"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), copy);
        Run without = end(builder(link, "zk-0").start());
        assertThat(without.code).isEqualTo(1);
        assertThat(without.err).isEqualTo("""
                error: zooka as one file not found
                hint: put it beside %s as zooka, or set ZOOKA_ONE_FILE=FILE
                """.formatted(copy));
        Files.writeString(installed.resolve("zooka"), "#!/bin/sh\n# Starts zooka\n");
        assertThat(end(builder(link, "zk-0").start()).code).isEqualTo(1);
        String second = Files.readString(plugin("one-file"))
                .lines()
                .filter(line -> line.contains("echo '# zooka in one file:"))
                .findFirst()
                .orElseThrow();
        String head = "#!/bin/sh\n" + second.substring(second.indexOf('#'), second.lastIndexOf('\'')) + "\n";
        Files.writeString(installed.resolve("zooka"), head + "echo beside\n");

        assertThat(end(builder(link, "zk-0").start()).out).isEqualTo("beside\n");
    }

    @Test
    void what_stands_in_the_way_is_said() throws Exception {
        assertThat(zooka("zk-9").err).isEqualTo("Error from server (NotFound): pods \"x\" not found\n");
        assertThat(zooka("bare").err)
                .contains("executable file not found", "hint: add a container with Java to the pod:");
        Files.delete(pod.resolve("bin/java"));
        Run without = zooka("zk-0");
        assertThat(without.code).isEqualTo(1);
        assertThat(without.err)
                .startsWith("error: no Java in the container of zk-0")
                .contains("hint: add a container");
        assertThat(inTmp()).isEmpty();
        inPod("java", "/bin/sh");
        Files.delete(pod.resolve("tmp"));
        assertThat(zooka("zk-0").err).contains("error: no writable directory in zk-0", "emptyDir");
    }

    @Test
    void usage_errors_run_nothing() throws Exception {
        assertThat(zooka().err).isEqualTo("error: no pod\nhint: kubectl zooka --help\n");
        assertThat(zooka("zk-0", "ls").err).isEqualTo("""
                        error: unexpected argument ls
                        hint: put the arguments of zooka after --: kubectl zooka zk-0 -- ls
                        """);
        assertThat(zooka("zk-0", "--all").err).startsWith("error: unknown option --all\n");
        assertThat(zooka("zk-0", "-n").err).startsWith("error: -n needs a value\n");
        assertThat(zooka("zk-0", "-n").code).isEqualTo(2);
        assertThat(zooka("--help").out).contains("kubectl zooka [OPTIONS] POD|TYPE/NAME [-- ARGUMENT...]");
        assertThat(folder.resolve("pod.calls")).doesNotExist();
    }

    private List<String> candidates(String... words) throws Exception {
        Run run = end(builder(plugin("kubectl_complete-zooka"), words).start());
        assertThat(run.code).isZero();
        assertThat(run.err).isEmpty();
        return run.out.lines().toList();
    }

    @Test
    void pods_containers_and_namespaces_are_completed_as_for_kubectl_exec() throws Exception {
        assertThat(candidates("")).containsExactly("zk-0", "zk-1", ":4");
        candidates("--rm", "-n", "kaf");
        candidates("--namespace=k");
        candidates("zk-0", "--clean", "-c", "");
        assertThat(calls(""))
                .containsExactly(
                        "__complete exec '' ",
                        "__complete exec -n kaf ",
                        "__complete exec --namespace=k ",
                        "__complete exec zk-0 -c '' ");
    }

    @Test
    void options_are_those_of_the_plugin_and_words_behind_the_dashes_are_zooka_s() throws Exception {
        assertThat(candidates("--c"))
                .extracting(candidate -> candidate.replaceFirst("\t.*", ""))
                .containsExactly("--clean", "--cluster", "--container", "--context", ":4");
        assertThat(candidates("zk-0", "--", "ls", "")).containsExactly(":4");
        assertThat(candidates("zk-0", "--", "")).containsExactly(":4");
        assertThat(folder.resolve("pod.calls")).doesNotExist();
    }
}
