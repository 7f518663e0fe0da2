package zooka.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jline.terminal.Attributes;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.LiveView;
import zooka.testing.MemoryTerminal;
import zooka.testing.fake.FakeCommands;

/** Each view on a terminal in memory: one without a size, one whose size changes, and one where something fails. */
@Timeout(30)
final class ViewsOnTerminalTest {

    private static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);

    /** The last line of a view that knows something, to its end. */
    private static final Pattern KEYS = Pattern.compile("(p pause|e edit) .*q quit");

    @TempDir
    Path folder;

    /** A view that runs on a terminal. */
    private final class Running implements AutoCloseable {
        private final View.Tapped live;
        private final MemoryTerminal terminal;
        private final Attributes before;
        private final CompletableFuture<Void> ended;

        Running(View view, int columns, int rows) throws Exception {
            live = view.open(folder);
            terminal = MemoryTerminal.open(columns, rows);
            before = terminal.terminal().getAttributes();
            Context context = View.context();
            ended = CompletableFuture.runAsync(
                    () -> LiveView.of(live).show(terminal.terminal(), live, context, UNICODE, new FakeCommands()));
            Consumer<Picture> states = live.states().get(10, TimeUnit.SECONDS);
            view.picture().ifPresent(states);
        }

        /** The screen when all is drawn. */
        String whole(View view) throws InterruptedException {
            terminal.await(
                    "the whole frame",
                    screen -> view.knows(screen) && KEYS.matcher(screen).find());
            return terminal.screen();
        }

        void assertTerminalAsBefore() {
            Attributes now = terminal.terminal().getAttributes();
            assertThat(now.getLocalFlags()).isEqualTo(before.getLocalFlags());
            assertThat(now.getInputFlags()).isEqualTo(before.getInputFlags());
            assertThat(now.getOutputFlags()).isEqualTo(before.getOutputFlags());
            String written = terminal.written();
            assertThat(written.lastIndexOf("\u001b[?1049l")).isGreaterThan(written.lastIndexOf("\u001b[?1049h"));
            assertThat(written.lastIndexOf("\u001b[?25h")).isGreaterThan(written.lastIndexOf("\u001b[?25l"));
        }

        @Override
        public void close() throws Exception {
            terminal.type("q");
            ended.get(10, TimeUnit.SECONDS);
            assertTerminalAsBefore();
            terminal.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_terminal_without_a_size_is_painted_when_it_has_one(View view) throws Exception {
        try (Running running = new Running(view, 0, 0)) {
            running.terminal.resize(90, 26);
            running.terminal.await(
                    "the last line",
                    screen -> view.knows(screen)
                            && screen.lines().skip(25).findFirst().orElse("").contains("q quit"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_many_sizes_the_frame_is_that_of_the_last(View view) throws Exception {
        String fresh;
        try (Running running = new Running(view, 100, 30)) {
            fresh = running.whole(view);
        }
        try (Running running = new Running(view, 80, 24)) {
            for (int i = 0; i < 100; i++) {
                running.terminal.resize(1 + i * 37 % 200, 1 + i * 11 % 60);
            }
            running.terminal.resize(100, 30);
            running.terminal.await("the frame of the last size", fresh::equals);
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_a_fault_the_terminal_is_as_it_was(View view) throws Exception {
        Running running = new Running(view, 80, 24);
        running.whole(view);
        running.live.states().get().accept(() -> "nothing that it knows");
        assertThatThrownBy(() -> running.ended.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ClassCastException.class);
        running.assertTerminalAsBefore();
        running.terminal.close();
    }
}
