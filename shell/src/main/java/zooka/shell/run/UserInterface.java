package zooka.shell.run;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Safeguards;
import zooka.shell.screen.Keyboard;

/** What a person is asked and shown beside results; a script has nobody to ask. */
public interface UserInterface {

    /**
     * Whether the person, asked, confirms; only where {@link #canAsk()}.
     *
     * @param what what would be done
     */
    boolean confirms(String what, Safeguards.Question question);

    boolean canAsk();

    /**
     * Shows a live state full screen until the person leaves it.
     *
     * @return false where there is no screen for it
     */
    boolean show(Action.Live live, Context context);

    /**
     * Shows the answers to a query full screen until the person leaves them.
     *
     * @return false where there is no screen for it
     */
    boolean show(WatchRun repetition, Clock clock);

    /** The editor that the person wants, as a line of sh; it fails where there is none. */
    String editor();

    /**
     * Lends the terminal to another program until that ends; without a terminal it reads nothing and writes to stderr.
     *
     * @return its exit code
     */
    int lend(ProcessBuilder program) throws IOException, InterruptedException;

    /** What was typed without being shown; empty where nobody can be asked. */
    Optional<String> secret(String what);

    /** The keys, for a command that goes on; empty where there are none to be read, or where they are input. */
    Optional<Keyboard> keyboard();

    /** How wide the terminal is. */
    int columns();
}
