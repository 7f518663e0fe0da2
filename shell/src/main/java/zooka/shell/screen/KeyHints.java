package zooka.shell.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;

/**
 * The keys in the last line of a screen.
 *
 * @param shown the actions in their order from left to right
 * @param spared those that are omitted if there is not enough room, the first of them first
 * @param <K> the actions of a view
 */
public record KeyHints<K>(List<K> shown, List<K> spared) {

    private static final String GAP = "  ";

    public KeyHints {
        shown = List.copyOf(shown);
        spared = List.copyOf(spared);
    }

    /**
     * The line.
     *
     * @param hint the key of an action and what it does, {@code / filter}; empty if it does nothing at present
     */
    public Line line(int columns, Function<K, Optional<String>> hint) {
        List<K> left = new ArrayList<>(shown);
        for (K one : spared) {
            if (Width.of(text(left, hint)) <= columns) {
                break;
            }
            left.remove(one);
        }
        return new Pen(columns).put(text(left, hint), Style.DIM).line();
    }

    private String text(List<K> actions, Function<K, Optional<String>> hint) {
        List<String> hints =
                actions.stream().map(hint).flatMap(Optional::stream).toList();
        return " " + String.join(GAP, hints);
    }
}
