package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.Program;
import zooka.testing.Sandboxes;

/** What the README shows was really printed: its tour is typed, line by line, and compared. */
final class ReadmeTest {

    private record Step(String command, StringBuilder expected) {}

    private static List<Step> tour() throws IOException {
        String readme = Files.readString(Program.HOME.resolve("README.md"));
        int begin = readme.indexOf("```zooka\n") + "```zooka\n".length();
        List<Step> steps = new ArrayList<>();
        for (String line :
                readme.substring(begin, readme.indexOf("```", begin)).lines().toList()) {
            if (line.startsWith("> ")) {
                steps.add(new Step(line.substring(2), new StringBuilder()));
            } else {
                steps.get(steps.size() - 1).expected().append(line).append('\n');
            }
        }
        return steps;
    }

    @Test
    void the_tour_is_true() throws IOException {
        List<Step> steps = tour();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(10);
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.full())) {
            Program zooka = Program.with("-z", sandbox.zookeeper().orElseThrow());
            for (Step step : steps) {
                assertThat(zooka.run("-e", step.command()).out())
                        .as(step.command())
                        .isEqualTo(step.expected().toString());
            }
        }
    }

    @Test
    void every_command_is_in_the_readme() throws IOException {
        String readme = Files.readString(Program.HOME.resolve("README.md"));
        assertThat(zooka.commands.Catalog.entries().stream().map(zooka.commands.Catalog.Entry::words))
                .allMatch(readme::contains);
    }
}
