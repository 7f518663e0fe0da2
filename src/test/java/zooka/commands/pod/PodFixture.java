package zooka.commands.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** A pod to be filled by a test: its variables, its files, and the names that its cluster resolves. */
abstract class PodFixture {

    @TempDir
    Path root;

    final Map<String, String> environment = new HashMap<>();
    Set<String> names = Set.of();

    void file(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    Optional<PodServers> look() {
        return new Pod(environment, root, name -> names.contains(name)).look();
    }

    String told() {
        return look().map(PodServers::description).orElse("nothing");
    }
}
