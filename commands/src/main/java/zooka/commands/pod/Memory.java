package zooka.commands.pod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import zooka.clients.text.Sizes;

/**
 * The memory of this container.
 *
 * @param limit in bytes
 * @param used in bytes, without caches that the kernel frees when needed
 */
public record Memory(long limit, long used) {

    /** What a JVM needs in addition to its heap: code, classes, threads, buffers. */
    private static final long BESIDE_HEAP = 64L << 20;

    /** The memory of the process's control group; empty without a limit. */
    public static Optional<Memory> of(Path root) {
        Path now = root.resolve("sys/fs/cgroup");
        Optional<Memory> memory = of(now, "memory.max", "memory.current", "inactive_file ");
        return memory.isPresent()
                ? memory
                : of(now.resolve("memory"), "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file ");
    }

    private static Optional<Memory> of(Path folder, String limit, String used, String reclaimable) {
        OptionalLong most = number(folder.resolve(limit));
        OptionalLong now = number(folder.resolve(used));
        // Version 1 of control groups shows a huge number for no limit.
        if (most.isEmpty() || now.isEmpty() || most.getAsLong() > 1L << 50) {
            return Optional.empty();
        }
        long given = 0;
        try (Stream<String> lines = Files.lines(folder.resolve("memory.stat"))) {
            given = lines.filter(line -> line.startsWith(reclaimable))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(reclaimable.length()).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            // Then all used memory counts, which is the safe assumption.
        }
        return Optional.of(new Memory(most.getAsLong(), Math.max(0, now.getAsLong() - given)));
    }

    private static OptionalLong number(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * The warning if a second JVM may get the server killed; empty if the memory suffices.
     *
     * @param heap the maximum heap of this JVM, in bytes
     */
    public Optional<String> warning(long heap) {
        long left = limit - used;
        long wanted = heap + BESIDE_HEAP;
        return left >= wanted
                ? Optional.empty()
                : Optional.of(
                        "this container has " + Sizes.text(Math.max(0, left)) + " of " + Sizes.text(limit)
                                + " left and zooka may need " + Sizes.text(wanted)
                                + ": the kernel may kill the server when memory runs out; set ZOOKA_JAVA_OPTS=-Xmx32m to use less");
    }
}
