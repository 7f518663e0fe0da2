package zooka.shell.leaders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Key;
import zooka.shell.screen.Pen;

/** The last line: the keys that work at present, or the filter while it is typed. */
final class Footer {
    /** The order of the keys from left to right. */
    private static final List<Binding> SHOWN = List.of(
            Binding.DOWN,
            Binding.OPEN,
            Binding.FILTER,
            Binding.BY_BROKER,
            Binding.BY_TOPIC,
            Binding.UNHEALTHY_ONLY,
            Binding.PAUSE,
            Binding.EARLIER,
            Binding.LATER,
            Binding.REFRESH,
            Binding.HELP,
            Binding.QUIT);

    /** The keys that are omitted first if there is not enough room. */
    private static final List<Binding> SPARED = List.of(
            Binding.REFRESH,
            Binding.LATER,
            Binding.EARLIER,
            Binding.DOWN,
            Binding.PAUSE,
            Binding.UNHEALTHY_ONLY,
            Binding.BY_BROKER,
            Binding.BY_TOPIC,
            Binding.OPEN,
            Binding.FILTER);

    private static final String GAP = "  ";

    private final LeadersModel model;
    private final int columns;

    Footer(LeadersModel model, int columns) {
        this.model = model;
        this.columns = columns;
    }

    Line line() {
        return model.place().typing() ? typing() : keys();
    }

    private Line typing() {
        Glyphs look = model.look();
        Rows rows = model.rows();
        String enter = Key.ENTER.label(look) + " keep" + GAP + "esc clear ";
        Pen pen = new Pen(columns).skip(1).put("/", Style.BOLD);
        int room = columns - 4;
        String filter = look.safe(model.place().filter());
        pen.put(Width.of(filter) <= room ? filter : look.cutName(filter, room), Style.BOLD);
        pen.put(look.cursor());
        pen.put("   " + rows.names().size() + " of " + rows.total(), Style.DIM);
        if (pen.room() > Width.of(enter)) {
            pen.skip(pen.room() - Width.of(enter)).put(enter, Style.DIM);
        }
        return pen.line();
    }

    private Line keys() {
        List<Binding> shown = new ArrayList<>(SHOWN);
        List<Binding> spared = new ArrayList<>(SPARED);
        if (model.known().paused().filter(MapState.Pause::earlier).isPresent()) {
            // Whoever goes through earlier states needs these keys most.
            spared.removeAll(List.of(Binding.EARLIER, Binding.LATER));
        }
        for (Binding less : spared) {
            if (Width.of(text(shown)) <= columns) {
                break;
            }
            shown.remove(less);
        }
        return new Pen(columns).put(text(shown), Style.DIM).line();
    }

    private String text(List<Binding> shown) {
        List<String> hints = shown.stream()
                .map(binding -> binding.hint(model))
                .flatMap(Optional::stream)
                .toList();
        return " " + String.join(GAP, hints);
    }
}
