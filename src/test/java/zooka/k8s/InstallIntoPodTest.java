package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;

/**
 * One file goes into a pod and runs there. The {@code kubectl} is a stand-in: its pod is a folder that stands for the root, with
 * the programs of a small image, and it takes the words as kubectl does.
 */
@OnServers
@RunsInParallel
final class InstallIntoPodTest {

    private static final String KUBECTL = """
            #!/bin/bash
            echo "$*" >>"$POD/../calls"
            verb=$1 interactive=
            shift
            words=()
            while [ $# -gt 0 ] && [ "$1" != -- ]; do
                case $1 in
                    -n | -c) shift 2 ;;
                    -i | -it) interactive=yes && shift ;;
                    -*) echo "unknown option $1" >&2 && exit 1 ;;
                    *) words+=("$1") && shift ;;
                esac
            done
            case $verb in
                cp)
                    [ "${words[1]%%:*}" = zk-0 ] && [ -e "$POD/bin/tar" ] && exec cp "${words[0]}" "$POD${words[1]#*:}" ;;
                exec)
                    [ "${words[0]}" = zk-0 ] || { echo "Error from server (NotFound): pods not found" >&2; exit 1; }
                    shift
                    for word; do
                        case $word in /*) word=$POD$word ;; esac
                        command+=("$word")
                    done
                    # Like a container's: few variables, and options for the server that no client may take over.
                    run=(env -i "PATH=$POD/bin" KAFKA_OPTS=-javaagent:gone.jar JAVA_TOOL_OPTIONS=-Xbogus "${command[@]}")
                    [ -z "$interactive" ] || exec "${run[@]}"
                    exec "${run[@]}" </dev/null ;;
            esac
            exit 1
            """;

    @TempDir
    Path folder;

    private Path pod;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void a_pod() throws IOException {
        pod = Files.createDirectories(folder.resolve("pod"));
        Files.createDirectories(pod.resolve("tmp"));
        Files.createDirectories(pod.resolve("bin"));
        for (String program : List.of("sh", "touch", "rm", "cat", "wc", "cksum", "mv", "true", "tar")) {
            Path real = Path.of("/usr/bin", program);
            Files.createSymbolicLink(
                    pod.resolve("bin").resolve(program), Files.exists(real) ? real : Path.of("/bin", program));
        }
        Files.createSymbolicLink(
                pod.resolve("bin/java"),
                Path.of(ProcessHandle.current().info().command().orElseThrow()));
        Path bin = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(bin.resolve("kubectl"), KUBECTL);
        Files.setPosixFilePermissions(bin.resolve("kubectl"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void it_is_copied_once_and_run_each_time() throws Exception {
        Run first = install("-n", "kafka", "-c", "zookeeper", "zk-0", "--", "--version");
        Run second = install("-n", "kafka", "-c", "zookeeper", "zk-0", "--", "-e", "pwd; echo 'two words'");

        assertThat(first.code).as(first.err).isZero();
        assertThat(first.out).startsWith("zooka ");
        assertThat(first.err).contains("copying zooka to zk-0:/tmp/zooka");
        assertThat(second.err).doesNotContain("copying");
        assertThat(second.code).isEqualTo(2);
        assertThat(second.out).isEqualTo("/\n");
        assertThat(calls())
                .filteredOn(call -> call.startsWith("cp "))
                .singleElement()
                .asString()
                .startsWith("cp -n kafka -c zookeeper ");
        assertThat(calls()).filteredOn(call -> call.startsWith("exec ")).allMatch(call -> call.contains("-n kafka"));
    }

    @Test
    void without_tar_in_the_container_its_bytes_go_through_cat() throws Exception {
        Files.delete(pod.resolve("bin/tar"));

        Run run = install("zk-0", "--", "--version");

        assertThat(run.code).as(run.err).isZero();
        assertThat(run.out).startsWith("zooka ");
        assertThat(calls()).noneMatch(call -> call.startsWith("cp "));
    }

    @Test
    void where_tmp_is_not_there_it_takes_the_next_folder() throws Exception {
        Files.delete(pod.resolve("tmp"));
        Files.createDirectories(pod.resolve("dev/shm"));

        Run run = install("zk-0", "--", "--version");

        assertThat(run.code).as(run.err).isZero();
        assertThat(pod.resolve("dev/shm/zooka")).exists();
    }

    @Test
    void what_stands_in_the_way_is_said() throws Exception {
        Files.delete(pod.resolve("tmp"));

        assertThat(install("zk-0").err).contains("error: no writable directory in zk-0", "emptyDir");
        assertThat(install("zk-9").err).isEqualTo("Error from server (NotFound): pods not found\n");
        assertThat(install().code).isEqualTo(2);
        assertThat(install("zk-0", "ls").code).isEqualTo(2);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private Run install(String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Manifests.FOLDER.resolve("install-into-pod").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge("PATH", "", (path, none) -> folder.resolve("outside") + ":" + path);
        builder.environment().put("POD", pod.toString());
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = builder.redirectInput(Program.HOME.resolve("pom.xml").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
