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

/** The software of a server process: its jars, main class and heap size. */
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

    /** The name for users. */
    String title() {
        return title;
    }

    /** The cache folder with the jars and the files derived from them. */
    static Path cache(Path lib) {
        return lib.getParent();
    }

    /**
     * Downloads the jars if they are not in the cache.
     *
     * @param guard ends the download process if the supervisor ends
     * @param progress receives a message if there is something to download
     * @return the folder of the jars
     * @throws Failure if Maven cannot download them; the message contains Maven's error
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
            guard.terminateAtEnd(process.pid());
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
     * @param lib the folder of the jars
     * @param folder the server's own folder, with its configuration, logging configuration and temporary files
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
                // A class-data archive that does not match needs no warning, and a killed JVM would leave its
                // performance counters in /tmp.
                "-Xlog:disable",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder,
                "-Djava.awt.headless=true"));
        command.addAll(Settings.systemProperties(this, folder));
        command.add("-cp");
        command.add(classPath(lib));
        return command;
    }

    /** The jars ordered by name: a class-data archive is valid for one order only. */
    static String classPath(Path lib) {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot read " + lib + ": " + error.getMessage()).cause(error);
        }
    }
}
