package zooka.commands;

import java.util.ArrayList;
import java.util.Collection;
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

    private final Supplier<Preview> source;
    private final Optional<String> confirmation;
    private final List<String> touched;
    private final List<String> topics;
    private final boolean local;
    private final Supplier<Result> effect;
    private Optional<Preview> preview = Optional.empty();

    private Plan(
            Supplier<Preview> source,
            Optional<String> confirmation,
            List<String> touched,
            List<String> topics,
            boolean local,
            Supplier<Result> effect) {
        this.source = source;
        this.confirmation = confirmation;
        this.touched = List.copyOf(touched);
        this.topics = List.copyOf(topics);
        this.local = local;
        this.effect = effect;
    }

    private Plan(Supplier<Preview> source, Optional<String> confirmation, Supplier<Result> effect) {
        this(source, confirmation, List.of(), List.of(), false, effect);
    }

    /** A change of one named thing, that is made without a question. */
    public static Plan of(String summary, Supplier<Result> effect) {
        return new Plan(() -> new Preview(summary, List.of()), Optional.empty(), effect);
    }

    /**
     * The same.
     *
     * @param preview asked for only where somebody is to read it, since counting may take as long as changing
     */
    public static Plan of(Supplier<Preview> preview, Supplier<Result> effect) {
        return new Plan(preview, Optional.empty(), effect);
    }

    /** A change that is made after the word has been typed, or {@code --yes} given, because a mistake would lose data. */
    public static Plan confirmed(String summary, String word, Supplier<Result> effect) {
        return confirmed(() -> new Preview(summary, List.of()), word, effect);
    }

    /**
     * The same.
     *
     * @param preview asked for only where somebody is to read it, since counting may take as long as changing
     */
    public static Plan confirmed(Supplier<Preview> preview, String word, Supplier<Result> effect) {
        return new Plan(preview, Optional.of(word), effect);
    }

    /** The same change, known to change this znode, or with a path that ends with a slash all below it. */
    public Plan touching(String path) {
        List<String> more = new ArrayList<>(touched);
        more.add(path);
        return new Plan(source, confirmation, more, topics, local, effect);
    }

    /** The same change, known to change these topics, or what is in them. */
    public Plan touchingTopics(Collection<String> names) {
        List<String> more = new ArrayList<>(topics);
        more.addAll(names);
        return new Plan(source, confirmation, touched, more, local, effect);
    }

    /** The same change, known to reach no cluster: that the one at hand may not be changed does not concern it. */
    public Plan here() {
        return new Plan(source, confirmation, touched, topics, true, effect);
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

    /** The znodes that it changes, as far as they may be protected; those with a slash at the end with all below them. */
    public List<String> touched() {
        return touched;
    }

    /** The topics that it changes, as far as they may be protected. */
    public List<String> topics() {
        return topics;
    }

    /** Whether it reaches no cluster. */
    public boolean isHere() {
        return local;
    }

    /** Makes the change. */
    public Result make() {
        return effect.get();
    }
}
