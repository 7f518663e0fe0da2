package zooka.commands.action;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** A change that has been worked out and not yet made. */
public final class Plan {

    /**
     * What a change would do.
     *
     * @param summary after "would": {@code delete 1,204 znodes (38 KiB): /demo/old and all below it}; may have more lines
     * @param fields the same for JSON; may be empty
     * @param payload what scripts read on stdout in place of the summary, where it has a form that can be read again
     */
    public record Preview(String summary, List<Field> fields, Optional<String> payload) {
        public Preview {
            fields = List.copyOf(fields);
        }

        public Preview(String summary, List<Field> fields) {
            this(summary, fields, Optional.empty());
        }
    }

    /**
     * What a change prints so that it can be taken back, such as the offsets from before.
     *
     * @param payload what scripts read on stdout; empty where only JSON has it
     * @param fields the same for JSON; what was done follows in the same object
     */
    public record WayBack(Optional<String> payload, List<Field> fields) {
        public WayBack {
            fields = List.copyOf(fields);
        }
    }

    private final Scope scope;
    private final boolean local;
    private final Supplier<Preview> source;
    private final Optional<String> confirmation;
    private final Supplier<Result> effect;
    private final Optional<WayBack> wayBack;
    private Optional<Preview> preview = Optional.empty();

    private Plan(
            On on,
            Supplier<Preview> source,
            Optional<String> confirmation,
            Optional<WayBack> wayBack,
            Supplier<Result> effect) {
        this.scope = on.scope;
        this.local = on.local;
        this.wayBack = wayBack;
        this.source = source;
        this.confirmation = confirmation;
        this.effect = effect;
    }

    /** Begins a plan of a change that touches these, so that what is protected among them is found. */
    public static On on(Scope scope) {
        return new On(scope, false);
    }

    /** Begins a plan of a change that touches nothing in a cluster that could be protected. */
    public static On onNothing() {
        return new On(Scope.NONE, false);
    }

    /** Begins a plan of a change that reaches no cluster: it may be made where a context is read-only, too. */
    public static On here() {
        return new On(Scope.NONE, true);
    }

    /** A plan that knows what it touches, and not yet what it does. */
    public static final class On {
        private final Scope scope;
        private final boolean local;

        private On(Scope scope, boolean local) {
            this.scope = scope;
            this.local = local;
        }

        /** A change of one named thing, made without a question. */
        public Plan change(String summary, Supplier<Result> effect) {
            return change(() -> new Preview(summary, List.of()), effect);
        }

        /**
         * A change made without a question.
         *
         * @param preview asked for only where somebody reads it, since counting may take as long as changing
         */
        public Plan change(Supplier<Preview> preview, Supplier<Result> effect) {
            return new Plan(this, preview, Optional.empty(), Optional.empty(), effect);
        }

        /**
         * A change that is made after the word has been typed, or {@code --yes} given, because a mistake would lose data.
         *
         * @param preview asked for only where somebody reads it, since counting may take as long as changing
         */
        public Plan confirmed(Supplier<Preview> preview, String word, Supplier<Result> effect) {
            return new Plan(this, preview, Optional.of(word), Optional.empty(), effect);
        }
    }

    /** The same change, made only once its way back is known to be written. */
    public Plan givingBack(WayBack back) {
        return new Plan(new On(scope, local), source, confirmation, Optional.of(back), effect);
    }

    /** What it would do. */
    public Preview preview() {
        if (preview.isEmpty()) {
            preview = Optional.of(source.get());
        }
        return preview.get();
    }

    /** What a person must type first; empty for a change that is made at once. */
    public Optional<String> confirmation() {
        return confirmation;
    }

    /** What it touches. */
    public Scope scope() {
        return scope;
    }

    /** Whether it reaches no cluster. */
    public boolean isHere() {
        return local;
    }

    /** What is written before the change is made; empty where it gives none. */
    public Optional<WayBack> wayBack() {
        return wayBack;
    }

    /** Makes the change. */
    public Result make() {
        return effect.get();
    }
}
