package zooka.commands.failover;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.EndedBySignal;
import zooka.commands.result.Cell;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.text.Durations;
import zooka.commands.timeline.LogEntries;
import zooka.commands.timeline.LogEntry;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.file.RecordingWriter;

/** {@code failover record}: writes what happens to a cluster as JSON lines. */
@Command(
        name = "failover record",
        footer = {
            "",
            "Records brokers, controller, leaders, in-sync replicas, topics and ZooKeeper servers: first the whole state,",
            "then a line of JSON for each change, with the server's time (happened) and the time at which it was noticed",
            "(seen). Without --out the recording goes to stdout. With --out it goes to the file, and the changes are shown.",
            "If Kafka uses ZooKeeper, changes are seen immediately, by watches; otherwise the brokers are polled every",
            "--interval. The exit code is 1 if the cluster is not healthy when --timeout ends the recording.",
            "",
            "Examples:",
            "  failover record --out kill.jsonl",
            "  failover record --out kill.jsonl --until healthy --timeout 10m",
            "  failover record | grep '\"event\":\"controller\"'",
            "  failover record --until healthy > kill.jsonl"
        })
public final class FailoverRecord implements Action.Follow {

    /** How long the end line may take when a signal ends the process. */
    private static final Duration OWN_END = Duration.ofSeconds(2);

    /** What a recording may wait for. */
    enum Until {
        /** Healthy again, after it was not, for a second. */
        HEALTHY
    }

    @Option(names = "--out", paramLabel = "FILE", description = "Write the recording to a new file.")
    @Completes(Candidates.FILE)
    String out;

    @Option(names = "--force", description = "Overwrite the file of --out.")
    boolean force;

    @Option(
            names = "--until",
            paramLabel = "STATE",
            description = "healthy: stop when the cluster is healthy again, after it was not.")
    Until until;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Stop after this time.")
    @Completes(Candidates.FREE_TEXT)
    Duration timeout;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How often the brokers are polled. Default: 1s.")
    @Completes(Candidates.FREE_TEXT)
    Duration interval = Duration.ofSeconds(1);

    @Override
    public void check() {
        Durations.requirePositive("--interval", interval);
        Durations.requirePositive("--timeout", timeout);
        if (force && out == null) {
            throw Failure.usage("--force requires --out");
        }
    }

    @Override
    public Result follow(Context context) {
        if (out == null) {
            return new Result.Document(stream -> record(context, stream, any -> {}));
        }
        OutputStream file = open();
        context.remarks().note("recording", "recording to " + out);
        return new Flow(
                List.of(
                        Column.of("time", "TIME").time(),
                        Column.of("event", "EVENT"),
                        Column.jsonOnly("count").number()),
                rows -> recordToFile(context, file, rows),
                Shape.TABLE,
                Pace.LIVE);
    }

    /** Creates the file; not by a channel, which an interrupt would close before the end line is written. */
    private OutputStream open() {
        Path path = TextFile.path(out);
        try {
            if (!force && (!Files.exists(path) || Files.isRegularFile(path))) {
                Files.createFile(path);
            }
            return new FileOutputStream(path.toFile());
        } catch (FileAlreadyExistsException e) {
            throw Failure.conflict(out + " already exists")
                    .hint("use --force to overwrite it")
                    .cause(e);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Failure unwritable(IOException e) {
        String reason = e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : e instanceof FileSystemException ? e.getClass().getSimpleName() : String.valueOf(e.getMessage());
        return new Failure(Failure.Kind.FAILED, "cannot write " + out + ": " + reason).cause(e);
    }

    private void record(Context context, OutputStream stream, Consumer<Point> shown) throws IOException {
        String cluster = context.clusters().profile().name();
        try (EndedBySignal unused = new EndedBySignal(OWN_END, () -> {})) {
            new Recorder(context, new RecordingWriter(stream, cluster), shown)
                    .record(interval, Optional.ofNullable(timeout), until != null);
        }
    }

    private void recordToFile(Context context, OutputStream file, Consumer<Row> rows) {
        try (file) {
            record(context, file, point -> show(point, rows));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static void show(Point point, Consumer<Row> rows) {
        for (LogEntry entry : LogEntries.of(point)) {
            rows.accept(Row.of(
                    Cell.at(point.at().truncatedTo(ChronoUnit.MILLIS)),
                    Cell.text(entry.text("→"), entry.level()),
                    Cell.count(entry.count())));
        }
    }
}
