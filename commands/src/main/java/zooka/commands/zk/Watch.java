package zooka.commands.zk;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Pace;
import zooka.commands.result.Result.Row;
import zooka.commands.result.Result.Shape;
import zooka.commands.zk.Znodes.Event;

/** {@code watch}: the events of a znode and of all below it, as they happen. */
@Command(
        name = "watch",
        footer = {
            "",
            "It goes on until Ctrl-C. The znode need not exist yet.",
            "",
            "Examples:",
            "  watch /brokers/ids",
            "  watch -o json /demo | jq .path"
        })
public final class Watch implements Action.Follow {

    @Option(names = "-n", paramLabel = "COUNT", description = "End after so many events.")
    long count = Long.MAX_VALUE;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: where you are.")
    String path = ".";

    @Override
    public Result.Flow follow(Context context) {
        String absolute = context.path(path);
        Znodes znodes = context.clusters().znodes();
        return new Result.Flow(
                List.of(
                        Column.of("time", "TIME"),
                        Column.of("zxid", "ZXID"),
                        Column.of("type", "EVENT"),
                        Column.of("path", "PATH"),
                        Column.of("data", "VALUE")),
                rows -> stream(znodes, absolute, rows),
                Shape.TABLE,
                Pace.LIVE);
    }

    private void stream(Znodes znodes, String absolute, Consumer<Row> rows) {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (Znodes.Watch watch = znodes.watch(absolute, events::add)) {
            for (long seen = 0; seen < count; seen++) {
                Event event = events.take();
                rows.accept(row(event, value(znodes, event)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    private static Cell value(Znodes znodes, Event event) {
        if (event.type() != Event.Type.CREATED && event.type() != Event.Type.CHANGED) {
            return Cell.missing();
        }
        try {
            return StatFields.data(znodes.readAll(List.of(event.path())).get(0).flatMap(Znodes.Znode::data));
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.INTERRUPTED) {
                throw e;
            }
            return Cell.missing(); // the event is told even where the value cannot be read
        }
    }

    private static Row row(Event event, Cell value) {
        Optional<Cell> zxid = event.zxid() < 0 ? Optional.empty() : Optional.of(StatFields.hex(event.zxid()));
        Level level =
                switch (event.type()) {
                    case CREATED -> Level.GOOD;
                    case DELETED, DISCONNECTED -> Level.BAD;
                    case CHANGED, CHILDREN, CONNECTED -> Level.PLAIN;
                };
        return Row.of(
                Cell.at(event.time().truncatedTo(ChronoUnit.MILLIS)),
                Cell.optional(zxid),
                Cell.text(event.type().name().toLowerCase(Locale.ROOT), level),
                Cell.text(event.path()),
                value);
    }
}
