package zooka.commands.zk.tree;

import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Context;

/**
 * The location of a subtree: in the current ensemble, or in another one that is part of the argument.
 *
 * @param ensemble the connect string
 * @param path absolute
 * @param display the path as it was typed in, or the absolute path in the current ensemble
 */
public record Location(Znodes znodes, String ensemble, String path, String display) {

    private static final String SCHEME = "zk://";

    /** Said in the help of each command that takes one. */
    public static final String DESCRIPTION = "A path, or zk://HOST:PORT[,...]/PATH in another ensemble.";

    /** Reads a path, or {@code zk://host:port,.../path}. */
    public static Location of(String typed, Context context) {
        if (!typed.startsWith(SCHEME)) {
            String path = context.path(typed);
            String here = context.clusters().profile().zookeeper().orElse("");
            return new Location(context.clusters().znodes(), here, path, path);
        }
        String rest = typed.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        if (slash <= 0) {
            throw Failure.usage("invalid location '" + typed + "': expected zk://HOST:PORT[,...]/PATH");
        }
        String path = Context.resolve("/", rest.substring(slash));
        String ensemble = rest.substring(0, slash);
        return new Location(context.clusters().znodes(ensemble), ensemble, path, typed);
    }

    /** Whether the other is in the same ensemble. */
    public boolean besides(Location other) {
        return znodes == other.znodes || ensemble.equals(other.ensemble);
    }

    /** The path within another subtree of a path within this one; both absolute. */
    public static String moved(String path, String from, String to) {
        String below = path.substring(from.equals("/") ? 0 : from.length());
        if (to.equals("/")) {
            return below.isEmpty() ? "/" : below;
        }
        return below.equals("/") ? to : to + below;
    }
}
