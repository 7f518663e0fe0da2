package zooka.shell.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.commands.config.UserFolder;

/**
 * Names of one cluster in files of the cache folder, for processes that complete one word and end. Whatever goes wrong with a file
 * only costs the names that it would have kept.
 */
public final class NameFiles {

    private static final Duration FRESH = Duration.ofSeconds(30);

    /** Names that are older are not shown any more, and their files are deleted. */
    private static final Duration KEPT = Duration.ofHours(1);

    /** The most names in a file. */
    private static final int MOST = 100_000;

    /**
     * The names in a file.
     *
     * @param fresh whether they need not be requested again
     */
    public record KeptNames(List<String> names, boolean fresh) {
        public KeptNames {
            names = List.copyOf(names);
        }
    }

    private final Path folder;
    private final String cluster;
    private final Clock clock;

    /** @param cluster what tells the cluster and its user from others */
    public NameFiles(Path folder, String cluster, Clock clock) {
        this.folder = folder;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** The folder for the names of all clusters; empty without a home directory. */
    public static Optional<Path> folder(Map<String, String> environment) {
        return UserFolder.CACHE.of(environment).map(cache -> cache.resolve("names"));
    }

    /** The names of a kind; empty if they are not known, or too old. */
    public Optional<KeptNames> read(String kind) {
        Path file = file(kind);
        try {
            Duration age = age(file);
            if (age.compareTo(KEPT) > 0) {
                return Optional.empty();
            }
            return Optional.of(
                    new KeptNames(Files.readAllLines(file, StandardCharsets.UTF_8), age.compareTo(FRESH) <= 0));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps names, and deletes files that are too old. Names with a line break are left out. */
    public void write(String kind, List<String> names) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            deleteOld();
            Path written = Files.createTempFile(folder, "new", ".names");
            Files.write(
                    written,
                    names.stream()
                            .filter(name -> name.indexOf('\n') < 0 && name.indexOf('\r') < 0)
                            .limit(MOST)
                            .toList(),
                    StandardCharsets.UTF_8);
            Files.move(written, file(kind), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UnsupportedOperationException e) {
            return; // without the file they are requested again
        }
    }

    private void deleteOld() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.names")) {
            for (Path file : files) {
                if (age(file).compareTo(KEPT) > 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Duration age(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return Duration.between(written, clock.instant()).abs();
    }

    private Path file(String kind) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((cluster + "\n" + kind).getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".names");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
