package zooka.shell.screen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Looks.State;

/** What takes the place of the last line of any view: the line that is typed, a question, a message. */
public final class AskingStates {

    private AskingStates() {}

    /** The states by their names, over a state of a view. */
    public static Map<String, State> over(State view) {
        Map<String, State> states = new TreeMap<>();
        states.put(
                "command",
                (look, wide) -> new Asking(view.of(look, wide), look, bottom -> {
                    bottom.ask(command("topic describe " + (wide ? "注文" : "orders")));
                }));
        states.put(
                "command-completed",
                (look, wide) -> new Asking(view.of(look, wide), look, bottom -> {
                    bottom.ask(command("topic de"));
                    bottom.press(Key.TAB);
                }));
        states.put(
                "command-long",
                (look, wide) -> new Asking(view.of(look, wide), look, bottom -> {
                    bottom.ask(command("topic create " + (wide ? "注文-" : "orders-").repeat(50) + "end"));
                    bottom.press(Key.LEFT);
                }));
        states.put(
                "save",
                (look, wide) -> new Asking(view.of(look, wide), look, bottom -> {
                    bottom.ask(new Question("save as: ", "save", wide ? "注文.txt" : "leaders.txt", any -> {}));
                }));
        states.put(
                "said",
                (look, wide) -> new Asking(view.of(look, wide), look, bottom -> {
                    bottom.say("copied " + (wide ? "注文-1" : "orders-1"), Level.DIM);
                }));
        return states;
    }

    private static Question command(String begun) {
        return new Question(
                ":", "run", begun, List.of(), any -> List.of("topic delete ", "topic describe "), any -> {});
    }

    /** A view with something in the place of its last line. */
    private static final class Asking implements Driven {
        private final Driven view;
        private final Glyphs look;
        private final BottomLine bottom = new BottomLine();
        private Size size = new Size(80, 24);

        Asking(Driven view, Glyphs look, Consumer<BottomLine> begin) {
            this.view = view;
            this.look = look;
            begin.accept(bottom);
        }

        @Override
        public Driven sized(int columns, int rows) {
            size = new Size(columns, rows);
            view.sized(columns, rows);
            return this;
        }

        @Override
        public Driven press(Key... keys) {
            List.of(keys).forEach(bottom::press);
            return this;
        }

        @Override
        public Frame frame() {
            return bottom.over(view.frame(), size, look);
        }

        @Override
        public boolean asks() {
            return false;
        }
    }
}
