package zooka.sandbox;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import zooka.clients.Failure;

/** The locations of the checkout, the cache and the running sandboxes. */
final class Folders {

    /** The path of a Unix domain socket may have some 100 bytes; the sandbox's own part takes up to 40. */
    private static final int LONGEST_BASE = 64;

    private Folders() {}

    /** The checkout's root, which contains {@code scripts/servers}. */
    static Path home() {
        String home = System.getProperty("zooka.home", System.getenv("ZOOKA_HOME"));
        if (home == null || !Files.isExecutable(Path.of(home, "scripts", "servers", "fetch"))) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            "--sandbox requires a checkout of zooka, whose scripts download the servers")
                    .hint("run scripts/zooka --sandbox or scripts/sandbox up in a checkout");
        }
        return Path.of(home);
    }

    /** The folder where {@code scripts/servers/fetch} puts the servers' jars, with a subfolder for each name. */
    static Path cache() {
        return caches().resolve("zooka").resolve("servers");
    }

    /** The user's cache folder; without environment variables it is found through the system's user database. */
    static Path caches() {
        String cache = System.getenv("XDG_CACHE_HOME");
        if (cache != null && !cache.isEmpty()) {
            return Path.of(cache);
        }
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home, ".cache");
    }

    /** The folder with the sandboxes of all users. */
    static Path base() {
        return Stream.of(System.getenv("XDG_RUNTIME_DIR"), System.getenv("TMPDIR"))
                .filter(name -> name != null && !name.isEmpty() && name.length() <= LONGEST_BASE)
                .map(Path::of)
                .filter(Files::isWritable)
                .findFirst()
                .orElse(Path.of("/tmp"));
    }

    /** The folders of this user's sandboxes, the newest first; some may have ended or not be ready yet. */
    static List<Path> sandboxes() {
        record Candidate(Path folder, long modified) {}
        List<Candidate> found = new ArrayList<>();
        String pattern = "zooka-sandbox-" + new UnixSystem().getUid() + "-*";
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base(), pattern)) {
            for (Path folder : folders) {
                Path socket = folder.resolve(ControlSocket.FILE);
                if (Files.exists(socket)) {
                    found.add(new Candidate(
                            folder, Files.getLastModifiedTime(socket).toMillis()));
                }
            }
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot read " + base() + ": " + error.getMessage()).cause(error);
        }
        found.sort(Comparator.comparingLong(Candidate::modified).reversed());
        return found.stream().map(Candidate::folder).toList();
    }
}
