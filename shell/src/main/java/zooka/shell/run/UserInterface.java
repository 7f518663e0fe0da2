package zooka.shell.run;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Safeguards;
import zooka.shell.screen.Commands;
import zooka.shell.screen.Keyboard;
import zooka.shell.screen.Pages;

/** The interaction with a user apart from results: questions, views, editor, keys. A script has nobody to ask. */
public interface UserInterface {

    /**
     * Asks the user to confirm a change; requires {@link #canAsk()}.
     *
     * @param what the change
     */
    boolean confirms(String what, Safeguards.Question question);

    boolean canAsk();

    /**
     * Shows a live state full screen until the user leaves it.
     *
     * @param commands runs what the user types in the view
     * @return false without a suitable screen
     */
    boolean show(Action.Live live, Context context, Commands commands);

    /**
     * Shows the answers to a query full screen until the user leaves.
     *
     * @param commands runs what the user types in the view
     * @return false without a suitable screen
     */
    boolean show(WatchRun repetition, Clock clock, Commands commands);

    /** The user's editor as a command line for sh; fails if there is none. */
    String editor();

    /**
     * Gives the terminal to another program until that ends; without a terminal the program has no input and writes to
     * stderr.
     *
     * @return the program's exit code
     */
    int runInTerminal(ProcessBuilder program) throws IOException, InterruptedException;

    /**
     * Runs a program for the first line of its output; it may ask the user something on the terminal.
     *
     * @return empty if the program has not ended in time
     */
    Optional<Streams.FirstLine> firstLine(ProcessBuilder program, Deadline end)
            throws IOException, InterruptedException;

    /** A secret typed without echo; empty if nobody can be asked. */
    Optional<String> secret(String what);

    /** The keyboard for a command that runs until it is stopped; empty without a terminal, or if stdin is input. */
    Optional<Keyboard> keyboard();

    /**
     * Takes the terminal back from a command that has ended, or that was cancelled and may end later.
     *
     * @param cancelled whether the user has ended it with Ctrl-C
     */
    void reclaim(boolean cancelled);

    /** The line with its last word completed, in all possible ways. */
    List<String> completed(Session session, String line);

    /** The width of the terminal. */
    int columns();

    /** The height of the terminal, in lines. */
    int rows();

    /** Whether answers that are longer than the screen go to a pager. */
    boolean hasPager();

    /**
     * Opens the pager, which has the terminal until it is closed.
     *
     * @param header the first line of the text, if it is a header; otherwise empty
     * @return empty if the pager cannot be started
     */
    Optional<Pages> pages(String header);
}
