package zooka.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A root file system to install in: sh and the few programs that the launcher uses, the C library, a JRE or none, and nothing
 * else. What runs there cannot write anywhere, is another user, and has an empty environment.
 */
final class BareRoot {

    private static final List<String> PROGRAMS = List.of(
            "sh", "cat", "cksum", "find", "head", "mkdir", "mv", "nice", "readlink", "rm", "rmdir", "sed", "tail");

    /** Where the C library and the loader are; on many systems the first two are links to the others. */
    private static final List<String> LIBRARIES = List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64");

    /** Debian's JDK has links to it. */
    private static final String SETTINGS = "/etc/java-17-openjdk";

    /** Makes the mounts, in a namespace of its own, and goes there: $1 is the root, $2 the JRE or nothing, $3 the line. */
    private static final String ENTER = """
            set -e
            PATH=$PATH:/usr/sbin:/sbin
            mount --bind "$1" "$1"
            for folder in /lib /lib64 /usr/lib /usr/lib64 /dev /proc /etc/java-17-openjdk; do
                [ -L "$folder" ] || [ ! -d "$1$folder" ] || mount --rbind "$folder" "$1$folder"
            done
            path=/bin
            if [ -n "$2" ]; then
                mount --bind "$2" "$1/opt/java"
                path=/bin:/opt/java/bin
            fi
            [ ! -d "$1/usr/lib/jvm" ] || mount -t tmpfs -o ro none "$1/usr/lib/jvm" # the JDKs of this machine
            mount -o remount,bind,ro "$1"
            exec env -i "PATH=$path" "$(command -v chroot)" --userspec=65532:65532 "$1" /bin/sh -c "$3"
            """;

    /**
     * How a line ended.
     *
     * @param out stdout and stderr
     */
    record Run(int code, String out) {}

    private final Path root;
    private final String java;

    /**
     * Makes one in an empty folder. Where the machine permits no namespaces, the test is given up with the reason; that is the one
     * thing that may be left out.
     *
     * @param java whether there is a JRE on the PATH
     */
    BareRoot(Path root, boolean java) throws IOException {
        this.root = root;
        this.java = java ? System.getProperty("java.home") : "";
        permitted();
        for (String folder : List.of("bin", "dev", "proc", "opt/java", "usr")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (String library : LIBRARIES) {
            Path here = Path.of(library);
            Path there = root.resolve(library.substring(1));
            if (Files.isSymbolicLink(here)) {
                Files.createSymbolicLink(there, Files.readSymbolicLink(here));
            } else if (Files.isDirectory(here)) {
                Files.createDirectories(there);
            }
        }
        if (java && Files.isDirectory(Path.of(SETTINGS))) {
            Files.createDirectories(root.resolve(SETTINGS.substring(1)));
        }
        for (String program : PROGRAMS) {
            Path real = Path.of("/usr/bin", program);
            Files.copy(
                    (Files.exists(real) ? real : Path.of("/bin", program)).toRealPath(),
                    root.resolve("bin").resolve(program));
        }
    }

    private static void permitted() {
        Run probe = run(List.of("unshare", "--mount", "--net", "sh", "-c", "mount -t tmpfs tmpfs /mnt"));
        if (probe.code != 0) {
            String reason = "not permitted here: namespaces: " + probe.out.strip();
            System.err.println("left out: " + reason);
            Assumptions.abort(reason);
        }
    }

    /** Runs a line of sh there, without any network. */
    Run without(String line) {
        return run(List.of("unshare", "--mount", "--net", "sh", "-c", ENTER, "sh", root.toString(), java, line));
    }

    /** Runs a line of sh there, with the network of this machine. */
    Run with(String line) {
        return run(List.of("unshare", "--mount", "sh", "-c", ENTER, "sh", root.toString(), java, line));
    }

    /** Runs a command here. */
    static Run run(List<String> command) {
        try {
            Path out = Files.createTempFile("zooka-bare", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(out.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("ZOOKA_"));
                Process process = builder.start();
                boolean ended = process.waitFor(600, TimeUnit.SECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                String text = Files.readString(out, StandardCharsets.UTF_8);
                assertThat(ended).as(new ArrayList<>(command) + "\n" + text).isTrue();
                return new Run(process.exitValue(), text);
            } finally {
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
