package zooka.commands.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.result.Result;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Via;
import zooka.commands.timeline.file.RecordingWriter;
import zooka.shell.render.Format;
import zooka.testing.Golden;
import zooka.testing.Sample;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

@Timeout(30)
final class FailoverReplayTest {

    private static final Instant T0 = Instant.parse("2026-03-01T14:02:03Z");

    @TempDir
    Path dir;

    private final TestRun run = new TestRun(new FakeClusters()).with(Clock.systemUTC());
    private final BlockingQueue<LeaderMap> maps = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private Path file;

    private static Point controller(Snapshot state, int seconds, int id) {
        Instant time = T0.plusSeconds(seconds);
        return state.edit(time)
                .asOf(time)
                .controller(OptionalInt.of(id), OptionalInt.of(id), Optional.empty())
                .done();
    }

    /** Controller 1 at first, 2 after ten seconds, 3 after an hour, trouble for the minute before. */
    @BeforeEach
    void record() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordingWriter writer = new RecordingWriter(bytes, "prod");
        Snapshot first = Snapshot.of(Sample.state(ClusterState.Mode.KRAFT), List.of());
        Point start = controller(first, 0, 1);
        Point second = controller(start.state(), 10, 2);
        writer.point(new Point(start.state(), List.of()));
        writer.point(second);
        writer.trouble(T0.plusSeconds(3540), "connection lost");
        writer.point(controller(second.state(), 3600, 3));
        writer.end(T0.plusSeconds(3610), RecordingWriter.End.TIMEOUT);
        file = Files.write(dir.resolve("kill.jsonl"), bytes.toByteArray());
    }

    private Action.Live replay(String... options) {
        return (Action.Live)
                TestRun.action(Stream.concat(Stream.of("failover", "replay", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private Action.Live.Feed open(Action.Live replay, Context context) {
        return replay.open(
                context, picture -> maps.add((LeaderMap) picture), failure -> failures.add(failure.getMessage()));
    }

    private LeaderMap await(Predicate<LeaderMap> wanted) throws InterruptedException {
        for (LeaderMap map = maps.poll(10, TimeUnit.SECONDS); map != null; map = maps.poll(10, TimeUnit.SECONDS)) {
            if (wanted.test(map)) {
                return map;
            }
        }
        throw new AssertionError("no such state within 10 s");
    }

    private static Predicate<LeaderMap> controlledBy(int id) {
        return map -> map.state().controller().equals(OptionalInt.of(id));
    }

    private static LeaderMap drawn(Result result) {
        return (LeaderMap) ((Result.Drawing) result).picture();
    }

    @Test
    void plays_each_state_with_its_events_by_the_clock_of_the_recording() throws InterruptedException {
        Context context = run.context();
        Action.Live replay = replay("--speed", "20000");
        Clock clock = replay.clock(context);
        try (Action.Live.Feed feed = open(replay, context)) {
            LeaderMap first = await(map -> true);
            assertThat(first.name()).isEqualTo("prod");
            assertThat(first.state().via()).isEqualTo(Via.RECORDING);
            assertThat(first.point().events()).isEmpty();
            assertThat(controlledBy(1).test(first)).isTrue();

            LeaderMap second = await(controlledBy(2));
            assertThat(second.point().events()).hasSize(1);
            assertThat(second.point().at()).isEqualTo(T0.plusSeconds(10));
            assertThat(clock.instant()).isAfterOrEqualTo(T0.plusSeconds(10));

            await(controlledBy(3));
            assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo("connection lost");
            feed.refresh();
        }
        assertThat(clock.instant()).isAfterOrEqualTo(T0.plusSeconds(3600));
    }

    @Test
    void the_clock_stops_with_the_recording() throws InterruptedException {
        Context context = run.context();
        Action.Live replay = replay("--speed", "1000000");
        Clock clock = replay.clock(context);
        try (Action.Live.Feed unused = open(replay, context)) {
            await(controlledBy(3));
            while (clock.instant().isBefore(T0.plusSeconds(3610))) {
                Thread.onSpinWait();
            }
        }
        assertThat(clock.instant()).isEqualTo(T0.plusSeconds(3610));
    }

    @Test
    void begins_where_it_is_told() throws InterruptedException {
        Context context = run.context();
        Action.Live replay = replay("--from", "2026-03-01T14:02:33Z");
        Clock clock = replay.clock(context);
        try (Action.Live.Feed unused = open(replay, context)) {
            LeaderMap first = await(map -> true);

            assertThat(first.state().controller()).hasValue(2);
            assertThat(first.state().asOf()).isEqualTo(T0.plusSeconds(30));
            assertThat(first.point().events()).isEmpty();
            assertThat(clock.instant()).isBetween(T0.plusSeconds(30), T0.plusSeconds(50));
        }
    }

    @Test
    void one_state_is_that_at_the_end_or_at_the_time() {
        LeaderMap end = drawn(replay("--once").snapshot(run.context()));
        LeaderMap before = drawn(replay("--from", "30s").snapshot(run.context()));

        assertThat(end.state().controller()).hasValue(3);
        assertThat(end.state().asOf()).isEqualTo(T0.plusSeconds(3610));
        assertThat(before.state().controller()).hasValue(2);
        assertThat(before.state().asOf()).isEqualTo(T0.plusSeconds(30));
        assertThat(replay().once()).isFalse();
        assertThat(((Action.Live) TestRun.action("failover", "replay", "-")).once())
                .isTrue();
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void ages_are_those_in_the_recording() {
        Result state = replay("--once").snapshot(run.context());

        assertThat(Golden.shown(state)).contains("controller 3").contains("replay ·  0 s");
        assertThat(Golden.rendered(Format.JSON, state)).contains("\"name\":\"prod\"", "\"controller\":3");
    }

    @Test
    void a_cut_recording_is_played_to_the_cut_and_said() throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
        Context context = run.context();
        Action.Live replay = replay("--speed", "1000000");
        Clock clock = replay.clock(context);
        try (Action.Live.Feed unused = open(replay, context)) {
            await(controlledBy(3));
            assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo("connection lost");
            assertThat(failures.poll(10, TimeUnit.SECONDS)).contains("has no end line");
        }
        assertThat(clock.instant()).isAfterOrEqualTo(T0.plusSeconds(3600));
        assertThat(drawn(replay().snapshot(run.context())).state().controller()).hasValue(3);
        assertThat(run.missing()).hasSize(1).allMatch(text -> text.contains("has no end line"));
    }

    @Test
    void bad_values() {
        for (String speed : List.of("0", "-1", "NaN", "1e9")) {
            assertThatThrownBy(() -> replay("--speed", speed)).isInstanceOf(Failure.class);
        }
        assertThatThrownBy(() -> replay("--from", "noon").snapshot(run.context()))
                .hasMessage("invalid time 'noon'");
    }
}
