package zooka.shell.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;

/**
 * The keys of a view: which action a key has, the last line of the screen, and the help.
 *
 * @param actions the actions in the order of the last line and of the help
 * @param spared those that the last line omits if there is not enough room, the first of them first
 * @param <M> the model of the view
 * @param <A> the actions of the view
 */
public record KeyTable<M, A extends KeyAction<M>>(List<A> actions, List<A> spared) {

    private static final String GAP = "  ";

    /** The blanks after the widest key in the help. */
    private static final int HELP_GAP = 3;

    public KeyTable {
        actions = List.copyOf(actions);
        spared = List.copyOf(spared);
    }

    /** The action of a key in a state; empty if it has none. */
    public Optional<A> of(Key key, M model, Size size) {
        return actions.stream()
                .filter(one -> one.keys().contains(key) && one.works(model, size))
                .findFirst();
    }

    /** The keys that work in a state, and what they do: {@code / filter}. */
    public Line footer(M model, Size size, Glyphs look) {
        return footer(model, size, look, size.columns());
    }

    /** The same in a part of the line. */
    public Line footer(M model, Size size, Glyphs look, int columns) {
        List<A> left = new ArrayList<>(actions.stream()
                .filter(one -> !one.word(model).isEmpty() && one.works(model, size))
                .toList());
        for (A one : spared) {
            if (Width.of(text(left, model, look)) <= columns) {
                break;
            }
            left.remove(one);
        }
        return new Pen(columns).put(text(left, model, look), Style.DIM).line();
    }

    private String text(List<A> some, M model, Glyphs look) {
        return some.stream()
                .map(one -> label(one, look) + " " + one.word(model))
                .collect(Collectors.joining(GAP, " ", ""));
    }

    /** The key of an action; that of moving down stands for both directions. */
    private String label(A action, Glyphs look) {
        Key key = action.keys().get(0);
        return key.equals(Key.DOWN) ? (look.ascii() ? "up/down" : "↑↓") : key.label(look);
    }

    /** The help: a line for each action with its keys, or for several that share it. */
    public List<Line> help(Glyphs look, int columns) {
        List<String> labels = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (A action : actions) {
            String keys = action.keys().stream().map(key -> key.label(look)).collect(Collectors.joining(" "));
            if (action.help().isEmpty()) {
                labels.set(labels.size() - 1, labels.get(labels.size() - 1) + " " + keys);
            } else {
                labels.add(keys);
                texts.add(action.help());
            }
        }
        int width = labels.stream().mapToInt(Width::of).max().orElse(0) + HELP_GAP;
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            lines.add(new Pen(columns)
                    .skip(1)
                    .put(Width.left(labels.get(i), width), Style.BOLD)
                    .put(texts.get(i))
                    .line());
        }
        return lines;
    }
}
