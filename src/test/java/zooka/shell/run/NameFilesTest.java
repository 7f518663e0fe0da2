package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that one process leaves for the next. */
final class NameFilesTest {

    @TempDir
    Path parent;

    private Path folder() {
        return parent.resolve("names");
    }

    private NameFiles files(String cluster) {
        return new NameFiles(folder(), cluster, Clock.systemUTC());
    }

    /** The files of a cluster, read so long after the last one was written. */
    private NameFiles after(Duration age) throws IOException {
        Instant written = Instant.EPOCH;
        for (Path file : all()) {
            FileTime time = Files.getLastModifiedTime(file);
            written = time.toInstant().isAfter(written) ? time.toInstant() : written;
        }
        return new NameFiles(folder(), "prod", Clock.fixed(written.plus(age), ZoneOffset.UTC));
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }

    @Test
    void names_are_fresh_for_30_seconds_and_known_for_an_hour() throws IOException {
        files("prod").write("topics", List.of("orders", "名前", "a b"));

        assertThat(after(Duration.ofSeconds(30)).read("topics"))
                .contains(new NameFiles.KeptNames(List.of("orders", "名前", "a b"), true));
        assertThat(after(Duration.ofSeconds(31)).read("topics"))
                .contains(new NameFiles.KeptNames(List.of("orders", "名前", "a b"), false));
        assertThat(after(Duration.ofMinutes(61)).read("topics")).isEmpty();
    }

    @Test
    void each_kind_of_each_cluster_has_a_file_of_its_own() throws IOException {
        files("prod").write("topics", List.of("orders"));
        files("prod").write("groups", List.of("billing"));
        files("dev").write("topics", List.of("clicks"));

        assertThat(files("prod").read("topics"))
                .get()
                .extracting(NameFiles.KeptNames::names)
                .isEqualTo(List.of("orders"));
        assertThat(files("prod").read("groups"))
                .get()
                .extracting(NameFiles.KeptNames::names)
                .isEqualTo(List.of("billing"));
        assertThat(files("dev").read("topics"))
                .get()
                .extracting(NameFiles.KeptNames::names)
                .isEqualTo(List.of("clicks"));
        assertThat(files("dev").read("groups")).isEmpty();
        assertThat(all()).hasSize(3);
    }

    @Test
    void only_their_owner_may_read_them() throws IOException {
        files("prod").write("topics", List.of("orders"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        for (Path file : all()) {
            assertThat(file.getFileName().toString()).matches("[0-9a-f]{32}\\.names");
        }
    }

    @Test
    void a_name_with_a_line_break_is_left_out_and_so_are_too_many() {
        files("prod").write("topics", List.of("a", "b\nc", "d\re", "f"));
        assertThat(files("prod").read("topics"))
                .get()
                .extracting(NameFiles.KeptNames::names)
                .isEqualTo(List.of("a", "f"));

        files("prod")
                .write(
                        "many",
                        IntStream.range(0, 100_001).mapToObj(Integer::toString).toList());
        assertThat(files("prod").read("many").orElseThrow().names()).hasSize(100_000);
    }

    @Test
    void files_that_are_too_old_are_deleted_at_the_next_write() throws IOException {
        files("prod").write("topics", List.of("orders"));
        Path old = all().get(0);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        files("prod").write("groups", List.of("billing"));

        assertThat(old).doesNotExist();
        assertThat(all()).hasSize(1);
    }

    @Test
    void what_goes_wrong_costs_only_the_names() throws IOException {
        NameFiles nowhere =
                new NameFiles(Files.createFile(parent.resolve("file")).resolve("names"), "", Clock.systemUTC());
        nowhere.write("topics", List.of("orders"));
        assertThat(nowhere.read("topics")).isEmpty();

        files("prod").write("topics", List.of("orders"));
        Files.write(all().get(0), new byte[] {(byte) 0xff, '\n'});
        assertThat(files("prod").read("topics")).isEmpty();
    }

    @Test
    void they_are_in_the_folder_for_caches() {
        assertThat(NameFiles.folder(Map.of("HOME", "/home/joe"))).contains(Path.of("/home/joe/.cache/zooka/names"));
        assertThat(NameFiles.folder(Map.of("HOME", "/home/joe", "XDG_CACHE_HOME", "/cache")))
                .contains(Path.of("/cache/zooka/names"));
        assertThat(NameFiles.folder(Map.of())).isEqualTo(Optional.empty());
    }
}
