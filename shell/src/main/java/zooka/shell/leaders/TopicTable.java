package zooka.shell.leaders;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import zooka.clients.kafka.Partition;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.TopicState;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The table with one row per topic: the leader of each partition, the number of in-sync replicas, and since when. */
final class TopicTable {
    private static final int IN_SYNC = 7;
    private static final int SINCE = 6;

    private final Glyphs look;
    private final MapState known;
    private final Snapshot state;
    private final int columns;
    private final Instant now;
    private final Set<String> marked;
    private final int nameColumns;
    private final int markColumns;
    private final boolean inSync;
    private final boolean since;
    private final int cellsStart;
    private final int cellsColumns;

    TopicTable(Glyphs look, MapState known, Snapshot state, NameWidths widths, int columns, Instant now) {
        this.look = look;
        this.known = known;
        this.state = state;
        this.columns = columns;
        this.now = now;
        this.marked = known.markedTopics(now);
        this.nameColumns = NameColumn.columns(widths.widest(), columns);
        this.markColumns = NameColumn.idColumns(state) + look.signColumns();
        this.inSync = columns >= 60;
        this.since = columns >= 40;
        this.cellsStart = 1 + nameColumns + 2;
        int right = (inSync ? 2 + IN_SYNC : 0) + (since ? 2 + SINCE : 0) + 1;
        this.cellsColumns = Math.max(1, columns - cellsStart - right);
    }

    Line heading() {
        Pen pen = new Pen(columns).skip(1).put("TOPIC", Style.DIM).at(cellsStart);
        String title = "LEADER OF EACH PARTITION";
        pen.put(Width.of(title) <= cellsColumns ? title : look.cut("LEADERS", cellsColumns), Style.DIM);
        return right(pen, "IN SYNC", "SINCE", Style.DIM);
    }

    Line row(TopicState line, boolean selected, DrawnRows drawn) {
        String age = Ages.since(line.since(), now);
        return marked.contains(line.topic().name())
                ? row(line, selected, age)
                : drawn.row(line.topic().name(), selected, age, () -> row(line, selected, age));
    }

    private Line row(TopicState line, boolean selected, String age) {
        Pen pen = new Pen(columns);
        Style style = line.topic().internal() ? Style.DIM : Style.PLAIN;
        NameColumn.put(pen, look, line.topic().name(), nameColumns, style, selected);
        // The blank before the first mark is reserved for its bracket.
        pen.skip(cellsStart - 1 - pen.column());
        cells(pen, line);
        Style health = line.inSync() < line.replicas() ? Style.of(line.level()) : Style.DIM;
        return right(pen, line.inSync() + "/" + line.replicas(), age, health);
    }

    private Line right(Pen pen, String first, String second, Style firstStyle) {
        pen.skip(cellsStart + cellsColumns - pen.column());
        if (inSync) {
            pen.skip(2).put(Width.right(first, IN_SYNC), firstStyle);
        }
        if (since) {
            pen.skip(2).put(Width.right(second, SINCE), Style.DIM);
        }
        return pen.line();
    }

    private void cells(Pen pen, TopicState line) {
        List<Partition> partitions = line.topic().partitions();
        int pitch = markColumns + 1;
        int shown = partitions.size();
        if (shown * pitch > cellsColumns + 1) {
            shown = Math.max(0, (cellsColumns - 1 - Width.of(look.more(partitions.size()))) / pitch);
        }
        for (int i = 0; i < shown; i++) {
            cell(pen, line, i, i + 1 < shown);
        }
        if (shown < partitions.size()) {
            pen.skip(cellsStart - 1 + shown * pitch - pen.column());
            more(pen, line, partitions.subList(shown, partitions.size()));
        }
    }

    /** Draws a mark in its cell; with brackets instead of colour, one pair encloses all adjacent changes. */
    private void cell(Pen pen, TopicState line, int index, boolean another) {
        List<Partition> partitions = line.topic().partitions();
        Partition partition = partitions.get(index);
        boolean changed = changed(partition);
        boolean brackets = changed && look.brackets();
        // The closing bracket of the previous cell may have taken the blank.
        int start = cellsStart - 1 + index * (markColumns + 1);
        pen.skip(start - pen.column());
        if (pen.column() == start) {
            boolean opens = brackets && (index == 0 || !changed(partitions.get(index - 1)));
            pen.put(opens ? "[" : " ");
        }
        Style style = Style.of(level(line, partition));
        pen.put(
                look.mark(line.topic(), partition, Rows.silent(state, partition)),
                changed && !brackets ? style.reversed() : style);
        if (brackets && !(another && changed(partitions.get(index + 1)))) {
            pen.put("]");
        }
    }

    /** Counts the marks without room, in the style of the worst one. */
    private void more(Pen pen, TopicState line, List<Partition> hidden) {
        Level worst = Level.PLAIN;
        boolean changed = false;
        for (Partition partition : hidden) {
            worst = worst.worse(level(line, partition));
            changed |= changed(partition);
        }
        Style style = worst == Level.PLAIN ? Style.DIM : Style.of(worst);
        pen.skip(1).put(look.more(hidden.size()), changed && !look.brackets() ? style.reversed() : style);
    }

    private Level level(TopicState line, Partition partition) {
        Level level = PartitionTable.level(line.topic(), partition);
        return Rows.silent(state, partition) ? level.worse(Level.WARN) : level;
    }

    private boolean changed(Partition partition) {
        return marked.contains(partition.topic())
                && known.recent(partition.name(), now).isPresent();
    }
}
