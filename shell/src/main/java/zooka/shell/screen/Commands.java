package zooka.shell.screen;

import java.util.List;

/**
 * The commands of the shell, for full-screen views: a line is run as at the prompt, with its plan, its questions, its
 * output and its place in the history. The view has left the screen meanwhile; {@link FullScreen} sees to that.
 */
public interface Commands {

    /** What is left to do after a line. */
    enum After {
        /** Its output has to be read. */
        READ,
        /** It was another view, which was read already. */
        RETURN,
        /** It ends the shell, and the view with it. */
        CLOSE
    }

    /** Runs a typed line and waits for its end. */
    After run(String line);

    /**
     * Runs a line that a key of the view stands for and waits for its end. Its change is shown and confirmed first, also
     * one that is made without a question when it is typed.
     */
    After propose(String line);

    /** Ends the running line, as Ctrl-C does at the prompt. Called on any thread. */
    void interrupt();

    /** The lines of this shell, the newest last. */
    List<String> history();

    /** The line with its last word completed, in all possible ways; empty if nothing is known. It waits only shortly. */
    List<String> completed(String line);
}
