package zooka.shell.prompt;

import java.time.Duration;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import zooka.clients.net.Deadline;

/**
 * The terminal's modes while another program has the terminal. They are restored once: by the command when the program
 * has ended, or by the prompt if Ctrl-C ended the command and the program does not end. What comes later changes
 * nothing, since the line editor has modes of its own.
 */
final class LentTerminal {

    /** A program that was asked to end may restore the terminal itself, as a question for a password does. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Terminal terminal;
    private Optional<Attributes> before = Optional.empty();

    LentTerminal(Terminal terminal) {
        this.terminal = terminal;
    }

    synchronized void lend() {
        before = Optional.of(terminal.getAttributes());
        terminal.flush();
    }

    /** Whether another program has the terminal. */
    synchronized boolean lent() {
        return before.isPresent();
    }

    /** Restores the modes, unless that was done. */
    synchronized void takeBack() {
        if (before.isPresent()) {
            terminal.setAttributes(before.get());
            before = Optional.empty();
            notifyAll();
        }
    }

    /** Waits a moment for the program's end, and restores the modes in any case. */
    synchronized void reclaim() {
        Deadline end = Deadline.in(PATIENCE);
        try {
            while (before.isPresent() && end.millis() > 0) {
                wait(end.millis());
            }
        } catch (InterruptedException e) {
            // Another Ctrl-C: the wait is over.
        }
        takeBack();
    }
}
