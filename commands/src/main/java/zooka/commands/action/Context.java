package zooka.commands.action;

import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import zooka.clients.Failure;
import zooka.clients.text.ZnodePath;
import zooka.commands.config.Contexts;
import zooka.commands.config.Secrets;
import zooka.commands.result.Remarks;
import zooka.commands.undo.Journal;

/**
 * What a command is given to work with.
 *
 * @param clusters the connections, each made when it is first asked for
 * @param place the absolute znode path where the shell is
 * @param clock what time it is
 * @param stdin the input that {@code -} refers to
 * @param remarks where a command says what its result does not hold
 * @param journal where what changes take is kept, for {@code undo}
 * @param secrets where a command asks for a password
 * @param contexts the clusters that have names, and what this one's settings are
 * @param program which runs the command
 */
public record Context(
        Clusters clusters,
        String place,
        Clock clock,
        InputStream stdin,
        Remarks remarks,
        Journal journal,
        Secrets secrets,
        Contexts contexts,
        Program program) {

    /** Without a program of its own. */
    public Context(
            Clusters clusters,
            String place,
            Clock clock,
            InputStream stdin,
            Remarks remarks,
            Journal journal,
            Secrets secrets,
            Contexts contexts) {
        this(clusters, place, clock, stdin, remarks, journal, secrets, contexts, Program.NONE);
    }

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

    /** The same, with another destination for remarks. */
    public Context with(Remarks others) {
        return new Context(clusters, place, clock, stdin, others, journal, secrets, contexts, program);
    }

    /** The same, with other connections. */
    public Context with(Clusters others) {
        return new Context(others, place, clock, stdin, remarks, journal, secrets, contexts, program);
    }

    /**
     * The absolute path of a znode as the user typed it: relative to the place, with {@code .} and {@code ..}.
     *
     * @throws Failure {@code USAGE} for what cannot be a path
     */
    public String path(String typed) {
        String path = resolve(place, typed);
        if (!ZnodePath.canBe(path)) {
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
