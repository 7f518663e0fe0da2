package zooka.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;

/** A process that the guard supervises, from its start to its end. */
final class ServerProcess {

    // The command starts on a line of input, after the guard has its process id: no server ever runs without the guard.
    private static final String START = "read -r go || exit 0; exec \"$@\" </dev/null";

    private static final Duration STOPPING = Duration.ofSeconds(1);

    private final Process process;
    private final Path log;
    private CompletableFuture<Void> ending; // the actions after its end, one after the other

    private ServerProcess(Process process, Path log, ProcessGuard guard) {
        this.process = process;
        this.log = log;
        this.ending = process.onExit().thenRun(() -> guard.forget(process.pid()));
    }

    /**
     * Starts a command.
     *
     * @param log the file to which its output is appended
     */
    static ServerProcess start(List<String> command, Path log, ProcessGuard guard) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", START, "sh"));
        words.addAll(command);
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            guard.killAtEnd(process.pid());
            try (OutputStream go = process.getOutputStream()) {
                go.write('\n');
            }
            return new ServerProcess(process, log, guard);
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot start a server: " + error.getMessage()).cause(error);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    synchronized void whenGone(Runnable action) {
        ending = ending.thenRun(action);
    }

    /** Kills the process, like kill -9. */
    void kill() {
        process.destroyForcibly();
    }

    /** Asks the process to terminate. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end of the process for a limited time; then kills it. */
    void awaitEnd() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    /** Stops the process, and waits until all of its threads stand: on a busy machine some answer requests for a while. */
    void pause() {
        signal("STOP");
        Deadline deadline = Deadline.in(STOPPING);
        while (runs() && !deadline.passed()) {
            deadline.within(5).await();
        }
    }

    /** Continues a process that was stopped. */
    void resume() {
        signal("CONT");
    }

    /** Whether a thread is not stopped; false where the system does not say. */
    private boolean runs() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (Path thread : threads) {
                // The state follows the name, which may contain blanks.
                String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException error) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new Failure(Failure.Kind.FAILED, "cannot send SIG" + name + " to process " + pid());
            }
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot run sh: " + error.getMessage()).cause(error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    /** Whether the process ended because another process uses its port. */
    boolean lostItsPort() {
        return output().stream()
                .anyMatch(line -> line.contains("BindException") || line.contains("Address already in use"));
    }

    /** The most helpful line of the log after an unexpected end. */
    String lastError() {
        List<String> lines = output();
        return lines.stream()
                .filter(line -> line.contains(" ERROR ") || line.contains(" FATAL "))
                .reduce((first, second) -> second)
                .or(() -> lines.stream().reduce((first, second) -> second))
                .orElse("no output");
    }

    /** The last lines of the log, for a server that runs and does not answer. */
    String lastLines() {
        List<String> lines = output();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private List<String> output() {
        try {
            return Files.readString(log).lines().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
