package zooka.shell.leaders;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.commands.timeline.Snapshot;
import zooka.shell.leaders.ViewState.Arrangement;
import zooka.shell.screen.Frame.Line;

/**
 * The rows of the last frame. Once a second a frame is drawn for the ages alone, and most ages are minutes or hours: a row
 * is drawn again only if its age reads otherwise or its selection changed, or with another state or width. Frames are the
 * same with it and without.
 */
final class DrawnRows {

    /** What all rows were drawn from. */
    private record Basis(Snapshot state, NameWidths widths, int columns, Arrangement arrangement) {

        // Comparing two states costs more than drawing the rows.
        @SuppressWarnings("ReferenceEquality")
        boolean is(Basis other) {
            return state == other.state
                    && widths == other.widths
                    && columns == other.columns
                    && arrangement == other.arrangement;
        }
    }

    private record Row(boolean selected, String since, Line line) {}

    private Optional<Basis> basis = Optional.empty();
    private Map<String, Row> last = Map.of();
    private Map<String, Row> rows = new HashMap<>();

    /** Begins a frame. */
    void begin(Snapshot state, NameWidths widths, int columns, Arrangement arrangement) {
        Basis next = new Basis(state, widths, columns, arrangement);
        last = basis.filter(next::is).isPresent() ? rows : Map.of();
        rows = new HashMap<>();
        basis = Optional.of(next);
    }

    /**
     * A row without a mark of a change.
     *
     * @param name the topic or the partition
     * @param since the age that it shows
     * @param drawing draws it
     */
    Line row(String name, boolean selected, String since, Supplier<Line> drawing) {
        Row before = last.get(name);
        Row row = before != null
                        && before.selected() == selected
                        && before.since().equals(since)
                ? before
                : new Row(selected, since, drawing.get());
        rows.put(name, row);
        return row.line();
    }
}
