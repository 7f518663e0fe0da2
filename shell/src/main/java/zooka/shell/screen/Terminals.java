package zooka.shell.screen;

import java.io.IOException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Opens the terminal on which the program was started. */
public final class Terminals {

    private Terminals() {}

    public static Terminal open(Map<String, String> environment) throws IOException {
        // A temporary folder that is not writable costs a few milliseconds and needs no warning.
        Logger.getLogger("org.jline").setLevel(Level.SEVERE);
        // Lines are printed as the characters they are, which can be copied, and not by a switch of the character set.
        System.setProperty("org.jline.utils.disableAlternateCharset", "true");
        TerminalBuilder builder = TerminalBuilder.builder()
                .system(true)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN);
        boolean unknown = environment.getOrDefault("TERM", "").isEmpty();
        Terminal opened = (unknown ? builder.type("xterm") : builder).build();
        if (opened.getWidth() <= 0 || opened.getHeight() <= 0) {
            opened.setSize(new Size(80, 24)); // the size that kubectl exec reports until the first resize
        }
        return opened;
    }
}
