package zooka.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * ZooKeeper's own zkCli 3.9.5, as a process. It is run without logs and without JLine, so that what it prints is its payload
 * and no prompt.
 */
public final class ZkCli {

    private final String server;
    private final List<String> options;
    private final String classes;

    /** @param options that stand before its commands */
    public ZkCli(String server, String... options) {
        this.server = server;
        this.options = List.of(options);
        this.classes = classes();
    }

    private static String classes() {
        try {
            Process fetch = new ProcessBuilder(
                            Program.HOME.resolve("scripts/servers/fetch").toString(), "zkcli-3.9.5")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String lib = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return String.join(
                    File.pathSeparator,
                    Arrays.stream(Path.of(lib).toFile().list())
                            .filter(jar -> !jar.startsWith("jline"))
                            .map(jar -> lib + "/" + jar)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String... words) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                "org.apache.zookeeper.ZooKeeperMain",
                "-waitforconnection",
                "-server",
                server));
        command.addAll(options);
        command.addAll(List.of(words));
        return command;
    }

    /** Runs lines one after the other in one session: its stdout after the greeting, and its stderr. */
    public Output session(List<String> lines) {
        return session(command(), lines);
    }

    /** What a session printed. */
    public record Output(String out, String err) {}

    /** Runs lines in a session of any program that reads them from stdin. */
    public static Output session(List<String> command, List<String> lines) {
        try {
            Path out = Files.createTempFile("session", ".out");
            Path err = Files.createTempFile("session", ".err");
            Process process = new ProcessBuilder(command)
                    .redirectError(err.toFile())
                    .redirectOutput(out.toFile())
                    .start();
            try (var in = process.getOutputStream()) {
                in.write((String.join("\n", lines) + "\nquit\n").getBytes(StandardCharsets.UTF_8));
            }
            end(process);
            Output output = new Output(
                    Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
            Files.delete(out);
            Files.delete(err);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one command as scripts do; its exit code. */
    public int once(String... words) {
        try {
            Process process = new ProcessBuilder(command(words))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return end(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int end(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("zkCli does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
