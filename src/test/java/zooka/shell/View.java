package zooka.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.brokers.Survey;
import zooka.commands.groups.Pipeline;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.file.RecordingWriter;
import zooka.shell.leaders.Maps;
import zooka.shell.status.Reports;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeLive;
import zooka.testing.fake.FakeZnodes;

/** The full-screen views for tests, without servers, and words that each shows when it knows all. */
@SuppressWarnings("ImmutableEnumChecker") // made by List.of
enum View {
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

    /** Whether a screen shows all that the view knows. */
    boolean knows(String screen) {
        return words.stream().allMatch(screen::contains);
    }

    /** The surroundings of a command, with a small tree of znodes. */
    static Context context() {
        FakeZnodes znodes = new FakeZnodes()
                .put("/", "", TestRun.NOW)
                .put("/app", "root", TestRun.NOW)
                .put("/app/a", "first", TestRun.NOW);
        return new TestRun(new FakeClusters().with(znodes)).context();
    }

    /** @param folder for what the view reads */
    Tapped open(Path folder) {
        return new Tapped(
                switch (this) {
                    case BROWSE -> (Action.Live) TestRun.action("browse", "/app");
                    case REPLAY ->
                        (Action.Live) TestRun.action(
                                "failover", "replay", recording(folder).toString());
                    default -> new FakeLive(name().toLowerCase(Locale.ROOT));
                });
    }

    /** What it must be told; empty if it reads by itself. */
    Optional<Picture> picture() {
        return switch (this) {
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

    private static Path recording(Path folder) {
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

    /** A live state to which the test can tell pictures, too. */
    static final class Tapped implements Action.Live {
        private final Action.Live live;
        private final CompletableFuture<Consumer<Picture>> states = new CompletableFuture<>();

        Tapped(Action.Live live) {
            this.live = live;
        }

        /** Where pictures are told, as soon as the view listens. */
        CompletableFuture<Consumer<Picture>> states() {
            return states;
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
