package zooka.shell.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import zooka.clients.zookeeper.ZooKeeperSession.Notice;
import zooka.commands.result.Cell;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.shell.render.Format;
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
import zooka.shell.render.Screen;

/**
 * Prints the events of the session's watches: above the prompt, or on stderr without a prompt; as text, or as a line of
 * JSON if that is the shell's format.
 */
public final class WatchNotices implements Consumer<Notice> {

    private static final List<Column> COLUMNS = List.of(
            Column.of("time", "TIME"),
            Column.of("zxid", "ZXID"),
            Column.of("type", "EVENT"),
            Column.of("path", "PATH"),
            Column.of("data", "VALUE"));

    private final boolean json;
    private volatile Consumer<String> to;
    private volatile boolean on = true;

    public WatchNotices(Streams streams, Optional<String> format) {
        this.json = format.isPresent() && Format.of(format.get()) == Format.JSON;
        this.to = line -> {
            streams.err().print(line + "\n");
            streams.err().flush();
        };
    }

    /** Sets the destination of the lines. */
    public void to(Consumer<String> place) {
        to = place;
    }

    void print(boolean wanted) {
        on = wanted;
    }

    boolean printing() {
        return on;
    }

    @Override
    public void accept(Notice notice) {
        if (on) {
            to.accept(line(notice));
        }
    }

    private String line(Notice notice) {
        Row row = Row.of(
                Cell.at(notice.event().time().truncatedTo(ChronoUnit.MILLIS)),
                notice.event().zxid() < 0
                        ? Cell.missing()
                        : Cell.text("0x" + Long.toHexString(notice.event().zxid())),
                Cell.text(notice.event().type().name().toLowerCase(Locale.ROOT)),
                Cell.text(notice.event().path()),
                Cell.optional(notice.data().map(Cell.Bytes::new)));
        Flow flow = new Flow(COLUMNS, rows -> rows.accept(row), Shape.TABLE, Pace.STREAM);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = Output.to(bytes, "the event");
        Screen screen = Screen.pipe(notice.event().time());
        Renderer.of(json ? Format.JSON : Format.PLAIN, out, out, screen).render(flow);
        out.flush();
        String line = bytes.toString(StandardCharsets.UTF_8).stripTrailing();
        return json ? line : "event: " + line.replace('\t', ' ');
    }
}
