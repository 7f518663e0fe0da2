package zooka.commands.failover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.leaders.Leaders;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Durations;
import zooka.commands.text.Timestamps;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.file.RecordingReader;

/** {@code failover replay}: plays a recording on the leader map. */
@Command(
        name = "failover replay",
        footer = {
            "",
            "The map has the keys of leaders: p pauses, [ and ] lead to the state before and after a change. Times and ages are",
            "those of the recording. Without a terminal, with --once or from stdin, the state at the end is printed, or the",
            "state at --from.",
            "",
            "Examples:",
            "  failover replay kill.jsonl",
            "  failover replay kill.jsonl --speed 10 --from 30s",
            "  failover replay kill.jsonl --once --from 2026-03-01T14:02:13Z",
            "  failover replay kill.jsonl --once -o 'jsonpath={.partitions[*].leader}'"
        })
public final class FailoverReplay implements Action.Live {

    private static final double FASTEST = 1_000_000;

    @Option(names = "--once", description = "Print one state, also on a terminal.")
    boolean once;

    @Option(
            names = "--speed",
            paramLabel = "NUMBER",
            description = "Seconds of the recording in one second, such as 10 or 0.5. Default: 1.")
    @Completes(Candidates.FREE_TEXT)
    double speed = 1;

    @Option(
            names = "--from",
            paramLabel = "TIME|OFFSET",
            description = "Start at a time (RFC 3339), or at a time since the beginning, such as 30s.")
    @Completes(Candidates.FREE_TEXT)
    String from;

    @Parameters(paramLabel = "FILE", description = "A recording, also compressed with gzip; - for stdin.")
    @Completes(Candidates.FILE)
    String file;

    /** The recording that is played, opened before its clock is asked for. */
    private Optional<Opening> opening = Optional.empty();

    /** What the reader remarks while the recording is opened or played goes where the map shows it. */
    private final AtomicReference<Consumer<String>> remarks = new AtomicReference<>(text -> {});

    private record Opening(RecordingReader recording, Instant start, PlaybackClock clock) {}

    @Override
    public void check() {
        if (!(speed > 0 && speed <= FASTEST)) {
            throw Failure.usage("--speed must be greater than zero and at most 1000000");
        }
    }

    @Override
    public boolean once() {
        return once || file.equals("-");
    }

    @Override
    public String view() {
        return LeaderMap.VIEW;
    }

    private Instant start(RecordingReader recording, Context context) {
        Instant begin = recording.first().asOf();
        if (from == null) {
            return begin;
        }
        try {
            Duration offset = new Durations().convert(from.startsWith("+") ? from.substring(1) : from);
            return begin.plus(offset);
        } catch (TypeConversionException e) {
            return Timestamps.of(from, context.clock());
        }
    }

    /** Keeps the last state until a time. */
    private static final class StateAt implements RecordingReader.Listener {
        private final Instant until;
        private Snapshot state;
        private Instant last;

        private StateAt(Snapshot first, Instant until) {
            this.until = until;
            this.state = first;
            this.last = first.asOf();
        }

        private Snapshot state() {
            Instant at = last.isBefore(until) ? last : until;
            return state.edit(at).asOf(at).done().state();
        }

        @Override
        public void point(Point point) {
            if (!point.at().isAfter(until)) {
                state = point.state();
            }
            last = point.at();
        }

        @Override
        public void end(Instant at) {
            last = at;
        }
    }

    @Override
    public List<Column> fields() {
        return Leaders.FIELDS;
    }

    @Override
    public Result snapshot(Context context) {
        try (RecordingReader recording = RecordingReader.open(
                file, context.stdin(), what -> context.remarks().warn("recording-damaged", what))) {
            Instant until = from == null ? Instant.MAX : start(recording, context);
            StateAt stateAt = new StateAt(recording.first(), until);
            boolean unused = recording.read(stateAt);
            Snapshot state = stateAt.state();
            LeaderMap map = new LeaderMap(recording.cluster(), new Point(state, List.of()));
            return new Result.Drawing(
                    map, () -> Leaders.fields(map.name(), state.state(), state.ensemble(), state.voters()));
        }
    }

    private synchronized Opening opening(Context context) {
        if (opening.isEmpty()) {
            RecordingReader recording = RecordingReader.open(
                    file, context.stdin(), text -> remarks.get().accept(text));
            Instant start = start(recording, context);
            opening = Optional.of(new Opening(recording, start, new PlaybackClock(context.clock(), start, speed)));
        }
        return opening.get();
    }

    @Override
    public Clock clock(Context context) {
        return opening(context).clock();
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        Opening opened = opening(context);
        remarks.set(text -> failures.accept(new Failure(Failure.Kind.FAILED, text)));
        Playback playback = new Playback(opened.recording(), opened.start(), opened.clock(), states::accept, failures);
        playback.play();
        return playback;
    }
}
