package zooka.commands;

import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import zooka.commands.config.Contexts;
import zooka.commands.undo.Journal;
import zooka.commands.zk.client.Znodes;

/**
 * What a command is given to work with.
 *
 * @param clusters the connections, each made when it is first asked for
 * @param place the absolute znode path where the shell is
 * @param clock what time it is
 * @param stdin what {@code -} stands for where a value is wanted
 * @param remarks where a command says what its result does not hold
 * @param journal where what changes take is kept, for {@code undo}
 * @param secrets where a command asks for a password
 * @param contexts the clusters that have names, and what this one's settings are
 */
public record Context(
        Clusters clusters,
        String place,
        Clock clock,
        InputStream stdin,
        Remarks remarks,
        Journal journal,
        Secrets secrets,
        Contexts contexts) {

    /** Where no cluster has a name. */
    public Context(
            Clusters clusters,
            String place,
            Clock clock,
            InputStream stdin,
            Remarks remarks,
            Journal journal,
            Secrets secrets) {
        this(clusters, place, clock, stdin, remarks, journal, secrets, Contexts.NONE);
    }

    /** Where a password is asked for that was not given. */
    @FunctionalInterface
    public interface Secrets {
        /** Nobody is there to be asked. */
        Secrets NONE = what -> Optional.empty();

        /** What was typed without being shown; empty where nobody can be asked. */
        Optional<String> ask(String what);
    }

    /** What goes with a result without being part of it; the runner puts it on stderr. */
    public interface Remarks {
        /** Part of the answer is missing, and why: {@code broker 2: timed out}. The exit code becomes 7. */
        void incomplete(String what);

        /** Something that was asked for was found to be wrong: a check's result. The exit code becomes 1. */
        void fault(String what);

        /** The answer to what was asked is no: two trees differ, nothing was found. The exit code becomes 1. */
        void no();

        /** A line that helps a person to read the result; shown on a terminal only. */
        void note(String text);

        /** Whether a note would be shown; one that costs a request or a class is made only then. */
        default boolean noted() {
            return true;
        }

        /** Something to know about what was done or seen, such as that it cannot be undone; the exit code does not change. */
        void warn(String text);

        /** How far a long command has come; shown on a terminal only, and only while it lasts. */
        default void progress(String text) {}
    }

    /** The same, with another place for what is said beside results. */
    public Context with(Remarks others) {
        return new Context(clusters, place, clock, stdin, others, journal, secrets, contexts);
    }

    /** The same, with other connections. */
    public Context with(Clusters others) {
        return new Context(others, place, clock, stdin, remarks, journal, secrets, contexts);
    }

    /**
     * The absolute path of a znode as the user typed it: relative to the place, with {@code .} and {@code ..}.
     *
     * @throws Failure {@code USAGE} for what cannot be a path
     */
    public String path(String typed) {
        String path = resolve(place, typed);
        if (!Znodes.canBe(path)) {
            throw Failure.usage("'" + typed + "' cannot be the path of a znode")
                    .hint("ZooKeeper refuses control characters, emoji and private-use characters");
        }
        return path;
    }

    /** The absolute path of what was typed at a place; going up from the root stays there. */
    public static String resolve(String place, String typed) {
        String joined = typed.startsWith("/") ? typed : place + "/" + typed;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : joined.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
