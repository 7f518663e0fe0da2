package zooka.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zooka.clients.Failure;

/** What a server process runs: jars of its own, a main class, a small heap. */
enum Software {
    ZOOKEEPER("zookeeper-3.9.5", "ZooKeeper 3.9.5", "org.apache.zookeeper.server.quorum.QuorumPeerMain", "128m"),
    KAFKA_ON_ZOOKEEPER("kafka-3.9.2", "Kafka 3.9.2", "kafka.Kafka", "256m"),
    KAFKA_KRAFT("kafka-4.4.0", "Kafka 4.4.0", "kafka.Kafka", "256m");

    private final String jars;
    private final String title;
    private final String main;
    private final String heap;

    Software(String jars, String title, String main, String heap) {
        this.jars = jars;
        this.title = title;
        this.main = main;
        this.heap = heap;
    }

    /** As a person knows it. */
    String title() {
        return title;
    }

    /** The folder in the cache that holds the jars and what is made from them. */
    static Path cache(Path lib) {
        return lib.getParent();
    }

    /**
     * Fetches the jars if they are not in the cache.
     *
     * @param guard holds the fetching process meanwhile
     * @param progress is told when there is something to fetch
     * @return the folder of the jars
     * @throws Failure when Maven can't get them; what it said is in the message
     */
    Path fetch(ProcessGuard guard, Consumer<String> progress) {
        Path cached = Folders.cache().resolve(jars).resolve("lib");
        if (Files.isDirectory(cached)) {
            return cached;
        }
        progress.accept("downloading the jars of " + title + " (first use only)");
        Path script = Folders.home().resolve("scripts/servers/fetch");
        try {
            ProcessBuilder fetch = new ProcessBuilder(script.toString(), jars);
            fetch.environment().put("XDG_CACHE_HOME", Folders.caches().toString());
            Process process = fetch.start();
            guard.holdGently(process.pid());
            process.getOutputStream().close();
            String lib;
            List<String> words;
            try (BufferedReader out = reader(process.getInputStream());
                    BufferedReader err = reader(process.getErrorStream())) {
                lib = out.readLine();
                words = err.lines().filter(line -> line.contains("ERROR")).toList();
            }
            int code = process.waitFor();
            guard.forget(process.pid());
            if (code != 0 || lib == null) {
                String reason = words.isEmpty() ? "" : ": " + words.get(0);
                throw new Failure(Failure.Kind.FAILED, "cannot download the jars of " + title + reason)
                        .hint("scripts/servers/fetch " + jars);
            }
            return Path.of(lib);
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot run " + script + ": " + error.getMessage()).cause(error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /**
     * The command line of a server.
     *
     * @param lib folder of the jars
     * @param folder the server's own: its settings and logging configuration lie there, its temporary files will
     * @param more further options of the JVM
     */
    List<String> command(Path lib, Path folder, List<String> more) {
        List<String> command = java(lib, folder);
        command.addAll(more);
        command.add(main);
        command.add(folder.resolve(Settings.FILE).toString());
        return command;
    }

    /** The command line up to the main class. */
    List<String> java(Path lib, Path folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                // An archive that doesn't fit is no news, and a killed JVM would leave its counters' file in /tmp.
                "-Xlog:disable",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder,
                "-Djava.awt.headless=true"));
        command.addAll(Settings.systemProperties(this, folder));
        command.add("-cp");
        command.add(classPath(lib));
        return command;
    }

    /** The jars in the order of their names: class-data archives hold for one order. */
    private static String classPath(Path lib) {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot read " + lib + ": " + error.getMessage()).cause(error);
        }
    }
}
