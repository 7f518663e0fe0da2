package zooka.shell.leaders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import zooka.clients.kafka.Partition;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.BrokerState;
import zooka.commands.timeline.Snapshot;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The table with one row per partition and one column per broker: leader, in-sync follower, out of sync. */
final class BrokerTable {
    private static final int WIDEST = 6;
    private static final int EPOCH = 7;
    private static final int SINCE = 8;

    private final Glyphs look;
    private final MapState known;
    private final Snapshot state;
    private final int columns;
    private final Instant now;
    private final int nameColumns;
    private final int pitch;
    private final int shown;
    private final boolean epoch;
    private final boolean since;

    BrokerTable(Glyphs look, MapState known, Snapshot state, NameWidths widths, int columns, Instant now) {
        this.look = look;
        this.known = known;
        this.state = state;
        this.columns = columns;
        this.now = now;
        this.epoch = columns >= 60;
        this.since = columns >= 40;
        this.nameColumns = NameColumn.columns(widths.widest() + 1 + widths.digits(), columns);
        int right = (epoch ? EPOCH : 0) + (since ? SINCE : 0) + 1;
        int room = Math.max(1, columns - 1 - nameColumns - 1 - right);
        int narrowest = Math.max(
                        NameColumn.idColumns(state),
                        Integer.toString(most(state)).length())
                + 2;
        int brokers = state.brokers().size();
        this.pitch = Math.max(narrowest, Math.min(WIDEST, room / Math.max(1, brokers)));
        int fitting = room / pitch;
        // The last column that fits shows how many brokers do not.
        this.shown = fitting >= brokers ? brokers : Math.max(0, fitting - 1);
    }

    private static int most(Snapshot state) {
        return state.brokers().stream().mapToInt(BrokerState::replicas).max().orElse(0);
    }

    /** The number of lines below the heading that do not scroll. */
    static int pinned(Snapshot state) {
        return racks(state) ? 4 : 3;
    }

    private static boolean racks(Snapshot state) {
        return state.brokers().stream().anyMatch(line -> line.broker().rack().isPresent());
    }

    /** The heading, and as many of the pinned lines as there is room for. */
    List<Line> headings(int count) {
        List<Line> lines = new ArrayList<>();
        Pen pen = new Pen(columns)
                .skip(1)
                .put(Width.left("PARTITION", nameColumns), Style.DIM)
                .skip(1);
        for (BrokerState line : brokers()) {
            boolean offline = !line.broker().online();
            String id = line.broker().id() + (offline ? look.times() : "");
            // The cross is to the right of the number, so that the numbers are aligned.
            Style style = offline
                    ? Style.of(Level.BAD)
                    : line.broker().trouble().isPresent() ? Style.of(Level.WARN) : Style.BOLD;
            pen.put(Width.right(id, pitch - 1 + (offline ? 1 : 0)), style);
            pen.skip(offline ? 0 : 1);
        }
        more(pen, look.more(state.brokers().size() - shown));
        lines.add(right(pen, "EPOCH", "SINCE"));
        if (count > 1) {
            if (racks(state)) {
                lines.add(pinned("rack", line -> look.safe(line.broker().rack().orElse("-"))));
            }
            lines.add(pinned("leaders", line -> Integer.toString(line.leaders())));
            lines.add(pinned("of the mean", this::skew));
            lines.add(pinned("replicas", line -> Integer.toString(line.replicas())));
        }
        return lines.subList(0, Math.min(count, lines.size()));
    }

    /** How many times the mean of the brokers that are online one of them leads; nothing for one that is offline. */
    private String skew(BrokerState line) {
        int all = state.brokers().stream().mapToInt(BrokerState::leaders).sum();
        if (!line.broker().online() || all == 0) {
            return "-";
        }
        double times = (double) line.leaders() * state.online() / all;
        return String.format(Locale.ROOT, times < 9.95 ? "%.1f" : "%.0f", times);
    }

