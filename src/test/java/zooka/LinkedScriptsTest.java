package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;

/** The scripts find the checkout through links, as somebody has them in a folder of the PATH. */
@OnServers
final class LinkedScriptsTest {

    @TempDir
    Path folder;

    private String run(String script, String option) throws IOException, InterruptedException {
        Path near =
                Files.createSymbolicLink(folder.resolve("near-" + script), Program.HOME.resolve("scripts/" + script));
        // A link to a link, and by a relative path.
        Path far = Files.createSymbolicLink(folder.resolve(script), near.getFileName());
        StringBuilder printed = new StringBuilder();
        for (Path link : List.of(near, far)) {
            Process process = new ProcessBuilder(link.toString(), option)
                    .redirectErrorStream(true)
                    .start();
            printed.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(process.waitFor()).as(printed.toString()).isZero();
        }
        return printed.toString();
    }

    @Test
    void zooka_and_the_sandbox_start_through_a_link() throws Exception {
        assertThat(run("zooka", "--version")).matches("(zooka \\S+\n){2}");
        assertThat(run("sandbox", "--help"))
                .startsWith("usage: scripts/sandbox")
                .doesNotContain("building");
    }
}
