package zooka.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.testing.Program;

/** {@code docs/reference} says what the commands say; {@code -Dzooka.golden=write} writes it anew. */
final class ReferenceTest {

    private static final Path FOLDER = Program.HOME.resolve("docs/reference");

    @Test
    void the_reference_is_what_the_commands_say_now() throws IOException {
        Map<String, String> pages = CommandPages.all();
        if ("write".equals(System.getProperty("zooka.golden"))) {
            write(pages);
        }
        assertThat(files()).as("files in docs/reference").isEqualTo(new TreeSet<>(pages.keySet()));
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(page.getValue())
                    .as("docs/reference/%s is not current: run scripts/golden", page.getKey())
                    .isEqualTo(Files.readString(FOLDER.resolve(page.getKey())));
        }
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(FOLDER);
        for (String old : files()) {
            Files.delete(FOLDER.resolve(old));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
