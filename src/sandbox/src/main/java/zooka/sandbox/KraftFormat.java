package zooka.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import zooka.clients.Failure;
import zooka.sandbox.Layout.Node;

/**
 * Formats the storage of KRaft nodes. Kafka's own tool needs a JVM for each node, and its results differ only in {@code
 * meta.properties}; so it runs once, and its checkpoint with the feature levels is cached beside the jars.
 */
final class KraftFormat {

    private static final String QUORUM = "__cluster_metadata-0";
    private static final String CHECKPOINT = "00000000000000000000-0000000000.checkpoint";

    private KraftFormat() {}

    /** Copies the checkpoint to each of the layout's nodes. */
    static void apply(Layout layout, Path lib, ProcessGuard guard) throws IOException {
        Path template = Software.cache(lib).resolve(CHECKPOINT);
        if (!Files.exists(template)) {
            make(layout, lib, template, guard);
        }
        for (Node broker : layout.brokers()) {
            Path quorum =
                    Files.createDirectories(Settings.data(layout.folder(broker)).resolve(QUORUM));
            Files.copy(template, quorum.resolve(CHECKPOINT));
        }
    }

    private static void make(Layout layout, Path lib, Path template, ProcessGuard guard) throws IOException {
        // A node of its own: the real ones already have a meta.properties, so the tool would consider them formatted.
        Path folder = layout.folder().resolve("format");
        Layout single = new Layout(layout.mode(), folder, List.of(), layout.brokers());
        Node node = layout.brokers().get(0);
        Settings.write(single, node);
        Path home = single.folder(node);
        for (Path dir : Settings.dirs(home)) {
            Files.delete(dir.resolve("meta.properties"));
        }
        List<String> command = new ArrayList<>(Software.KAFKA_KRAFT.java(lib, home));
        command.addAll(List.of(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                Settings.CLUSTER_ID,
                "-c",
                home.resolve(Settings.FILE).toString()));
        ServerProcess format = ServerProcess.start(command, folder.resolve("format.log"), guard);
        format.awaitEnd();
        Path made = Settings.data(home).resolve(QUORUM).resolve(CHECKPOINT);
        if (!Files.exists(made)) {
            throw new Failure(Failure.Kind.FAILED, "cannot format a KRaft node: " + format.lastError());
        }
        Path copy = Files.createTempFile(template.getParent(), "checkpoint", ".new");
        Files.copy(made, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, template, StandardCopyOption.ATOMIC_MOVE);
    }
}
