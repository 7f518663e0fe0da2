package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.Beside;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Sandboxes;

/** What the README shows was really printed: its tour is typed, line by line, and compared. */
@Beside
final class ReadmeTest {

    private record Step(String command, StringBuilder expected) {}

    @TempDir
    Path folder;

    /** What stands between the backticks behind a word. */
    private static String block(String word) throws IOException {
        String readme = Files.readString(Program.HOME.resolve("README.md"));
        int begin = readme.indexOf("```" + word + "\n") + word.length() + 4;
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    private static List<Step> steps(String word) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String line : block(word).lines().toList()) {
            if (line.startsWith("> ")) {
                steps.add(new Step(line.substring(2), new StringBuilder()));
            } else {
                steps.get(steps.size() - 1).expected().append(line).append('\n');
            }
        }
        return steps;
    }

    @Test
    @OnServers
    void the_tour_is_true() throws IOException {
        List<Step> steps = steps("zooka");
        assertThat(steps).hasSizeGreaterThanOrEqualTo(10);
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.full())) {
            Program zooka = Program.with("-z", sandbox.zookeeper().orElseThrow());
            for (Step step : steps) {
                Program.Run run = zooka.run("-e", step.command());
                assertThat(run.out())
                        .as(step.command())
                        .isEqualTo(step.expected().toString());
                assertThat(run.code()).as(step.command() + ": " + run.err()).isZero();
            }
        }
    }

    @Test
    @OnServers
    void the_config_file_is_one_and_says_what_is_shown() throws IOException {
        Path config = Files.createDirectories(folder.resolve("zooka")).resolve("config.yaml");
        Files.writeString(config, block("yaml"));
        for (String name :
                List.of("ca.pem", "me.pem", "me.key", "digest", "zookeeper.properties", "client.properties")) {
            Files.createFile(config.resolveSibling(name));
        }
        Program zooka = Program.with().environment("XDG_CONFIG_HOME", folder.toString());
        for (Step step : steps("contexts")) {
            assertThat(zooka.run("-e", step.command()).out().replace(config.toString(), "~/.config/zooka/config.yaml"))
                    .as(step.command())
                    .isEqualTo(step.expected().toString());
        }
    }

    @Test
    void every_command_is_in_the_readme() throws IOException {
        String readme = Files.readString(Program.HOME.resolve("README.md"));
        assertThat(zooka.commands.action.Catalog.entries().stream().map(zooka.commands.action.Catalog.Entry::words))
                .allMatch(readme::contains);
    }
}
