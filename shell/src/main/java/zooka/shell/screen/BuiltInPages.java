package zooka.shell.screen;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.builtins.Less;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.InfoCmp.Capability;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;

/** JLine's pager. It has the terminal until the user leaves it, with {@code q} or Ctrl-C. */
public final class BuiltInPages implements Pages {

    private static final int MOST = 1 << 20;

    /** How long the pager may take to restore the terminal after Ctrl-C. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final PageText text;
    private final Async<Boolean> reading;
    private final SignalHandler interrupt;
    private final SignalHandler stop;

    /** @param header the line that begins each page, without its newline; empty for none */
    public BuiltInPages(Terminal terminal, String header) {
        this(terminal, header, MOST);
    }

    /** @param most the limit of the text, in bytes */
    BuiltInPages(Terminal terminal, String header, int most) {
        this.terminal = terminal;
        // The last line of the screen is the pager's own.
        int page = Math.max(2, terminal.getHeight() - 1);
        this.text = new PageText(header.isEmpty() ? "" : header + "\n", page, most);
        Attributes ordinary = terminal.getAttributes();
        this.reading = Async.ask("pager", this::read);
        this.interrupt = terminal.handle(Signal.INT, signal -> reading.cancel());
        this.stop = terminal.handle(Signal.TSTP, signal -> suspend(ordinary));
    }

    private boolean read() throws IOException, InterruptedException {
        try {
            Less less = new Less(terminal, Path.of(""));
            less.veryQuiet = true;
            less.run(new ArrayList<>(List.of(text)));
            return true;
        } finally {
            text.leave();
        }
    }

    /** Stops the program, with the terminal as it was; the pager is painted anew afterwards. */
    private void suspend(Attributes ordinary) {
        Attributes now = terminal.getAttributes();
        terminal.puts(Capability.exit_ca_mode);
        terminal.puts(Capability.keypad_local);
        terminal.flush();
        terminal.setAttributes(ordinary);
        Suspension.stop(terminal);
        terminal.setAttributes(now);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.raise(Signal.WINCH);
    }

    @Override
    public OutputStream text() {
        return text;
    }

    @Override
    public void close() {
        text.close();
        try {
            boolean unused = reading.answer();
        } catch (Failure e) {
            awaitEnd(); // Ctrl-C
        } catch (IllegalStateException e) {
            awaitEnd(); // the terminal is gone
        } finally {
            terminal.handle(Signal.INT, interrupt);
            terminal.handle(Signal.TSTP, stop);
        }
    }

    private void awaitEnd() {
        boolean interrupted = Thread.interrupted();
        try {
            boolean unused = reading.endsBy(Deadline.in(PATIENCE));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
