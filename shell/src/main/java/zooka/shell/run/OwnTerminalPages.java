package zooka.shell.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jline.terminal.Terminal;
import zooka.shell.screen.BuiltInPages;
import zooka.shell.screen.Pages;
import zooka.shell.screen.Terminals;

/** The built-in pager for one command, on a terminal that is opened for it. */
final class OwnTerminalPages implements Pages {

    private final Terminal terminal;
    private final Pages pages;

    private OwnTerminalPages(Terminal terminal, String header) {
        this.terminal = terminal;
        this.pages = new BuiltInPages(terminal, header);
    }

    static Pages open(Map<String, String> environment, String header) throws IOException {
        return new OwnTerminalPages(Terminals.open(environment), header);
    }

    @Override
    public OutputStream text() {
        return pages.text();
    }

    @Override
    public void close() {
        try {
            pages.close();
        } finally {
            try {
                terminal.close();
            } catch (IOException e) {
                // The terminal is gone.
            }
        }
    }
}
