package zooka.shell.screen;

import java.util.List;

/**
 * What a key of a view does: the one source of key handling, of the keys in the last line and of the help.
 *
 * @param <M> the model of the view
 */
public interface KeyAction<M> {

    /** The keys; the last line names the first. */
    List<Key> keys();

    /** What it does, for the help; empty if the action before it says it of both. */
    String help();

    /** Whether it does something in a state, on a screen of a size. A key without such an action is ignored. */
    boolean works(M model, Size size);

    /** What it does in a state, in a word or two for the last line; empty if only the help names it. */
    String word(M model);
}
