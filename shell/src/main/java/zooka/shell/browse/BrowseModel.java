package zooka.shell.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.zk.browse.SearchResult;
import zooka.commands.zk.browse.ZnodeDetail;
import zooka.commands.zk.browse.ZnodeTree;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Listing;

/**
 * The complete state of the view; a frame depends on nothing else but its size and the time.
 *
 * @param name the name of the cluster
 * @param opened the time at which the view was opened
 * @param tree the last state of the znodes
 * @param trouble why the state is not up to date; cleared by a state
 * @param rows the rows of the tree
 * @param list the same by their keys, and which is selected
 * @param log the changes, the oldest first
 * @param marked the time of each znode's recent change
 */
record BrowseModel(
        Glyphs look,
        String name,
        Instant opened,
        Optional<ZnodeTree> tree,
        Optional<Failure> trouble,
        Place place,
        TreeRows rows,
        Listing list,
        List<ZnodeChange> log,
        Map<String, Instant> marked) {

    /** How long a changed row is marked. */
    static final Duration MARKED = Duration.ofSeconds(5);

    /** The most changes that are kept. */
    private static final int KEPT = 200;

    static BrowseModel start(String name, Glyphs look, Instant now) {
        return new BrowseModel(
                look,
                name,
                now,
                Optional.empty(),
                Optional.empty(),
                Place.at("/"),
                TreeRows.NONE,
                Listing.EMPTY,
                List.of(),
                Map.of());
    }

    /** The model after a state of the znodes. */
    BrowseModel state(ZnodeTree next) {
        if (tree.isEmpty()) {
            return new BrowseModel(
                            look,
                            name,
                            opened,
                            Optional.of(next),
                            Optional.empty(),
                            Place.at(next.root()),
                            rows,
                            list,
                            log,
                            marked)
                    .listed();
        }
        List<ZnodeChange> changes = ZnodeChange.between(tree.get(), next);
        List<ZnodeChange> longer = new ArrayList<>(log);
        longer.addAll(changes);
        Map<String, Instant> marks = new HashMap<>(marked);
        marks.values().removeIf(at -> at.plus(MARKED).isBefore(next.asOf()));
        changes.forEach(change -> marks.put(change.path(), change.at()));
        return new BrowseModel(
                        look,
                        name,
                        opened,
                        Optional.of(next),
                        Optional.empty(),
                        place,
                        rows,
                        list,
                        List.copyOf(longer.subList(Math.max(0, longer.size() - KEPT), longer.size())),
                        Map.copyOf(marks))
                .listed()
                .withMatch(rows.matches() == 0);
    }

    /** The model with the first znode selected that matches the filter, if the selected one does not. */
    BrowseModel withMatch(boolean wished) {
        Filter filter = place.filter().filter();
        if (!wished
                || filter.isEmpty()
                || selected().filter(path -> matches(path, filter)).isPresent()) {
            return this;
        }
        return rows.rows().stream()
                .filter(row -> row.isZnode() && matches(row.path(), filter))
                .findFirst()
                .map(row -> at(list.select(row.key())))
                .orElse(this);
    }

    private static boolean matches(String path, Filter filter) {
        return filter.accepts(TreeRows.name(path));
    }

    /** The model after a failure; the last state stays on the screen with its age. */
    BrowseModel failed(Failure failure) {
        return new BrowseModel(look, name, opened, tree, Optional.of(failure), place, rows, list, log, marked);
    }

    /** The model with another choice of what to see. */
    BrowseModel at(Place next) {
        return new BrowseModel(look, name, opened, tree, trouble, next, rows, list, log, marked).listed();
    }

    /** The model with another selection, made by the user. */
    BrowseModel at(Listing next) {
        Place chosen = place.wishing(Optional.empty());
        boolean same = next.selected().equals(list.selected());
        return new BrowseModel(
                look, name, opened, tree, trouble, same ? chosen : chosen.scrolled(0), rows, next, log, marked);
    }

    /** The model with a place that only changes what is drawn of the value or the help. */
    BrowseModel drawn(Place next) {
        return new BrowseModel(look, name, opened, tree, trouble, next, rows, list, log, marked);
    }

    /** The model with the rows of its present state; the selection is kept, or moves to a neighbour. */
    private BrowseModel listed() {
        Place around = TreeRows.around(place, tree);
        TreeRows next = TreeRows.of(around, tree);
        List<String> keys = next.keys();
        Set<String> known = new HashSet<>(keys);
        Optional<String> target = around.target().filter(known::contains);
        Listing moved = list.over(keys);
        if (target.isPresent()) {
            moved = moved.select(target.get());
        } else if (list.selected().isPresent()
                && !known.contains(list.selected().get())) {
            moved = moved.select(neighbour(list.selected().get(), known));
        }
        boolean same = moved.selected().equals(list.selected());
        Place chosen = same ? around : around.scrolled(0);
        return new BrowseModel(look, name, opened, tree, trouble, chosen, next, moved, log, marked);
    }

    /** The row to select when the selected one is gone: the next sibling, the one before, or the parent. */
    private String neighbour(String gone, Set<String> known) {
        String path = rows.row(list.cursor()).map(Row::path).orElse(gone);
        if (known.contains(path)) {
            return path; // the row of the children that have none has gone, because there are fewer now
        }
        while (!path.equals(place.root()) && !known.contains(TreeRows.parent(path))) {
            path = TreeRows.parent(path);
        }
        String parent = TreeRows.parent(path);
        List<String> siblings = rows.rows().stream()
                .filter(Row::isZnode)
                .map(Row::path)
                .filter(one -> TreeRows.parent(one).equals(parent) && !one.equals(parent))
                .toList();
        int index = siblings.indexOf(path);
        for (int i = index + 1; i < siblings.size(); i++) {
            if (known.contains(siblings.get(i))) {
                return siblings.get(i);
            }
        }
        for (int i = index - 1; i >= 0; i--) {
            if (known.contains(siblings.get(i))) {
                return siblings.get(i);
            }
        }
        return known.contains(parent) ? parent : place.root();
    }

    /** The selected row. */
    Optional<Row> row() {
        return rows.row(list.cursor());
    }

    /** The selected znode. */
    Optional<String> selected() {
        return row().filter(Row::isZnode).map(Row::path);
    }

    /** What is known of the selected znode. */
    Optional<ZnodeDetail> detail() {
        return tree.flatMap(ZnodeTree::detail)
                .filter(known -> selected().filter(known.path()::equals).isPresent());
    }

    /** The stat of a znode; empty if it is not known, or if it does not exist. */
    Optional<Stat> stat(String path) {
        return tree.map(known -> known.stats().getOrDefault(path, Optional.empty()))
                .orElse(Optional.empty());
    }

    /** Whether a znode is known not to exist. */
    boolean gone(String path) {
        return tree.filter(known ->
                        known.stats().getOrDefault(path, ZnodeChange.UNKNOWN).isEmpty())
                .isPresent();
    }

    /** The search for the filter. */
    Optional<SearchResult> found() {
        return tree.flatMap(ZnodeTree::found)
                .filter(found -> found.text().equals(place.filter().text()));
    }

    boolean marked(String path, Instant now) {
        return Optional.ofNullable(marked.get(path))
                .filter(at -> now.isBefore(at.plus(MARKED)))
                .isPresent();
    }

    /** The time at which the first mark ends; empty without marks. */
    Optional<Instant> nextMarkEnd(Instant now) {
        return marked.values().stream()
                .map(at -> at.plus(MARKED))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }
}
