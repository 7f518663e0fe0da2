package zooka.commands.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.commands.action.Plan;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

final class LinksTest {

    private static final int LINKS = Links.TOOLS.size() * 2;

    @TempDir
    Path folder;

    private Plan plan(Path directory) {
        Links links = (Links) TestRun.action("links", directory.toString());
        links.program = folder.resolve("zooka").toString();
        return links.plan(new TestRun(new FakeClusters()).context());
    }

    @Test
    void links_every_tool_with_and_without_its_suffix() throws IOException {
        Path directory = folder.resolve("a/bin");
        assertThat(plan(directory).preview().summary()).startsWith("create " + LINKS + " links in " + directory);
        plan(directory).make();
        for (String tool : Links.TOOLS) {
            assertThat(Files.readSymbolicLink(directory.resolve(tool))).isEqualTo(folder.resolve("zooka"));
            assertThat(Files.readSymbolicLink(directory.resolve(tool + ".sh"))).isEqualTo(folder.resolve("zooka"));
        }
        // Again: nothing is left to do.
        assertThat(plan(directory).preview().summary()).startsWith("create 0 links");
    }

    @Test
    void another_file_is_never_replaced() throws IOException {
        Path file = Files.writeString(folder.resolve("kafka-topics.sh"), "theirs");
        assertThatThrownBy(() -> plan(folder))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFLICT));
        assertThat(file).hasContent("theirs");
        assertThat(folder.resolve("kafka-topics")).doesNotExist();
    }
}
