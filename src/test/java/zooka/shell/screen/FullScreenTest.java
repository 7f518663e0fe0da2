package zooka.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.testing.MemoryTerminal;
import zooka.testing.fake.FakeCommands;

/** What all views share: the last line, copying and saving, and a terminal that is left as it was. */
@Timeout(30)
class FullScreenTest {

    private static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final FakeCommands commands = new FakeCommands();
    private MemoryTerminal terminal;
    private Attributes before;

    @BeforeEach
    void open() throws IOException {
        terminal = MemoryTerminal.open(60, 10);
        before = terminal.terminal().getAttributes();
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    /** A view of numbered lines as wide as the screen. */
    private final class Numbers extends FullScreen {

        private Optional<Supplier<byte[]>> json = Optional.empty();
        private Optional<RuntimeException> fault = Optional.empty();
        private final CountDownLatch working = new CountDownLatch(1);

        Numbers() throws IOException {
            super(terminal.terminal(), UNICODE, commands, "numbers");
        }

        @Override
        public Frame draw(Size size) {
            fault.ifPresent(e -> {
                throw e;
            });
            List<Frame.Line> lines = new ArrayList<>();
            for (int row = 1; row < size.rows(); row++) {
                lines.add(new Pen(size.columns())
                        .put("line " + row)
                        .skip(size.columns() - 9)
                        .put("|")
                        .line());
            }
            lines.add(new Pen(size.columns()).put("keys of " + size.columns()).line());
            return new Frame(lines);
        }

        @Override
        public void press(Key key) {
            switch (key.codePoint()) {
                case 'q' -> close();
                case ':' -> askCommand();
                case 'f' -> askCommand("topics --json");
                case 'y' -> copy("line 2");
                case 'Y' -> copy("x".repeat(Clipboard.LONGEST + 1));
                case 'W' -> askSave(folder.resolve("numbers.txt").toString(), json);
                case 'm' -> say("something \u001b[2J happened", Level.WARN);
                case 'x' -> fault = Optional.of(new IllegalStateException("drawing failed"));
                default -> {}
            }
        }

        @Override
        public void tick() {}

        @Override
        public void work() throws InterruptedException {
            working.await();
        }
    }

    private CompletableFuture<Void> run(Numbers view) throws InterruptedException {
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                view.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        terminal.await("keys of");
        return running;
    }

    private void assertTerminalAsBefore() {
        Attributes now = terminal.terminal().getAttributes();
        assertThat(now.getLocalFlags()).isEqualTo(before.getLocalFlags());
        assertThat(now.getInputFlags()).isEqualTo(before.getInputFlags());
        assertThat(now.getOutputFlags()).isEqualTo(before.getOutputFlags());
        String written = terminal.written();
        assertThat(written.lastIndexOf("\u001b[?1049l")).isGreaterThan(written.lastIndexOf("\u001b[?1049h"));
        assertThat(written.lastIndexOf("\u001b[?25h")).isGreaterThan(written.lastIndexOf("\u001b[?25l"));
    }

    @Test
    void a_message_stays_until_the_next_key() throws Exception {
        CompletableFuture<Void> running = run(new Numbers());
        terminal.type("m");
        terminal.await("something \\e[2J happened");
        assertThat(terminal.screen()).doesNotContain("keys of").contains("line 9");
        terminal.type(" ");
        terminal.await("keys of 60");
        terminal.type("q");
        running.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_line_that_is_begun_can_be_changed_before_it_runs() throws Exception {
        CompletableFuture<Void> running = run(new Numbers());
        terminal.type("f");
        terminal.await(":topics --json▏");
        terminal.await("⏎ run  esc cancel");
        terminal.type("\u0017-o yaml\r");
        terminal.await("press any key to return");
        terminal.type(" ");
        terminal.await("keys of");
        terminal.type(":\u0003"); // Ctrl-C gives up the line, not the view
        terminal.await("keys of");
        terminal.type(":\r:  \r:\u007f");
        terminal.await("keys of");
        terminal.type("q");
        running.get(5, TimeUnit.SECONDS);
        assertThat(commands.lines()).containsExactly("topics -o yaml");
        assertTerminalAsBefore();
    }

    @Test
    void a_name_is_copied_and_a_text_that_is_too_long_is_not() throws Exception {
        CompletableFuture<Void> running = run(new Numbers());
        terminal.type("y");
        terminal.await("copied line 2");
        assertThat(terminal.written()).contains("\u001b]52;c;bGluZSAy\u0007");
        terminal.type("Y");
        terminal.await("too long to copy");
        terminal.type("q");
        running.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_frame_is_saved_and_a_file_overwritten_only_after_a_question() throws Exception {
        Path file = folder.resolve("numbers.txt");
        CompletableFuture<Void> running = run(new Numbers());
        terminal.resize(200, 10);
        terminal.await("keys of 200");
        terminal.type("W\r");
        terminal.await("saved");
        assertThat(file).content().startsWith("line 1 ").endsWith("|\n").hasLineCount(9);
        Files.writeString(file, "precious");
        terminal.type("W\r");
        terminal.await("exists; type yes to overwrite it");
        terminal.type("no\r");
        terminal.await("not saved");
        assertThat(file).content().isEqualTo("precious");
        terminal.type("W\r");
        terminal.await("exists; type yes");
        terminal.type("yes\r");
        terminal.await("that it is saved", screen -> screen.contains("saved") && !screen.contains("not saved"));
        assertThat(file).content().startsWith("line 1 ");

        terminal.type("W" + "\u0015" + folder.resolve("nosuch/x.txt") + "\r");
        terminal.await("no such directory");
        terminal.type("W" + "\u0015" + folder + "\r");
        terminal.await("exists; type yes");
        terminal.type("yes\r");
        terminal.await("cannot write " + folder);
        terminal.type("W" + "\u0015a\u0000b\u001b");
        terminal.await("keys of");
        terminal.type("q");
        running.get(5, TimeUnit.SECONDS);
    }

    @Test
    void json_is_saved_where_the_view_has_it() throws Exception {
        Numbers view = new Numbers();
        CompletableFuture<Void> running = run(view);
        String name = folder.resolve("n.JSON").toString();
        terminal.resize(200, 10);
        terminal.await("keys of 200");
        terminal.type("W\u0015" + name + "\r");
        terminal.await("cannot be saved as JSON");
        view.post(() -> view.json = Optional.of(() -> new byte[] {'{', '}'}));
        terminal.type("W\u0015" + name + "\r");
        terminal.await("saved " + name);
        assertThat(Path.of(name)).content().isEqualTo("{}");
        terminal.type("q");
        running.get(5, TimeUnit.SECONDS);
    }

    @Test
    void an_exception_while_drawing_leaves_the_terminal_as_it_was() throws Exception {
        CompletableFuture<Void> running = run(new Numbers());
        terminal.type("x");
        assertThatThrownBy(() -> running.get(5, TimeUnit.SECONDS)).hasMessageContaining("drawing failed");
        assertTerminalAsBefore();
    }

    @Test
    void many_sizes_in_a_row_end_in_the_last_one() throws Exception {
        CompletableFuture<Void> running = run(new Numbers());
        for (int i = 0; i < 100; i++) {
            terminal.resize(20 + 7 * i % 90, 3 + i % 20);
        }
        terminal.resize(77, 7);
        terminal.await("the last size", screen -> screen.lines()
                .map(String::stripTrailing)
                .toList()
                .containsAll(List.of(
                        "line 6" + " ".repeat(68) + "|", // at the same column in each line
                        "keys of 77")));
        assertThat(terminal.screen().lines().filter(line -> line.startsWith("line")))
                .hasSize(6);
        terminal.type("q");
        running.get(5, TimeUnit.SECONDS);
        assertTerminalAsBefore();
    }

    @Test
    void a_size_of_nothing_is_drawn_as_soon_as_there_is_one() throws Exception {
        terminal.close();
        terminal = MemoryTerminal.open(0, 0);
        Numbers view = new Numbers();
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                view.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        terminal.awaitWritten("\u001b[?1049h");
        terminal.resize(50, 8);
        terminal.await("keys of 50");
        terminal.type("q");
        running.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_frame_that_has_not_changed_is_not_written_and_a_change_costs_its_line() throws Exception {
        CompletableFuture<Void> running = run(new Numbers());
        terminal.type("m");
        terminal.await("happened");
        int written = terminal.written().length();
        terminal.type("m");
        terminal.type("y");
        terminal.await("copied line 2");
        String more = terminal.written().substring(written);
        assertThat(more).doesNotContain("line 1").doesNotContain("line 9");
        assertThat(more.length()).isLessThan(300);
        terminal.type("q");
        running.get(5, TimeUnit.SECONDS);
    }
}
