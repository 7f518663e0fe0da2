package zooka.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.shell.run.Version;
import zooka.testing.Program;

/** The version is in one place, the pom's {@code revision}; everything else has it from there. */
final class VersionTest {

    private static final Pattern REVISION = Pattern.compile("<revision>([^<]+)</revision>");
    private static final List<String> MODULES =
            List.of("commands/clients", "commands", "src/sandbox", "shell", "src/test");

    private static String text(String file) throws IOException {
        return Files.readString(Program.HOME.resolve(file));
    }

    private static String revision() throws IOException {
        Matcher revision = REVISION.matcher(text("pom.xml"));
        assertThat(revision.find()).isTrue();
        return revision.group(1);
    }

    @Test
    void the_program_has_the_version_of_the_pom() throws IOException {
        assertThat(text("shell/src/main/java/zooka/shell/run/Version.java"))
                .isEqualTo(text("shell/template/Version.java").replace("${project.version}", revision()));
        assertThat(Version.NUMBER).isEqualTo(revision());
    }

    @Test
    void the_modules_have_it_and_the_changelog_has_a_section_for_it() throws IOException {
        assertThat(text("pom.xml")).contains("<version>${revision}</version>");
        for (String module : MODULES) {
            assertThat(text(module + "/pom.xml")).as(module).contains("<version>${revision}</version>");
        }
        String section = "## " + revision() + " ";
        assertThat(text("CHANGELOG.md").lines()).anyMatch(line -> (line + " ").startsWith(section));
    }

    @Test
    void no_script_and_no_page_repeats_it() throws IOException {
        Pattern number = Pattern.compile("zooka[-_:]v?" + Pattern.quote(revision()));
        for (String folder : List.of("scripts", "docs")) {
            try (Stream<Path> files = Files.walk(Program.HOME.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(number);
                }
            }
        }
    }
}
