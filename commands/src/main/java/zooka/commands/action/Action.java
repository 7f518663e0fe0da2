package zooka.commands.action;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/**
 * What the words of one command line come to. The kind of an action says what running it may do, so that asking,
 * dry runs, live views and cancelling are the runner's business and no command's.
 *
 * <p>An action never prints, prompts, colours, sleeps or exits; it throws {@link Failure}. It runs on one thread, and an
 * interrupt of that thread is how it is cancelled.
 */
public sealed interface Action {

    /** Whether it may run so long that its session should survive the loss of a server, at some cost when it starts. */
    default boolean lasts() {
        return false;
    }

    /**
     * Whether the words behind its first parameter are taken as they are, options included, because they are another command's or
     * text. Its own options come before them.
     */
    default boolean takesWords() {
        return false;
    }

    /** Whether it runs other commands, and so needs the servers that these need. */
    default boolean runsCommands() {
        return false;
    }

    /**
     * Refuses values out of range and options that exclude each other. {@link Invocation#of} calls it, so that a wrong line
     * is refused in every form of running it, before a server is asked and a file is opened: it knows the words only.
     *
     * @throws Failure {@code USAGE}
     */
    default void check() {}

    /**
     * The columns of its result with its options, where the result is a table or rows that come one after the other. Those that only
     * some answers show, such as the group's name where there are several groups, are among them.
     *
     * @return empty where the result is of another kind, or where only the answer tells its columns
     */
    default List<Column> columns() {
        return List.of();
    }

    /**
     * The fields of its result with its options, where JSON has one object, or one for each of several things. Those that only some
     * answers have are among them.
     *
     * @return empty where the result is of another kind, or where only the answer tells its fields
     */
    default List<Column> fields() {
        return List.of();
    }

    /**
     * Whether its result with its options is a list: rows, or several things with these fields. Then {@code --where}, {@code --sort},
     * {@code --limit} and {@code --count} apply to it. A result without columns and fields has none of them.
     */
    default boolean isList() {
        return !columns().isEmpty() && fields().isEmpty();
    }

    <R> R match(Cases<R> cases);

    /** One case per kind, so that a new kind does not compile until the shell runs it. */
    interface Cases<R> {
        R query(Query action);

        R change(Change action);

        R edit(Edit action);

        R follow(Follow action);

        R choice(Choice action);

        R repeat(Repeat action);

        R steer(Steer action);

        R live(Live action);
    }

    /** Reads and changes nothing; may be run again at any time. */
    non-sealed interface Query extends Action {
        @Override
        default <R> R match(Cases<R> cases) {
            return cases.query(this);
        }

        Result run(Context context);

        /**
         * The live state that is watched in its place, where there is more to see than its answers: a screen of its own, or what
         * only two answers tell, such as rates.
         *
         * @param interval from one answer to the next question
         */
        default Optional<Live> live(Duration interval) {
            return Optional.empty();
        }

        /**
         * Whether its answer changes with Kafka's brokers, topics and partitions: full screen, it is asked again as soon as these
         * change, and not only after the interval.
         */
        default boolean changesWithCluster() {
            return false;
        }
    }

    /** Changes a cluster, and says what it would change before it does. */
    non-sealed interface Change extends Action {
        @Override
        default <R> R match(Cases<R> cases) {
            return cases.change(this);
        }

        Plan plan(Context context);

        /** Whether what it changes in ZooKeeper is kept, so that {@code undo} can put it back. */
        default boolean undoable() {
            return true;
        }
    }

    /** Has a text changed in an editor, which is the shell's to open, and then becomes a change like any other. */
    non-sealed interface Edit extends Action {
        @Override
        default <R> R match(Cases<R> cases) {
            return cases.edit(this);
        }

        /** Whether it reaches no cluster: that the current one may not be changed does not concern it. */
        default boolean here() {
            return false;
        }

        Draft read(Context context);
    }

    /**
     * A text to be changed by a person.
     *
     * @param name what it is the text of, such as a path
     * @param suffix what its file's name ends with, so that an editor knows the kind: {@code .json}
     * @param plan the change that a text makes, or nothing where it changes nothing; it throws {@link Failure} for one
     *     that cannot be taken
     */
    record Draft(String name, String suffix, String text, Function<String, Optional<Plan>> plan) {}

    /** Goes on until cancelled or until its own end condition holds. */
    non-sealed interface Follow extends Action {
        @Override
        default <R> R match(Cases<R> cases) {
            return cases.follow(this);
        }

        @Override
        default boolean lasts() {
            return true;
        }

        /** Whether it runs until the person ends it, unless a condition does. */
        default boolean goesOn() {
            return true;
        }

        Result follow(Context context);
    }

    /** Words that come to one kind of action or to another: {@code watch /a} follows, {@code watch ls /a} repeats. */
    non-sealed interface Choice extends Action {
        @Override
        default <R> R match(Cases<R> cases) {
            return cases.choice(this);
        }

        @Override
        default boolean takesWords() {
            return true;
        }

        /** Whether the words are another command's, whose options are not this one's. */
        boolean holdsCommand();

        /** What they come to. */
        Action chosen();
    }

    /**
     * A query that is run again and again; full screen on a terminal, one answer after the other elsewhere.
     *
     * @param command as it was typed
     * @param options what was asked for among its words
     * @param interval from one answer to the next question
     * @param count how many answers; {@link Long#MAX_VALUE} where it runs until it is ended
     */
    record Repeat(List<String> command, Query query, CommonOptions options, Duration interval, long count)
            implements Action {
        public Repeat {
            command = List.copyOf(command);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.repeat(this);
        }

        @Override
        public boolean lasts() {
            return true;
        }
    }

    /** Changes the shell itself, and nothing else. */
    non-sealed interface Steer extends Action {
        @Override
        default <R> R match(Cases<R> cases) {
            return cases.steer(this);
        }

        SessionChange steer(Context context);
    }

    /** A state that is shown full screen on a terminal and keeps itself up to date; elsewhere one result. */
    non-sealed interface Live extends Action {
        @Override
        default <R> R match(Cases<R> cases) {
            return cases.live(this);
        }

        @Override
        default boolean lasts() {
            return true;
        }

        /** Whether one result is wanted even on a terminal. */
        boolean once();

        /** What draws it, as {@link Picture#view}. */
        String view();

        Result snapshot(Context context);

        /** The clock of what is shown, which is another one for what is played. Asked once, before it is opened. */
        default Clock clock(Context context) {
            return context.clock();
        }

        /**
         * Begins to follow. Both listeners are called on the feed's own thread, one call at a time; a failure is not an end,
         * the feed keeps trying until it is closed.
         */
        Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures);

        /** What is being followed. */
        interface Feed extends AutoCloseable {
            /** Looks again now. */
            void refresh();

            /**
             * Says what a person looks at, so that what is costly is asked for that alone; later pictures tell it. Returns at
             * once.
             */
            default void focus(Focus focus) {}

            @Override
            void close();
        }

        /**
         * What a person looks at.
         *
         * @param visible the names of the rows on the screen, from the top
         * @param opened the name of what a page of its own shows
         */
        record Focus(List<String> visible, Optional<String> opened) {
            public Focus {
                visible = List.copyOf(visible);
            }

            /** Nothing, as before the first picture. */
            public static final Focus NONE = new Focus(List.of(), Optional.empty());

            /** What is opened, else what is visible. */
            public List<String> names() {
                return opened.map(List::of).orElse(visible);
            }
        }
    }
}