    private Line pinned(String title, Function<BrokerState, String> value) {
        Pen pen = new Pen(columns)
                .skip(1)
                .put(Width.left(title, nameColumns), Style.DIM)
                .skip(1);
        for (BrokerState line : brokers()) {
            Style style = line.broker().online() ? Style.DIM : Style.of(Level.BAD);
            pen.put(Width.right(look.cutName(value.apply(line), pitch - 1), pitch - 1), style)
                    .skip(1);
        }
        return pen.line();
    }

    Line row(PartitionLine line, boolean selected, DrawnRows drawn) {
        String age = Ages.since(line.partition().since(), now);
        Optional<MapState.Recent> recent = known.recent(line.name(), now);
        return recent.isPresent()
                ? row(line, selected, age, recent)
                : drawn.row(line.name(), selected, age, () -> row(line, selected, age, recent));
    }

    private Line row(PartitionLine line, boolean selected, String age, Optional<MapState.Recent> recent) {
        Pen pen = new Pen(columns);
        Partition partition = line.partition();
        Style style =
                partition.offline() ? Style.of(Level.BAD) : line.topic().topic().internal() ? Style.DIM : Style.PLAIN;
        NameColumn.put(pen, look, line.name(), nameColumns, style, selected);
        pen.skip(1);
        for (BrokerState broker : brokers()) {
            int id = broker.broker().id();
            String letter = letter(partition, id);
            boolean changed = recent.isPresent()
                    && !letter.isBlank()
                    && !recent.get()
                            .before()
                            .map(before -> letterBefore(before, id))
                            .orElse(" ")
                            .equals(letter);
            cell(pen, letter, style(line, letter), changed);
        }
        more(pen, "");
        String leaderEpoch = partition.leaderEpoch().isPresent()
                ? Integer.toString(partition.leaderEpoch().getAsInt())
                : "-";
        return right(pen, leaderEpoch, age);
    }

    /** Draws one letter below the last digit of its broker, and a star if another broker is the preferred leader. */
    private void cell(Pen pen, String letter, Style style, boolean changed) {
        boolean brackets = changed && look.brackets();
        String sign = letter.substring(1);
        pen.skip(pitch - 3).put(brackets ? "[" : " ", Style.BOLD);
        pen.put(letter.substring(0, 1), changed && !look.brackets() ? style.reversed() : style);
        pen.put(brackets ? "]" : sign.isEmpty() ? " " : sign, brackets ? Style.BOLD : style);
    }

    /**
     * The letter before the change. The brokers that were offline then are unknown, but an in-sync replica was online.
     */
    private String letterBefore(Partition partition, int id) {
        String letter = letter(partition, id);
        return letter.equals("x") && partition.isr().contains(id) ? "f" : letter;
    }

    private String letter(Partition partition, int id) {
        if (partition.leader().isPresent() && partition.leader().getAsInt() == id) {
            return Rows.silent(state, partition) ? "L?" : partition.preferredLeads() ? "L" : "L*";
        }
        if (!partition.replicas().contains(id)) {
            return " ";
        }
        if (state.offline().contains(id) || partition.offlineReplicas().contains(id)) {
            return "x";
        }
        return partition.isr().contains(id) ? "f" : "o";
    }

    private static Style style(PartitionLine line, String letter) {
        return switch (letter) {
            case "f" -> Style.DIM;
            case "o" -> Style.of(Level.WARN);
            case "x" -> Style.of(Level.BAD);
            case "L*", "L?" -> Style.of(line.level().worse(Level.WARN));
            default -> line.level() == Level.BAD ? Style.of(Level.BAD) : Style.BOLD;
        };
    }

    private List<BrokerState> brokers() {
        return state.brokers().stream().limit(shown).toList();
    }

    private void more(Pen pen, String text) {
        if (shown < state.brokers().size()) {
            pen.put(Width.right(text, pitch), Style.DIM);
        }
    }

    private Line right(Pen pen, String first, String second) {
        if (epoch) {
            pen.put(Width.right(first, EPOCH), Style.DIM);
        }
        if (since) {
            pen.put(Width.right(second, SINCE), Style.DIM);
        }
        return pen.line();
    }
}
