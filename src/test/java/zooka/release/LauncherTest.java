package zooka.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.release.BareRoot.Run;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;

/** What the launcher says where zooka cannot start; the Java is a stand-in. */
@OnServers
@RunsInParallel
final class LauncherTest {

    private static final Path LAUNCHER = Program.HOME.resolve("scripts/zooka");

    @TempDir
    Path folder;

    private Path jvm(String version) throws IOException {
        Path java = Files.createDirectories(folder.resolve("jvm/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho started\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("jvm/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return java;
    }

    private Run zooka(Path launcher) {
        return BareRoot.run(List.of(
                "env", "JAVA_HOME=" + folder.resolve("jvm"), "HOME=", "XDG_CACHE_HOME=", launcher.toString(), "pwd"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.8.0_392, no",
        "9.0.4, no",
        "11.0.2, no",
        "16, no",
        "17, yes",
        "17.0.15, yes",
        "21.0.1, yes",
        "25, yes"
    })
    void a_java_that_is_too_old_is_named(String version, String taken) throws IOException {
        Path java = jvm(version);

        Run run = zooka(LAUNCHER);

        assertThat(run.out()).isEqualTo(taken.equals("yes") ? "started\n" : """
                error: Java %s is too old: %s
                hint: set JAVA_HOME to Java 17 or later
                """.formatted(version, java));
        assertThat(run.code()).isEqualTo(taken.equals("yes") ? 0 : 1);
    }

    @Test
    void a_copy_of_the_launcher_alone_says_that_its_jars_are_missing() throws IOException {
        jvm("17");
        Path copy = Files.copy(
                LAUNCHER,
                Files.createDirectories(folder.resolve("bin")).resolve("zooka"),
                StandardCopyOption.COPY_ATTRIBUTES);

        Run run = zooka(copy);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
                error: no jars of zooka beside %s
                hint: link to zooka instead of copying it
                """.formatted(copy));
    }
}
