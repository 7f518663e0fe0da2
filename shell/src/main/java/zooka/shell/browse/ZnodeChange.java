package zooka.shell.browse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.text.Counts;
import zooka.clients.text.Sizes;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.result.Cell.Level;
import zooka.commands.zk.browse.ChildList;
import zooka.commands.zk.browse.ZnodeTree;

/**
 * A change of a znode on the screen.
 *
 * @param path the znode; of several their parent
 * @param count how many znodes it was; 1 for one
 * @param text what there is to know beside it; may be empty
 */
record ZnodeChange(Instant at, Kind kind, String path, int count, String text) {

    /** What has happened. */
    enum Kind {
        CREATED("created", Level.GOOD),
        CHANGED("changed", Level.PLAIN),
        DELETED("deleted", Level.WARN);

        private final String word;
        private final Level level;

        Kind(String word, Level level) {
            this.word = word;
            this.level = level;
        }

        String word() {
            return word;
        }

        Level level() {
            return level;
        }
    }

    /** The stat of a znode of which nothing is known, as opposed to one that does not exist. */
    static final Optional<Stat> UNKNOWN =
            Optional.of(new Stat(0, 0, 0, Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 0, 0, 0));

    /** Znodes of one family that are named one by one. */
    private static final int NAMED = 3;

    /** The changes between two states of the tree, of what is known in both. */
    static List<ZnodeChange> between(ZnodeTree before, ZnodeTree after) {
        List<ZnodeChange> changes = new ArrayList<>();
        Instant at = after.asOf();
        after.listed().forEach((parent, now) -> {
            ChildList then = before.listed().get(parent);
            if (then != null
                    && !then.names().equals(now.names())
                    && now.trouble().isEmpty()) {
                family(changes, at, parent, then.names(), now.names());
            }
        });
        for (Map.Entry<String, Optional<Stat>> entry : after.stats().entrySet()) {
            Optional<Stat> then = before.stats().getOrDefault(entry.getKey(), Optional.empty());
            Optional<Stat> now = entry.getValue();
            if (then.isPresent()
                    && now.isPresent()
                    && then.get().mzxid() != now.get().mzxid()) {
                String text = "version " + now.get().version() + ", "
                        + Sizes.text(now.get().dataLength());
                changes.add(new ZnodeChange(at, Kind.CHANGED, entry.getKey(), 1, text));
            } else if (then.isPresent()
                    && now.isEmpty()
                    && !before.listed().containsKey(TreeRows.parent(entry.getKey()))) {
                changes.add(new ZnodeChange(at, Kind.DELETED, entry.getKey(), 1, ""));
            }
        }
        changes.sort(Comparator.comparing(ZnodeChange::path));
        return changes;
    }

    private static void family(
            List<ZnodeChange> changes, Instant at, String parent, List<String> before, List<String> after) {
        List<String> gone = new ArrayList<>();
        List<String> made = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int order = i == before.size()
                    ? 1
                    : j == after.size() ? -1 : before.get(i).compareTo(after.get(j));
            if (order < 0) {
                gone.add(before.get(i));
            } else if (order > 0) {
                made.add(after.get(j));
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        add(changes, at, Kind.DELETED, parent, gone);
        add(changes, at, Kind.CREATED, parent, made);
    }

    private static void add(List<ZnodeChange> changes, Instant at, Kind kind, String parent, List<String> names) {
        if (names.size() <= NAMED) {
            names.forEach(name -> changes.add(new ZnodeChange(at, kind, Znodes.child(parent, name), 1, "")));
        } else {
            String text = Counts.of(names.size(), "znode");
            changes.add(new ZnodeChange(at, kind, parent, names.size(), text));
        }
    }

    /** What was changed: {@code /demo/a}, or {@code 1,204 znodes in /demo}. */
    String what() {
        return count == 1 ? path : text + " in " + path;
    }
}
