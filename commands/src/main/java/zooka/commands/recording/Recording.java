package zooka.commands.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Context;
import zooka.commands.action.Safeguards.Question;
import zooka.commands.undo.Journal.Entry;
import zooka.commands.undo.Journal.Trouble;

/**
 * Keeps what one command takes, whatever it does: the clusters of {@link #context} write through gateways that keep a znode
 * before they change it. Nothing is begun before there is something to keep.
 */
public final class Recording implements AutoCloseable {

    /** The person who decides whether to make a change that could not be undone. */
    @FunctionalInterface
    public interface Person {
        /** Without a person to ask. */
        Person NONE = (what, question) -> false;

        /**
         * Whether to continue.
         *
         * @param what what would be done
         */
        boolean goesOn(String what, Question question);
    }

    private final Context context;
    private final Context recorded;
    private final String what;
    private final Person person;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private boolean accepted;

    private Recording(Context context, Optional<String> what, Person person) {
        this.context = context;
        this.what = what.orElse("");
        this.person = person;
        this.recorded = what.isPresent() ? context.with(new RecordedClusters(context.clusters(), this)) : context;
    }

    /**
     * A recording for one command.
     *
     * @param context what the command is given but for this
     * @param what the command in words: {@code deleteall /demo/old}
     */
    public static Recording of(Context context, String what, Person person) {
        return new Recording(context, Optional.of(what), person);
    }

    /** For a command that keeps nothing. */
    public static Recording none(Context context) {
        return new Recording(context, Optional.empty(), Person.NONE);
    }

    /** What the command is given. */
    public Context context() {
        return recorded;
    }

    Znodes over(Znodes znodes, String ensemble) {
        return new RecordedZnodes(znodes, ensemble, this);
    }

    /** The record for an ensemble; begun when it is first asked for. */
    Entry entry(String ensemble) {
        return entries.computeIfAbsent(
                ensemble, one -> context.journal().begin(one, context.clock().instant(), what));
    }

    /** Warns that a znode is changed although it may not be read. */
    void unreadable(String path) {
        context.remarks().warn("undo-partial", path + " cannot be read: undo will not restore it");
    }

    /**
     * To be called before what was kept is taken.
     *
     * @return as {@link #goesOn}
     * @throws Failure {@code FAILED} if it could not be recorded, unless the person continues without
     */
    boolean checked(Entry entry) {
        entry.secure();
        return entry.trouble().map(this::goesOn).orElse(false);
    }

    /**
     * Goes on without keeping what is changed, where there is no place for it or a person says so.
     *
     * @return true
     * @throws Failure {@code FAILED} unless the person confirms
     */
    boolean goesOn(Trouble trouble) {
        if (!accepted) {
            if (trouble.nowhere()) {
                context.remarks().warn("not-undoable", "the change cannot be undone: " + trouble.why());
            } else {
                Failure refusal = new Failure(
                                Failure.Kind.FAILED, "cannot record the change for undo: " + trouble.why())
                        .hint("free space in the state directory, or use --no-undo");
                String would = "continue although undo cannot restore everything: " + trouble.why();
                if (!person.goesOn(would, new Question("", "continue", refusal))) {
                    throw refusal;
                }
            }
            accepted = true;
        }
        return true;
    }

    @Override
    public void close() {
        entries.values().forEach(Entry::close);
        entries.clear();
    }
}
