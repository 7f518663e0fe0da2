package zooka.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.testing.Program;

/** The modules of the archive that has its own runtime. */
final class RuntimeTest {

    @Test
    void the_modules_are_those_that_our_jars_need_and_more() throws IOException {
        List<String> words =
                new ArrayList<>(List.of("--multi-release", "17", "--ignore-missing-deps", "--print-module-deps"));
        for (String folder : List.of("shell/target", "shell/target/lib")) {
            try (Stream<Path> files = Files.list(Program.HOME.resolve(folder))) {
                files.filter(file -> file.getFileName().toString().matches("zooka-.*\\.jar"))
                        .forEach(file -> words.add(file.toString()));
            }
        }
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, words.toArray(String[]::new));
        assertThat(code).as(out.toString()).isZero();
        List<String> needed = List.of(out.toString().strip().split(",", -1));

        List<String> modules = Files.readAllLines(Program.HOME.resolve("scripts/release.d/modules")).stream()
                .map(line -> line.replaceFirst(" *#.*", ""))
                .filter(line -> !line.isEmpty())
                .toList();

        assertThat(needed).contains("java.base", "jdk.security.auth");
        assertThat(modules).containsAll(needed).isSorted();
    }
}
