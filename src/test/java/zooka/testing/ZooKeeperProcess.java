package zooka.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.zookeeper.servers.LiveEnsemble;
import zooka.clients.zookeeper.servers.Server;
import zooka.sandbox.ServerJvm;

/** A ZooKeeper server with a configuration that no sandbox has. */
public final class ZooKeeperProcess implements AutoCloseable {

    private final ProcessBuilder command;
    private final String address;
    private Process process;

    private ZooKeeperProcess(ProcessBuilder command, String address) {
        this.command = command;
        this.address = address;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param jars a name that {@code scripts/servers/fetch} knows
     * @param settings what its configuration has beside the data folder and the client port
     */
    public static ZooKeeperProcess start(String jars, Path folder, String settings) {
        return start(jars, folder, settings, List.of());
    }

    /** The same with options for its JVM. */
    public static ZooKeeperProcess start(String jars, Path folder, String settings, List<String> options) {
        int port = freePort();
        try {
            Process fetch = new ProcessBuilder(
                            Program.HOME.resolve("scripts/servers/fetch").toString(), jars)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String lib = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(fetch.waitFor()).isZero();
            Path config = folder.resolve("zoo.cfg");
            Files.writeString(config, "dataDir=" + folder.resolve("data") + "\nclientPort=" + port + "\n" + settings);
            List<String> command = new ArrayList<>(
                    List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m"));
            command.addAll(options);
            command.addAll(ServerJvm.options(Path.of(lib)));
            command.addAll(List.of("org.apache.zookeeper.server.quorum.QuorumPeerMain", config.toString()));
            ProcessBuilder server = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            ZooKeeperProcess started = new ZooKeeperProcess(server, "127.0.0.1:" + port);
            started.startAgain();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts it with the data that it has, after {@link #close}, and waits until it answers. */
    public void startAgain() {
        try {
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    /** A port that nobody has at this moment. */
    public static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        LiveEnsemble ensemble = new LiveEnsemble(List.of(address), Duration.ofSeconds(1), Optional.empty());
        KafkaRun.until("it starts", () -> {
            assertThat(process.isAlive()).isTrue();
            return ensemble.servers().stream().anyMatch(Server::answers);
        });
    }

    /** Stops it without its knowledge: it keeps its connections and answers nothing. */
    public void pause() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            assertThat(new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Its client port, in the clear. */
    public String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
