package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.docs.Pages;
import zooka.docs.Pages.Step;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;

/** What the README and the pages in {@code docs} show was really printed: it is typed, line by line, and compared. */
@RunsInParallel(seconds = 28)
final class ReadmeTest {

    private static final Path CONNECTING = Program.HOME.resolve("docs/connecting.md");

    @TempDir
    Path folder;

    @Test
    @OnServers
    void the_tour_is_true() throws IOException {
        Set<Step> steps = new LinkedHashSet<>(); // a translation shows the same ones
        for (Path page : Pages.all()) {
            steps.addAll(Pages.steps(page, "zooka"));
        }
        assertThat(steps).hasSizeGreaterThanOrEqualTo(10);
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.full())) {
            Program zooka =
                    Program.with("-z", sandbox.zookeeper().orElseThrow()).environment("PATH", withoutJq());
            for (Step step : steps) {
                Program.Run run = zooka.run("-e", step.command());
                assertThat(run.out()).as(step.command()).isEqualTo(step.expected());
                assertThat(run.code()).as(step.command() + ": " + run.err()).isZero();
            }
        }
    }

    /** The value of PATH in an image of Apache Kafka, which has no {@code jq}: what is here but that. */
    private String withoutJq() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String part : System.getenv("PATH").split(":", -1)) {
            try (Stream<Path> programs = Files.list(Path.of(part))) {
                for (Path program : (Iterable<Path>) programs::iterator) {
                    Path link = bin.resolve(program.getFileName());
                    if (!link.endsWith("jq") && Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            } catch (NoSuchFileException missing) {
                // PATH may name a folder that does not exist.
            }
        }
        return bin.toString();
    }

    @Test
    @OnServers
    void the_config_file_is_one_and_says_what_is_shown() throws IOException {
        Path config = Files.createDirectories(folder.resolve("zooka")).resolve("config.yaml");
        Files.writeString(config, Pages.blocks(CONNECTING, "yaml").get(0));
        for (String name :
                List.of("ca.pem", "me.pem", "me.key", "digest", "zookeeper.properties", "client.properties")) {
            Files.createFile(config.resolveSibling(name));
        }
        Program zooka = Program.with().environment("XDG_CONFIG_HOME", folder.toString());
        List<Step> steps = Pages.steps(CONNECTING, "contexts");
        assertThat(steps).hasSize(4);
        for (Step step : steps) {
            assertThat(zooka.run("-e", step.command()).out().replace(config.toString(), "~/.config/zooka/config.yaml"))
                    .as(step.command())
                    .isEqualTo(step.expected());
        }
    }
}
