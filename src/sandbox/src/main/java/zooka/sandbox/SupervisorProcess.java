package zooka.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import zooka.clients.Failure;

/** A supervisor as its owner sees it: a process that runs while the owner keeps its standard input open. */
final class SupervisorProcess implements AutoCloseable {

    // In a session of its own if there is setsid, and with SIGINT ignored, which the servers inherit: on Ctrl-C a
    // terminal sends it to all processes of the shell's foreground group.
    private static final String APART = """
            trap '' INT QUIT HUP
            command -v setsid >/dev/null && exec setsid "$@"
            exec "$@"
            """;

    private final Process process;
    private final BufferedReader words;
    private Path folder; // set by the supervisor's first line

    private SupervisorProcess(Process process) {
        this.process = process;
        this.words = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a supervisor and reads its output until the sandbox is ready. */
    static SupervisorProcess start(Mode mode, Options options, Consumer<String> progress) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", APART, "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Dzooka.home=" + Folders.home(),
                "-cp",
                System.getProperty("java.class.path"),
                Supervisor.class.getName()));
        command.addAll(Supervisor.words(mode, options));
        SupervisorProcess supervisor;
        try {
            supervisor = new SupervisorProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot start a sandbox: " + error.getMessage()).cause(error);
        }
        try {
            supervisor.follow(progress);
            supervisor.ignoreTheRest();
            return supervisor;
        } catch (Failure failure) {
            supervisor.close();
            throw failure;
        }
    }

    private void follow(Consumer<String> progress) {
        String last = "no output";
        while (true) {
            String line = nextLine();
            if (line == null) {
                throw new Failure(Failure.Kind.FAILED, "the sandbox ended during startup: " + last);
            }
            int blank = line.indexOf(' ');
            String rest = line.substring(blank + 1);
            switch (blank < 0 ? line : line.substring(0, blank)) {
                case "folder" -> folder = Path.of(rest);
                case "progress" -> progress.accept(rest);
                case "failed" -> throw failure(rest);
                case "ready" -> {
                    return;
                }
                default -> last = line;
            }
        }
    }

    /** The next line of output. A blocked read of a pipe cannot be interrupted, so available input is checked first. */
    private String nextLine() {
        try {
            while (!words.ready() && process.isAlive()) {
                Thread.sleep(10);
            }
            return words.readLine();
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot read from the sandbox: " + error.getMessage()).cause(error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    private static Failure failure(String json) {
        try {
            return ControlSocket.failureFromMap(JSON.std.mapFrom(json));
        } catch (IOException unreadable) {
            return new Failure(Failure.Kind.FAILED, json).cause(unreadable);
        }
    }

    private void ignoreTheRest() {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (words.readLine() != null) {
                            // A full pipe would block the supervisor.
                        }
                    } catch (IOException ended) {
                        // The supervisor has ended as well.
                    }
                },
                "sandbox");
        reader.setDaemon(true);
        reader.start();
    }

    Path folder() {
        return folder;
    }

    /** Lets the sandbox continue after the pipe is closed. */
    void detach() {
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write("detach\n".getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "the sandbox has ended").cause(error);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // The supervisor has ended already.
        }
    }
}
