package zooka.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.impl.LineReaderImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.MemoryTerminal;

/** Several shells with one history. */
final class SharedHistoryTest {

    @TempDir
    Path folder;

    private MemoryTerminal terminal;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        terminal = MemoryTerminal.open(80, 24);
        file = folder.resolve("history");
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    private SharedHistory shell() throws IOException {
        SharedHistory history = new SharedHistory(Optional.of(file));
        LineReader reader = new LineReaderImpl(terminal.terminal(), "test", null);
        reader.option(Option.HISTORY_IGNORE_DUPS, true);
        history.attach(reader);
        history.refresh();
        return history;
    }

    private static List<String> lines(SharedHistory history) {
        List<String> lines = new ArrayList<>();
        history.forEach(entry -> lines.add(entry.line()));
        return lines;
    }

    @Test
    void each_reads_what_the_others_have_entered_and_its_own_once() throws IOException {
        SharedHistory one = shell();
        SharedHistory other = shell();
        one.add(Instant.EPOCH, "ls /a");
        other.add(Instant.EPOCH, "get /b");
        one.add(Instant.EPOCH, "pwd");
        one.refresh();
        assertThat(lines(one)).containsExactly("ls /a", "pwd", "get /b");
        other.refresh();
        assertThat(lines(other)).containsExactly("get /b", "ls /a", "pwd");
        other.refresh();
        assertThat(lines(other)).hasSize(3);
        assertThat(lines(shell())).containsExactly("ls /a", "get /b", "pwd");
    }

    @Test
    void lines_come_back_as_they_were_and_secrets_never() throws IOException {
        SharedHistory one = shell();
        one.add(Instant.ofEpochMilli(5), "get 'a\nb\\n\\\\'");
        one.add(Instant.EPOCH, "addauth digest joe:secret");
        assertThat(file).content().isEqualTo("5:get 'a\\nb\\\\n\\\\\\\\'\n").doesNotContain("secret");
        assertThat(lines(shell())).containsExactly("get 'a\nb\\n\\\\'");
        assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("GROUP", "OTHERS");
    }

    @Test
    void a_line_that_is_being_written_is_read_when_it_is_whole() throws IOException {
        Files.writeString(file, "1:ls\n2:get /\u540d");
        SharedHistory shell = shell();
        assertThat(lines(shell)).containsExactly("ls");
        Files.writeString(file, "1:ls\n2:get /\u540d\u524d\n");
        shell.refresh();
        assertThat(lines(shell)).containsExactly("ls", "get /\u540d\u524d");
    }

    @Test
    void a_file_that_another_shell_has_shortened_is_gone_on_with() throws IOException {
        Files.writeString(file, "1:ls\n2:pwd\n");
        SharedHistory shell = shell();
        Files.writeString(file, "2:pwd\n");
        shell.refresh();
        Files.writeString(file, "2:pwd\n3:get /a\n");
        shell.refresh();
        assertThat(lines(shell)).containsExactly("ls", "pwd", "get /a");
    }

    @Test
    void a_very_long_file_loses_its_oldest_lines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() <= HistoryFile.LONGEST; i++) {
            text.append(i).append(":get /a/long/path/").append(i).append('\n');
        }
        Files.writeString(file, text, StandardCharsets.UTF_8);
        assertThat(HistoryFile.checked(file, warning -> {})).contains(file);
        String left = Files.readString(file);
        assertThat(left.length()).isBetween(HistoryFile.LONGEST / 2 - 100, HistoryFile.LONGEST / 2);
        assertThat(text.toString()).endsWith("\n" + left);
        SharedHistory shell = shell();
        assertThat(shell.size()).isEqualTo(500); // the default of a reader that sets none
    }
}
