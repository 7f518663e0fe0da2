package zooka.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zooka.sandbox.Sandbox;

/** The metadata logs of the KRaft nodes of a sandbox, as files. */
public final class QuorumLogs {

    private static final String SNAPSHOT = "\\d{20}-\\d{10}\\.checkpoint";
    private static final String BEGINNING = "0".repeat(20) + ".*";

    private final List<Path> nodes;

    public QuorumLogs(Sandbox sandbox) {
        nodes = IntStream.rangeClosed(1, 3)
                .mapToObj(id -> sandbox.folder().resolve("kafka-" + id))
                .toList();
    }

    /** Lets each node write snapshots from its next start on. */
    public void writeSnapshots() {
        nodes.forEach(node -> {
            try {
                Files.writeString(
                        node.resolve("server.properties"),
                        "metadata.log.max.snapshot.interval.ms=500\n",
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Waits until each node has a snapshot. */
    public void awaitSnapshots() {
        KafkaRun.until("snapshots of all nodes", () -> nodes.stream()
                .noneMatch(node -> snapshots(node).isEmpty()));
    }

    private static List<Path> snapshots(Path node) {
        return files(node).stream()
                .filter(file -> name(file).matches(SNAPSHOT) && !name(file).matches(BEGINNING))
                .toList();
    }

    /**
     * Leaves nothing but the newest snapshot of all, on each of the nodes, none of which runs: the log begins after it. A
     * node that keeps a newer one than its leader's log cannot follow it.
     */
    public void keepSnapshotsOnly() {
        Path newest = nodes.stream()
                .flatMap(node -> snapshots(node).stream())
                .max(Comparator.comparing(QuorumLogs::name))
                .orElseThrow();
        nodes.forEach(node -> {
            files(node).stream()
                    .filter(file -> !file.equals(newest) && name(file).matches("\\d{20}[.-].*"))
                    .forEach(QuorumLogs::delete);
            copy(newest, log(node).resolve(name(newest)));
        });
    }

    private static void copy(Path from, Path to) {
        try {
            if (!from.equals(to)) {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Path log(Path node) {
        return node.resolve("data").resolve("__cluster_metadata-0");
    }

    private static List<Path> files(Path node) {
        try (Stream<Path> files = Files.list(log(node))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
