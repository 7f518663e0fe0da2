package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import zooka.testing.Program;

/** A cluster's network on this machine: {@code scripts/k8s/netlab}, with servers in it. One at a time in this process; others on the machine have others. */
final class Netlab implements AutoCloseable {

    /** The ensemble by its pods' names, with the chroot of the brokers. */
    static final String ENSEMBLE = "zk-0.zk-headless:2181,zk-1.zk-headless:2181,zk-2.zk-headless:2181/kafka";

    /** The node, as it is known outside. */
    static final String NODE = "node1";

    private static final long SELF = ProcessHandle.current().pid();

    /** What is its own on the machine has this in its name. */
    static final String NAME = "netlab-" + SELF;

    /** The authority that has signed the servers' certificate, where they have one. */
    static final Path AUTHORITY = Path.of("/run/zooka-" + NAME + "/tls/ca.pem");

    private static final int NOT_PERMITTED = 3;
    private static final String SCRIPT = Manifests.FOLDER.resolve("netlab").toString();

    /**
     * How a command of netlab's ended.
     *
     * @param out stdout and stderr
     */
    record Run(int code, String out) {}

    private Netlab() {}

    /**
     * Starts it. Where the machine does not permit it, the test is given up with the reason; that is the one thing that may be
     * left out.
     */
    static Netlab up(String... options) {
        List<String> words = new ArrayList<>(List.of("up", "--while", Long.toString(SELF)));
        words.addAll(List.of(options));
        permitted(run(words));
        return new Netlab();
    }

    private static void permitted(Run run) {
        if (run.code == NOT_PERMITTED) {
            System.err.println("left out: " + run.out.strip());
            Assumptions.abort(run.out.strip());
        }
        assertThat(run.code).as(run.out).isZero();
    }

    /** Our program at a place: inside, outside, in a pod. */
    Program zooka(String place, String... options) {
        return Program.with(options).within("env", "NETLAB=" + NAME, SCRIPT, "exec", place, "--");
    }

    /** Any program at a place. */
    Run at(String place, String... words) {
        List<String> all = new ArrayList<>(List.of("exec", place, "--"));
        all.addAll(List.of(words));
        return run(all);
    }

    /** Does to a server's disk what netlab knows: full, slow, stalled, read-only, mend. */
    void disk(String pod, String what) {
        permitted(run(List.of("disk", pod, what)));
    }

    @Override
    public void close() {
        Run down = run(List.of("down"));
        assertThat(down.code).as(down.out).isZero();
    }

    static Run run(List<String> words) {
        return run(NAME, words);
    }

    /** A command to the network of that name. */
    static Run run(String name, List<String> words) {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(words);
        try {
            Path out = Files.createTempFile("netlab", ".out");
            try {
                // A file, since servers that go on would keep a pipe open.
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
                builder.environment().put("NETLAB", name);
                Process process = builder.start();
                boolean ended = process.waitFor(120, TimeUnit.SECONDS);
                String text = Files.readString(out, StandardCharsets.UTF_8);
                assertThat(ended).as(text).isTrue();
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
