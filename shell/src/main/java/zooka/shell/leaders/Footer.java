package zooka.shell.leaders;

import java.util.ArrayList;
import java.util.List;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.KeyHints;

/** The last line: the keys that work at present, or the filter while it is typed. */
final class Footer {

    /** The order of the keys from left to right. */
    private static final List<Binding> SHOWN = List.of(
            Binding.DOWN,
            Binding.OPEN,
            Binding.FILTER,
            Binding.BY_BROKER,
            Binding.BY_TOPIC,
            Binding.NEXT_SHEET,
            Binding.NODES,
            Binding.UNHEALTHY_ONLY,
            Binding.LATELY_ONLY,
            Binding.SORT,
            Binding.PAUSE,
            Binding.EARLIER,
            Binding.LATER,
            Binding.ELECT,
            Binding.COMMAND,
            Binding.REFRESH,
            Binding.HELP,
            Binding.QUIT);

    /** The keys that are omitted first if there is not enough room. */
    private static final List<Binding> SPARED = List.of(
            Binding.REFRESH,
            Binding.COMMAND,
            Binding.LATELY_ONLY,
            Binding.SORT,
            Binding.NODES,
            Binding.ELECT,
            Binding.LATER,
            Binding.EARLIER,
            Binding.DOWN,
            Binding.PAUSE,
            Binding.UNHEALTHY_ONLY,
            Binding.BY_BROKER,
            Binding.BY_TOPIC,
            Binding.OPEN,
            Binding.FILTER);

    private final LeadersModel model;
    private final int columns;

    Footer(LeadersModel model, int columns) {
        this.model = model;
        this.columns = columns;
    }

    Line line() {
        Rows rows = model.rows();
        return model.place().typing()
                ? model.place()
                        .filtering()
                        .footer(model.look(), columns, rows.names().size(), rows.total())
                : keys();
    }

    private Line keys() {
        List<Binding> spared = new ArrayList<>(SPARED);
        if (model.known().paused().filter(MapState.Pause::earlier).isPresent()) {
            // Whoever goes through earlier states needs these keys most.
            spared.removeAll(List.of(Binding.EARLIER, Binding.LATER));
        }
        return new KeyHints<>(SHOWN, spared).line(columns, binding -> binding.hint(model));
    }
}
