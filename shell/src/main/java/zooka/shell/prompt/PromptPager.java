package zooka.shell.prompt;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import zooka.shell.run.PagerChoice;
import zooka.shell.run.ProgramPages;
import zooka.shell.run.Streams;
import zooka.shell.screen.BuiltInPages;
import zooka.shell.screen.Pages;
import zooka.shell.screen.Suspension;

/** The pager at the prompt. */
final class PromptPager {

    private final PagerChoice choice;
    private final Terminal terminal;
    private final LentTerminal lent;
    private final Streams streams;

    PromptPager(Map<String, String> environment, Terminal terminal, LentTerminal lent, Streams streams) {
        this.choice = PagerChoice.of(environment);
        this.terminal = terminal;
        this.lent = lent;
        this.streams = streams;
    }

    boolean wanted() {
        return choice.kind() != PagerChoice.Kind.NONE;
    }

    /** Opens the pager; empty if it cannot be started. Ctrl-C and Ctrl-Z go to the program meanwhile. */
    Optional<Pages> open(String header) {
        if (choice.kind() == PagerChoice.Kind.BUILT_IN) {
            return Optional.of(new BuiltInPages(terminal, header));
        }
        Terminal.SignalHandler interrupt = terminal.handle(Terminal.Signal.INT, signal -> {});
        Terminal.SignalHandler stop = terminal.handle(Terminal.Signal.TSTP, signal -> Suspension.stop(terminal));
        lent.lend();
        try {
            return Optional.of(ProgramPages.start(choice.program(!header.isEmpty()), streams, () -> {
                terminal.handle(Terminal.Signal.INT, interrupt);
                terminal.handle(Terminal.Signal.TSTP, stop);
                lent.takeBack();
            }));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
