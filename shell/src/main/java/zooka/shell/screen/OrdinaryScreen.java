package zooka.shell.screen;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.NonBlockingReader;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Escapes;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Theme;

/** The terminal as it is at the prompt, while a full-screen view has left it to a command. */
final class OrdinaryScreen {

    private static final long WAIT_MILLIS = 100;

    private final Terminal terminal;
    private final Glyphs look;

    OrdinaryScreen(Terminal terminal, Glyphs look) {
        this.terminal = terminal;
        this.look = look;
    }

    /**
     * Makes Ctrl-C end the command and Ctrl-Z stop the program.
     *
     * @return the handlers from before
     */
    Map<Signal, SignalHandler> handleSignals(Runnable interrupt) {
        Attributes ordinary = terminal.getAttributes();
        Map<Signal, SignalHandler> before = new EnumMap<>(Signal.class);
        before.put(Signal.INT, terminal.handle(Signal.INT, any -> interrupt.run()));
        before.put(Signal.TSTP, terminal.handle(Signal.TSTP, any -> suspend(ordinary)));
        before.put(Signal.CONT, terminal.handle(Signal.CONT, SignalHandler.SIG_IGN));
        before.put(Signal.WINCH, terminal.handle(Signal.WINCH, SignalHandler.SIG_IGN));
        return before;
    }

    private void suspend(Attributes ordinary) {
        Attributes now = terminal.getAttributes();
        terminal.setAttributes(ordinary);
        Suspension.stop(terminal);
        terminal.setAttributes(now);
        terminal.raise(Signal.CONT); // a question is shown again
    }

    /** Prints a dim line. */
    void print(String text) {
        terminal.writer().println(Theme.paint(Escapes.visible(text), Level.DIM, look.colour()));
        terminal.flush();
    }

    /** Waits for a key, in raw mode; what was typed before is dropped. */
    void awaitKey() {
        NonBlockingReader typed = terminal.reader();
        try {
            int dropped = typed.read(1);
            while (dropped >= 0) {
                dropped = typed.read(1);
            }
            print("press any key to return");
            KeyReader reader = new KeyReader(typed);
            Optional<Key> key = Optional.empty();
            while (key.isEmpty() && !reader.ended()) {
                key = reader.read(WAIT_MILLIS);
            }
        } catch (IOException e) {
            return; // the terminal is gone, which the view notices itself
        }
    }
}
