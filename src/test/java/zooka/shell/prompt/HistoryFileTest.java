package zooka.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that other programs, full disks and other encodings have been at. */
final class HistoryFileTest {

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void lines_that_cannot_be_read_are_put_aside_and_the_others_kept() throws IOException {
        Path file = folder.resolve("history");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("1700000000000:ls /ü\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(latin("1700000000001:get /\u00fc\n"));
        bytes.writeBytes(latin("no time\n\n\0\0\n"));
        bytes.writeBytes(latin("1700000000002:pwd\n1700000000003:"));
        Files.write(file, bytes.toByteArray());

        assertThat(HistoryFile.checked(file, warnings::add)).contains(file);
        assertThat(file).hasContent("1700000000000:ls /ü\n1700000000002:pwd\n1700000000003:\n");
        Path aside = folder.resolve("history.unreadable");
        assertThat(aside).hasBinaryContent(latin("1700000000001:get /\u00fc\nno time\n\0\0\n"));
        assertThat(warnings).containsExactly("3 lines of " + file + " cannot be parsed, moved to " + aside);

        assertThat(HistoryFile.checked(file, warnings::add)).contains(file);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void a_file_that_cannot_be_read_at_all_is_named_and_there_is_no_history() throws IOException {
        Path file = Files.createDirectory(folder.resolve("history"));
        assertThat(HistoryFile.checked(file, warnings::add)).isEmpty();
        assertThat(warnings).containsExactly("cannot read " + file + ": is a directory; the history is not saved");
    }

    @Test
    void one_that_is_not_there_is_made_later() {
        Path file = folder.resolve("history");
        assertThat(HistoryFile.checked(file, warnings::add)).contains(file);
        assertThat(warnings).isEmpty();
        assertThat(file).doesNotExist();
    }
}
