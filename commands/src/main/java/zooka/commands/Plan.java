package zooka.commands;

import java.util.Optional;
import java.util.function.Supplier;
import zooka.commands.result.Result;

/**
 * A change that has been worked out and not yet made.
 *
 * @param summary what it would do, after "would": {@code delete 1,204 znodes: /demo/old and all below it}
 * @param confirmation what a person must type first, where a mistake would lose data; empty for a change that names one
 *     thing and is made at once
 * @param effect makes the change
 */
public record Plan(String summary, Optional<String> confirmation, Supplier<Result> effect) {

    /** A change that is made without a question. */
    public static Plan of(String summary, Supplier<Result> effect) {
        return new Plan(summary, Optional.empty(), effect);
    }

    /** A change that is made after the word has been typed, or {@code --yes} given. */
    public static Plan confirmed(String summary, String word, Supplier<Result> effect) {
        return new Plan(summary, Optional.of(word), effect);
    }
}
