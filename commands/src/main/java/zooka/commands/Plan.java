package zooka.commands;

import java.util.function.Supplier;
import zooka.commands.result.Result;

/**
 * A change that has been worked out and not yet made.
 *
 * @param summary what it would do, after "would": {@code delete 1,204 znodes (38.1 KiB) under /demo/old}
 * @param danger whether a person is asked before it is made
 * @param effect makes the change
 */
public record Plan(String summary, Danger danger, Supplier<Result> effect) {

    /** How much is lost if the change was a mistake. */
    public enum Danger {
        /** One thing, named by the user, easily put back: made at once. */
        NONE,
        /** Many things or things that nobody can put back: asked about on a terminal, {@code --yes} elsewhere. */
        LOSES_DATA
    }

    /** A change that is made without a question. */
    public static Plan of(String summary, Supplier<Result> effect) {
        return new Plan(summary, Danger.NONE, effect);
    }

    /** A change that is asked about. */
    public static Plan dangerous(String summary, Supplier<Result> effect) {
        return new Plan(summary, Danger.LOSES_DATA, effect);
    }
}
