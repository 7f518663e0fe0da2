package zooka.shell.leaders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.Snapshot;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The table of one topic, with all details of its partitions. */
final class DetailTable {
    private final Glyphs look;
    private final MapState known;
    private final Snapshot state;
    private final Topic topic;
    private final int columns;
    private final Instant now;
    private final int replicaColumns;

    DetailTable(Glyphs look, MapState known, Snapshot state, Topic topic, int columns, Instant now) {
        this.look = look;
        this.known = known;
        this.state = state;
        this.topic = topic;
        this.columns = columns;
        this.now = now;
        int widest = topic.partitions().stream()
                .mapToInt(partition -> ClusterDiff.ids(partition.replicas()).length())
                .max()
                .orElse(0);
        // The rest of the width after the other columns.
        this.replicaColumns = Math.max(8, Math.min(widest, (columns - 58) / 2));
    }

    List<Line> headings(int count) {
        List<Line> lines = new ArrayList<>();
        if (count > 1) {
            lines.add(title());
        }
        Pen pen = new Pen(columns).skip(1).put("PARTITION  LEADER  EPOCH  ", Style.DIM);
        pen.put(Width.left("REPLICAS", replicaColumns) + "  ", Style.DIM);
        pen.put(Width.left("IN SYNC", replicaColumns) + "  ", Style.DIM);
        lines.add(pen.put("OUT OF SYNC  PREFERRED   SINCE", Style.DIM).line());
        return lines;
    }

    private Line title() {
        Pen pen = new Pen(columns).skip(1);
        String end = "   " + ClusterDiff.partitions(topic.partitions().size()) + " " + look.times() + " "
                + topic.replication()
                + (topic.minInSync().isPresent()
                        ? "   min in sync " + topic.minInSync().getAsInt()
                        : "")
                + (topic.internal() ? "   internal" : "");
        pen.put(look.cutName(look.safe(topic.name()), Math.max(10, pen.room() - Width.of(end))), Style.BOLD);
        pen.put(end);
        topic.id()
                .map(look::safe)
                .filter(id -> pen.room() > Width.of(id) + 6)
                .ifPresent(id -> pen.put("   id " + id, Style.DIM));
        return pen.line();
    }

    Line row(Partition partition, boolean selected) {
        Pen pen = new Pen(columns);
        String number = Width.right(Integer.toString(partition.partition()), 9);
        pen.put(selected ? look.bar() : " ", Style.BOLD);
        pen.put(number, selected ? Style.PLAIN.reversed() : Style.PLAIN);
        Optional<MapState.Recent> recent = known.recent(partition.name(), now);
        boolean leaderChanged = recent.isPresent()
                && recent.get()
                        .before()
                        .map(before -> !before.leader().equals(partition.leader()))
                        .orElse(true);
        boolean inSyncChanged = recent.isPresent()
                && recent.get()
                        .before()
                        .map(before -> new Change.OfPartition(before, partition).inSyncChanged())
                        .orElse(true);
        leader(pen, partition, leaderChanged);
        String epoch = partition.leaderEpoch().isPresent()
                ? Integer.toString(partition.leaderEpoch().getAsInt())
                : "-";
        pen.put(Width.right(epoch, 5), Style.DIM).skip(2);
        pen.put(list(ClusterDiff.ids(partition.replicas())), Style.DIM).skip(1);
        Level level =
                topic.underMinInSync(partition) ? Level.BAD : partition.underReplicated() ? Level.WARN : Level.DIM;
        inSync(pen, partition, Style.of(level), inSyncChanged);
        pen.put(Width.left(look.cut(outOfSync(partition), 11), 11), Style.of(level))
                .skip(2);
        String preferred = partition.preferred().isPresent()
                ? Integer.toString(partition.preferred().getAsInt())
                : "-";
        Style preference = partition.preferredLeads() ? Style.DIM : Style.of(Level.WARN);
        pen.put(Width.right(preferred, 9), preference).skip(1);
        return pen.put(Width.right(Ages.since(partition.since(), now), 7), Style.DIM)
                .line();
    }

    /** Draws the leader's id aligned with the end of the heading, and the sign of its state after it. */
    private void leader(Pen pen, Partition partition, boolean changed) {
        boolean silent = Rows.silent(state, partition);
        String mark = look.mark(topic, partition, silent);
        String id =
                partition.offline() ? mark : Integer.toString(partition.leader().getAsInt());
        String sign = mark.substring(id.length());
        Level level = PartitionTable.level(topic, partition);
        Style style = Style.of(silent ? level.worse(Level.WARN) : level);
        boolean brackets = changed && look.brackets();
        pen.skip(2 + 6 - 1 - Width.of(id)).put(brackets ? "[" : " ", Style.BOLD);
        pen.put(id + sign, changed && !brackets ? style.reversed() : style);
        pen.put(brackets ? "]" : "", Style.BOLD);
        pen.skip(2 - Width.of(sign) - (brackets ? 1 : 0));
    }

    private void inSync(Pen pen, Partition partition, Style style, boolean changed) {
        String ids = look.cut(ClusterDiff.ids(partition.isr()), replicaColumns);
        boolean brackets = changed && look.brackets();
        pen.put(brackets ? "[" : " ", Style.BOLD);
        pen.put(ids, changed && !brackets ? style.reversed() : style);
        pen.put(brackets ? "]" : " ", Style.BOLD);
        pen.skip(replicaColumns - Width.of(ids) + 1);
    }

    /** The replicas out of sync; those on offline brokers with a cross. */
    private String outOfSync(Partition partition) {
        return partition.replicas().stream()
                .filter(id -> !partition.isr().contains(id))
                .map(id -> id + (state.offline().contains(id) ? look.times() : ""))
                .collect(Collectors.joining(" "));
    }

    private String list(String ids) {
        return Width.left(look.cut(ids, replicaColumns), replicaColumns);
    }
}
