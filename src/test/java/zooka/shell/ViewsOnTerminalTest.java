package zooka.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.brokers.Survey;
import zooka.commands.groups.Pipeline;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.RecordingWriter;
import zooka.shell.leaders.Maps;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.LiveView;
import zooka.shell.status.Reports;
import zooka.testing.MemoryTerminal;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeCommands;
import zooka.testing.fake.FakeLive;
import zooka.testing.fake.FakeZnodes;

/** Each view on a terminal in memory: one without a size, one whose size changes, and one where something fails. */
@Timeout(30)
final class ViewsOnTerminalTest {

    private static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);

    /** The last line of a view that knows something, to its end. */
    private static final Pattern KEYS = Pattern.compile("(p pause|e edit) .*q quit");

    @TempDir
    Path folder;

    private final FakeZnodes znodes = new FakeZnodes()
            .put("/", "", TestRun.NOW)
            .put("/app", "root", TestRun.NOW)
            .put("/app/a", "first", TestRun.NOW);

    /** The views, and words that each shows when it knows all. */
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private enum View {
        LEADERS("clicks"),
        REPLAY("clicks"),
        GROUPS("audit-sink"),
        BROKERS("online"),
        STATUS("ZooKeeper"),
        BROWSE("2 znodes shown", "5 B", "root", "version 0");

        private final List<String> words;

        View(String... words) {
            this.words = List.of(words);
        }

        boolean knows(String screen) {
            return words.stream().allMatch(screen::contains);
        }
    }

    /** A view that runs on a terminal. */
    private final class Running implements AutoCloseable {
        private final Tapped live;
        private final MemoryTerminal terminal;
        private final Attributes before;
        private final CompletableFuture<Void> ended;

        Running(View view, int columns, int rows) throws Exception {
            live = new Tapped(live(view));
            terminal = MemoryTerminal.open(columns, rows);
            before = terminal.terminal().getAttributes();
            Context context = new TestRun(new FakeClusters().with(znodes)).context();
            ended = CompletableFuture.runAsync(
                    () -> LiveView.of(live).show(terminal.terminal(), live, context, UNICODE, new FakeCommands()));
            Consumer<Picture> states = live.states.get(10, TimeUnit.SECONDS);
            picture(view).ifPresent(states);
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

    private Action.Live live(View view) {
        return switch (view) {
            case BROWSE -> (Action.Live) TestRun.action("browse", "/app");
            case REPLAY ->
                (Action.Live) TestRun.action("failover", "replay", recording().toString());
            default -> new FakeLive(view.name().toLowerCase(Locale.ROOT));
        };
    }

    /** What the test tells a view; empty if it reads by itself. */
    private static Optional<Picture> picture(View view) {
        return switch (view) {
            case LEADERS -> Optional.of(Maps.well().first());
            case GROUPS -> {
                Pipeline pipeline = new Pipeline();
                pipeline.commit("audit-sink", "orders", 0, 0);
                yield Optional.of(pipeline.look());
            }
            case BROKERS -> Optional.of(new Survey().look());
            case STATUS -> Optional.of(Reports.healthy(TestRun.NOW));
            case BROWSE, REPLAY -> Optional.empty();
        };
    }

    private Path recording() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            RecordingWriter writer = new RecordingWriter(bytes, "prod");
            Point first = new Point(Maps.well().first().state(), List.of());
            writer.point(first);
            writer.end(first.at().plusSeconds(10), RecordingWriter.End.TIMEOUT);
            return Files.write(folder.resolve("seen.jsonl"), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        running.live.states.get().accept(() -> "nothing that it knows");
        assertThatThrownBy(() -> running.ended.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ClassCastException.class);
        running.assertTerminalAsBefore();
        running.terminal.close();
    }

    /** A live state to which the test can tell pictures, too. */
    private static final class Tapped implements Action.Live {
        private final Action.Live live;
        private final CompletableFuture<Consumer<Picture>> states = new CompletableFuture<>();

        Tapped(Action.Live live) {
            this.live = live;
        }

        @Override
        public boolean once() {
            return live.once();
        }

        @Override
        public String view() {
            return live.view();
        }

        @Override
        public Result snapshot(Context context) {
            return live.snapshot(context);
        }

        @Override
        public Feed open(Context context, Consumer<Picture> told, Consumer<Failure> failures) {
            Feed feed = live.open(context, told, failures);
            states.complete(told);
            return feed;
        }
    }
}
