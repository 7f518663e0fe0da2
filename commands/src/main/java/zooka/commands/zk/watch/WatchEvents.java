package zooka.commands.zk.watch;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Event;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.zk.znode.StatFields;

/** The events of a znode and of all below it, as they happen; the znode need not exist yet. */
public final class WatchEvents implements Action.Follow {

    private static final List<Column> COLUMNS = List.of(
            Column.of("time", "TIME").time(),
            Column.of("zxid", "ZXID"),
            Column.of("type", "EVENT"),
            Column.of("path", "PATH"),
            Column.of("data", "VALUE"),
            Column.jsonOnly("old"));

    private final String path;
    private final long count;

    /**
     * Events of a znode.
     *
     * @param path as it was typed
     * @param count after how many it ends
     */
    public WatchEvents(String path, long count) {
        this.path = path;
        this.count = count;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Flow follow(Context context) {
        String absolute = context.path(path);
        Znodes znodes = context.clusters().znodes();
        context.remarks().note("watching", "watching " + absolute + " and its descendants");
        return new Flow(
                COLUMNS,
                rows -> stream(znodes, new WatchedSnapshot(znodes, context.remarks(), absolute), absolute, rows),
                Shape.TABLE,
                Pace.LIVE);
    }

    private void stream(Znodes znodes, WatchedSnapshot seen, String absolute, Consumer<Row> rows) {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (Znodes.Watch watch = znodes.watch(absolute, events::add)) {
            seen.begin();
            for (long left = count; left > 0; ) {
                Event event = events.take();
                List<WatchedSnapshot.Change> changes =
                        new ArrayList<>(seen.change(event).stream().toList());
                if (event.type() == Event.Type.CONNECTED) {
                    changes.addAll(seen.compare());
                }
                for (int i = 0; i < changes.size() && left > 0; i++, left--) {
                    rows.accept(row(changes.get(i)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    private static Row row(WatchedSnapshot.Change change) {
        Event event = change.event();
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
                StatFields.data(change.after()),
                StatFields.data(change.before()));
    }
}
