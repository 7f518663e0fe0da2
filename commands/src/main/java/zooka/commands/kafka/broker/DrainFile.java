package zooka.commands.kafka.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
import zooka.commands.kafka.partition.AssignmentFile;

/**
 * The replicas of a drained broker's partitions in their order of before, for {@code broker drain ID --undo}. The file is one that {@code
 * partition move --file} and {@code kafka-reassign-partitions} read, too.
 */
final class DrainFile {

    private final Path path;

    /** @param folder made when it is first needed */
    DrainFile(Path folder, String cluster, int broker) {
        this.path = folder.resolve("drained-" + cluster.replaceAll("[^A-Za-z0-9_-]", "_") + "-" + broker + ".json");
    }

    /**
     * The replicas by partition; empty if the broker was not drained.
     *
     * @throws Failure {@code FAILED} if they cannot be read
     */
    Map<PartitionName, List<Integer>> read() {
        try {
            return new TreeMap<>(AssignmentFile.read(Files.readAllBytes(path), path.toString())
                    .replicas());
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot read " + path + ", which --undo needs")
                    .hint("nothing was changed")
                    .cause(e);
        }
    }

    /**
     * Replaces what is kept; nothing is kept of an empty map.
     *
     * @throws Failure {@code FAILED} if it cannot be written; what was kept before is still there
     */
    void write(Map<PartitionName, List<Integer>> replicas) {
        try {
            if (replicas.isEmpty()) {
                boolean unused = Files.deleteIfExists(path);
                return;
            }
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, "drained", ".new");
            try {
                Files.write(next, AssignmentFile.text(replicas).getBytes(StandardCharsets.UTF_8));
                Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                boolean unused = Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot write " + path + ", which --undo needs").cause(e);
        }
    }
}
