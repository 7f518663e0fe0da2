package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;

class OneFileTest {

    @TempDir
    Path folder;

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static String text(JarFile file, String entry) throws IOException {
        return new String(file.getInputStream(file.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @OnServers
    @Test
    void licences_notices_and_services_of_all_jars_are_in_the_one_file() throws Exception {
        Path first = jar(
                "first.jar",
                Map.of(
                        "META-INF/LICENSE",
                        "same",
                        "META-INF/NOTICE",
                        "of the first",
                        "META-INF/services/x.Y",
                        "x.First"));
        Path second = jar(
                "second.jar",
                Map.of(
                        "META-INF/LICENSE",
                        "same",
                        "META-INF/NOTICE",
                        "of the second",
                        "META-INF/services/x.Y",
                        "x.Second"));
        Path notice = Files.writeString(folder.resolve("NOTICE"), "our own");
        Path head = Files.writeString(folder.resolve("head"), "#!/bin/sh\nexit 0\n");
        Path target = folder.resolve("zooka");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Path.of(System.getProperty("zooka.home"), "scripts/k8s/OneFile.java")
                                .toString(),
                        head.toString(),
                        target.toString(),
                        "zooka.shell.Main",
                        notice.toString(),
                        first.toString(),
                        second.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(target).isExecutable();
        try (JarFile file = new JarFile(target.toFile())) {
            assertThat(text(file, "META-INF/LICENSE")).isEqualTo("==== first.jar, second.jar\n\nsame\n\n");
            assertThat(text(file, "META-INF/NOTICE")).isEqualTo("""
                    ==== zooka

                    our own

                    ==== first.jar

                    of the first

                    ==== second.jar

                    of the second

                    """);
            assertThat(text(file, "META-INF/services/x.Y")).isEqualTo("x.First\nx.Second");
        }
    }
}
