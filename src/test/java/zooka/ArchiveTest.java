package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.net.Deadline;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;

/** The class-data archive that a start makes for the next ones: used when it is whole, never when it was damaged. */
@OnServers
@RunsInParallel(seconds = 19)
final class ArchiveTest {

    /** The end of a zip file without entries. */
    private static final byte[] EMPTY_JAR = {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Damage {
        void to(FileChannel archive) throws IOException;
    }

    private String jars = "";

    private Program zooka() {
        return Program.with()
                .environment("ZOOKA_CLASSPATH", jars)
                .environment("XDG_CACHE_HOME", folder.toString())
                .environment("XDG_DATA_HOME", folder.resolve("data").toString())
                .environment("ZOOKA_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("loaded"));
    }

    /** Starts it, which must work whatever the archive is like; says whether the archive was used. */
    private boolean used() throws IOException {
        Run run = zooka().run("--version");
        assertThat(run.out()).startsWith("zooka ");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        try (Stream<String> lines = Files.lines(folder.resolve("loaded"))) {
            return lines.anyMatch(line -> line.contains("zooka.shell.Main source: shared objects file"));
        }
    }

    private Path archive() throws IOException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(4));
        while (!deadline.passed()) {
            try (Stream<Path> files = Files.list(folder.resolve("zooka"))) {
                List<Path> made = files.toList();
                if (made.stream().noneMatch(file -> file.toString().endsWith(".lock"))) {
                    return made.stream()
                            .filter(file -> file.toString().endsWith(".jsa"))
                            .findFirst()
                            .orElseThrow();
                }
            }
            deadline.within(100).await();
        }
        throw new AssertionError("no archive was made");
    }

    @Test
    void a_damaged_archive_is_not_used_and_is_made_again() throws IOException {
        assertThat(used()).isFalse();
        Path archive = archive();
        assertThat(used()).isTrue();
        byte[] whole = Files.readAllBytes(archive);
        Path sum = Path.of(archive + ".sum");
        String kept = Files.readString(sum);
        long length = whole.length;
        Damage middle = file -> file.write(ByteBuffer.wrap("damaged".getBytes(StandardCharsets.US_ASCII)), length / 2);
        List<Damage> damages = new ArrayList<>(List.of(
                file -> file.truncate(length / 2),
                file -> file.truncate(0),
                file -> file.write(ByteBuffer.allocate(4096), 0),
                file -> file.write(ByteBuffer.wrap(new byte[] {77}), 100),
                file -> file.write(
                        ByteBuffer.wrap("damaged".repeat(500).getBytes(StandardCharsets.US_ASCII)), length - 3600),
                file -> file.write(ByteBuffer.allocate(1), length)));
        if (kept.startsWith("whole ")) { // where a sum of the whole takes no time
            damages.add(middle);
        }
        for (Damage damage : damages) {
            damaged(archive, whole, damage);
            Files.setLastModifiedTime(archive, Files.getLastModifiedTime(sum)); // as a disk would do it
            unused(archive);
        }
        // Where only the ends have a sum, the file's times tell of a middle that was written to.
        String ends = said("{ head -c 4096 '" + archive + "' && tail -c 4096 '" + archive + "'; } | cksum");
        String made = kept.substring(kept.indexOf('\n') + 1); // the class path
        Files.writeString(sum, "ends " + ends + made);
        damaged(archive, whole, file -> {});
        Files.setLastModifiedTime(archive, Files.getLastModifiedTime(sum));
        assertThat(used()).isTrue();
        damaged(archive, whole, middle);
        unused(archive);
        // Nor is one of another class path, whatever the times of its jars say, as after a new version is unpacked over
        // the old one.
        damaged(archive, whole, file -> {});
        Files.writeString(sum, "ends " + ends + made.replaceFirst("\\.jar", "-of-before.jar"));
        Files.setLastModifiedTime(archive, Files.getLastModifiedTime(sum));
        unused(archive);

        assertThat(used()).isFalse();
        archive();
        assertThat(used()).isTrue();
        // It belongs to the beginning of the class path: jars of the user come last.
        Path data = Files.createDirectories(folder.resolve("data/zooka/lib"));
        jars = Files.write(folder.resolve("one.jar"), EMPTY_JAR) + "::";
        Files.write(data.resolve("two.jar"), EMPTY_JAR);
        assertThat(used()).isTrue();
        Run shared = zooka().environment("ZOOKA_JAVA_OPTS", "-Xshare:on").run("help", "ls");
        assertThat(shared.err()).isEmpty();
        assertThat(shared.code()).isZero();
        jars = "";
        assertThat(zooka().run("help", "ls").code()).isZero();
        // picocli's classes are of Java 5: a lambda of one of its types keeps that out, and all that it has to do with.
        assertThat(Files.readAllLines(folder.resolve("loaded")))
                .filteredOn(line -> line.contains(" picocli."))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("shared objects file"));
    }

    private static void damaged(Path archive, byte[] whole, Damage damage) throws IOException {
        Files.delete(archive); // another one, as a running JVM may have the first
        Files.write(archive, whole);
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            damage.to(file);
        }
    }

    /** Nothing is made anew meanwhile, which would hide what is tried. */
    private void unused(Path archive) throws IOException {
        Path lock = Files.createDirectory(Path.of(archive + ".lock"));
        assertThat(used()).isFalse();
        Files.delete(lock);
    }

    private static String said(String line) throws IOException {
        Process sh = new ProcessBuilder("sh", "-c", line).start();
        return new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
