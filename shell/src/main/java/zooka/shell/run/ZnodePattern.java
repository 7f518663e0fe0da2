package zooka.shell.run;

import java.util.ArrayList;
import java.util.List;
import zooka.clients.Failure;
import zooka.clients.text.Glob;
import zooka.clients.text.Selector;
import zooka.clients.text.ZnodePath;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Context;

/**
 * A path of znodes with {@code *}, {@code ?} and {@code [abc]}, which match within a name, and {@code **} for any number of
 * levels. It is read level by level, as far as it may match.
 */
final class ZnodePattern {

    /** The most znodes that a pattern may match, and whose children it may read. */
    private static final int MOST = 10_000;

    private final Znodes znodes;
    private final String pattern;
    private int read;

    ZnodePattern(Znodes znodes, String pattern) {
        this.znodes = znodes;
        this.pattern = pattern;
    }

    /**
     * A znode that matches so far.
     *
     * @param shown its path as the pattern was typed: absolute, or relative to the current znode
     */
    private record Match(String shown, String path) {
        private Match child(String name) {
            String before = shown.isEmpty() || shown.endsWith("/") ? shown : shown + "/";
            return new Match(before + name, path.equals("/") ? "/" + name : path + "/" + name);
        }
    }

    /**
     * The matching znodes, sorted level by level. A name that begins with {@code -} gets {@code ./} before it.
     *
     * @param place the current znode
     * @throws Failure {@code USAGE} where there is too much to read
     */
    List<String> matches(String place) {
        boolean absolute = pattern.startsWith("/");
        List<Match> level = List.of(absolute ? new Match("/", "/") : new Match("", place));
        String[] segments = pattern.split("/+", -1);
        int last = segments.length - 1;
        while (last > 0 && segments[last].isEmpty()) {
            last--;
        }
        for (int i = 0; i <= last && !level.isEmpty(); i++) {
            if (!segments[i].isEmpty()) {
                level = next(level, segments[i], i == last);
            }
        }
        return level.stream()
                .map(Match::shown)
                .map(shown -> shown.startsWith("-") ? "./" + shown : shown)
                .toList();
    }

    private List<Match> next(List<Match> level, String segment, boolean last) {
        List<Match> next = new ArrayList<>();
        if (segment.equals("**")) {
            level.forEach(match -> below(match, !last, next));
            return next;
        }
        boolean fixed = !Selector.isPattern(segment);
        Glob glob = new Glob(segment);
        for (Match match : level) {
            if (fixed) {
                fixed(match, unescaped(segment), next);
            } else {
                for (String name : children(match.path())) {
                    if (glob.matches(name)) {
                        add(match.child(name), next);
                    }
                }
            }
        }
        return next;
    }

    private void fixed(Match match, String name, List<Match> next) {
        if (name.equals(".") || name.equals("..")) {
            Match up = match.child(name);
            add(new Match(up.shown(), Context.resolve("/", up.path())), next);
            return;
        }
        Match child = match.child(name);
        if (exists(child.path())) {
            add(child, next);
        }
    }

    private void below(Match match, boolean itself, List<Match> next) {
        List<Match> open = new ArrayList<>(List.of(match));
        if (itself) {
            add(match, next);
        }
        while (!open.isEmpty()) {
            List<Match> deeper = new ArrayList<>();
            for (Match one : open) {
                for (String name : children(one.path())) {
                    Match child = one.child(name);
                    add(child, next);
                    deeper.add(child);
                }
            }
            open = deeper;
        }
    }

    private void add(Match match, List<Match> matches) {
        if (matches.size() == MOST) {
            throw tooMany("matches");
        }
        matches.add(match);
    }

    private Failure tooMany(String what) {
        return Failure.usage("pattern '" + pattern + "' " + what + " more than " + MOST + " znodes")
                .hint("run find to search large subtrees");
    }

    /** The names below a znode, sorted; none if it does not exist. */
    private List<String> children(String path) {
        read++;
        if (read > MOST) {
            throw tooMany("reads");
        }
        try {
            return znodes.children(path).names().stream().sorted().toList();
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private boolean exists(String path) {
        read++;
        return ZnodePath.canBe(path) && znodes.stat(path).isPresent();
    }

    /** A text without the backslashes that make characters ordinary ones. */
    static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            plain.append(text.charAt(at));
        }
        return plain.toString();
    }
}
