package zooka.shell.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Driven;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.Looks.State;
import zooka.shell.screen.Size;

/** What {@code watch COMMAND} shows: a table that changes after two seconds. */
public final class WatchStates {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private WatchStates() {}

    /** The states by their names. */
    public static Map<String, State> all() {
        Map<String, State> states = new TreeMap<>();
        states.put("watch-asking", (look, wide) -> new Watched(look));
        states.put("watch", answered(watched -> watched));
        states.put("watch-paused", answered(watched -> watched.type("p")));
        states.put("watch-filter", answered(watched -> watched.type("/log")));
        states.put("watch-filtered", answered(watched -> watched.type("/log\n")));
        states.put("watch-failed", answered(watched -> watched.failed("connection lost")));
        states.put("watch-help", answered(watched -> watched.type("?")));
        return states;
    }

    private static State answered(UnaryOperator<Watched> then) {
        return (look, wide) -> {
            // The renderer has escaped them for ASCII.
            String logs = wide && !look.ascii() ? "ログ-a  " : "log-a   ";
            Watched watched = new Watched(look)
                    .answered("NAME    SIZE", logs + "1 B", "orders  2 B")
                    .answered("NAME    SIZE", logs + "1 B", "orders  3 B");
            return then.apply(watched);
        };
    }

    private static final class Watched implements Driven {

        private static final Set<WatchKey> ASKING =
                EnumSet.of(WatchKey.REFRESH, WatchKey.COMMAND, WatchKey.COPY, WatchKey.SAVE, WatchKey.LEAVE);

        private Size size = new Size(80, 24);
        private Instant now = NOON;
        private WatchModel model;
        private boolean asks;

        Watched(Glyphs look) {
            model = WatchView.start("ls -s /demo", Duration.ofSeconds(2), look);
        }

        Watched answered(String... lines) {
            now = now.plusSeconds(2);
            model = WatchView.answered(model, List.of(lines), size, now);
            return this;
        }

        Watched failed(String message) {
            now = now.plusSeconds(2);
            model = WatchView.failed(model, message);
            return this;
        }

        Watched type(String text) {
            text.codePoints().forEach(c -> press(c == '\n' ? Key.ENTER : Key.of(c)));
            return this;
        }

        @Override
        public Watched sized(int columns, int rows) {
            size = new Size(columns, rows);
            return this;
        }

        @Override
        public Watched press(Key... keys) {
            for (Key key : keys) {
                Optional<WatchKey> action = WatchView.action(model, key, size);
                asks = action.filter(ASKING::contains).isPresent()
                        || (action.equals(Optional.of(WatchKey.QUIT)) && !model.help());
                model = WatchView.key(model, key, size, now);
            }
            return this;
        }

        @Override
        public Frame frame() {
            return WatchView.draw(model, size, now);
        }

        @Override
        public boolean asks() {
            return asks;
        }
    }
}
