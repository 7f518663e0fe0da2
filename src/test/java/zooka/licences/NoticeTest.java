package zooka.licences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import zooka.testing.Program;

/**
 * Every library that is shipped has a licence under which it may be shipped, and {@code NOTICE} names it, with what its
 * own NOTICE file asks to be repeated. {@code -Dzooka.golden=write} writes {@code NOTICE} anew.
 */
final class NoticeTest {

    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause");

    /** The licence of one library that may be used as it is, unchanged, and replaced by whoever gets the program. */
    private static final Map<String, String> ALSO_ALLOWED = Map.of("lanterna", "LGPL-3.0");

    /** Whose jar does not name its licence: as its project's pom says. */
    private static final Map<String, String> BY_POM = Map.of(
            "javapoet", "Apache-2.0",
            "kotlin-stdlib", "Apache-2.0",
            "listenablefuture", "Apache-2.0",
            "okio-jvm", "Apache-2.0",
            "pcollections", "MIT",
            "picocli", "Apache-2.0",
            "wire-runtime-jvm", "Apache-2.0",
            "wire-schema-jvm", "Apache-2.0",
            "zookeeper", "Apache-2.0",
            "zookeeper-jute", "Apache-2.0");

    private static final Path NOTICE = Program.HOME.resolve("NOTICE");

    private static List<ShippedLibrary> shipped() throws IOException {
        List<ShippedLibrary> libraries = ShippedLibrary.in(Program.HOME.resolve("shell/target/lib"));
        assertThat(libraries).hasSizeGreaterThan(20);
        return libraries;
    }

    private static String licence(ShippedLibrary library) {
        return library.licence().orElseGet(() -> BY_POM.getOrDefault(library.name(), "unknown"));
    }

    @Test
    void every_library_may_be_shipped() throws IOException {
        assertThat(shipped()).allSatisfy(library -> assertThat(licence(library))
                .as("licence of %s", library.name())
                .matches(id -> ALLOWED.contains(id) || id.equals(ALSO_ALLOWED.get(library.name()))));
    }

    @Test
    void the_notice_names_every_library_and_repeats_what_each_asks_for() throws IOException {
        String notice = notice(shipped());
        if ("write".equals(System.getProperty("zooka.golden"))) {
            Files.writeString(NOTICE, notice);
        }
        assertThat(Files.readString(NOTICE))
                .as("NOTICE is not current: run scripts/golden NoticeTest")
                .isEqualTo(notice);
    }

    private static String notice(List<ShippedLibrary> libraries) {
        StringBuilder text = new StringBuilder("""
                zooka
                Licensed under the Apache License 2.0, see LICENSE.

                It is shipped with these libraries, each under its own licence:

                """);
        libraries.forEach(library -> text.append(String.format("  %-36s %s%n", library.name(), licence(library))));
        Map<String, List<String>> notices = new LinkedHashMap<>();
        for (ShippedLibrary library : libraries) {
            for (String notice : library.notices()) {
                notices.computeIfAbsent(stripped(notice), key -> new ArrayList<>())
                        .add(library.name());
            }
        }
        notices.forEach((notice, names) -> text.append("\n\n==== ")
                .append(String.join(", ", names))
                .append(" ====\n\n")
                .append(notice)
                .append('\n'));
        return text.toString();
    }

    /** Without blanks at the ends of lines and of the text. */
    private static String stripped(String notice) {
        return notice.strip().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
