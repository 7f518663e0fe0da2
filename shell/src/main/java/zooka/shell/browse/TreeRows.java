package zooka.shell.browse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.zk.browse.ChildList;
import zooka.commands.zk.browse.SearchResult;
import zooka.commands.zk.browse.ZnodeTree;
import zooka.commands.zk.tree.TreeOrder;
import zooka.shell.browse.Row.Kind;
import zooka.shell.screen.Filter;

/**
 * The rows of the tree, from the top. Of a large family only a part has rows, whatever its size; with a filter the
 * znodes that match have rows, and those above them.
 *
 * @param rows never empty: the root is always there
 * @param matches the number of znodes that match the filter, also those without a row
 */
record TreeRows(List<Row> rows, int matches) {

    /** The most children of one znode that have rows. */
    static final int PART = 1000;

    static final TreeRows NONE = new TreeRows(List.of(), 0);

    TreeRows {
        rows = List.copyOf(rows);
    }

    List<String> keys() {
        return rows.stream().map(Row::key).toList();
    }

    Optional<Row> row(int index) {
        return index < rows.size() ? Optional.of(rows.get(index)) : Optional.empty();
    }

    /** All znodes that are known, in rows of their own. */
    static TreeRows complete(ZnodeTree tree) {
        List<Row> rows = new ArrayList<>();
        add(rows, tree, tree.root(), 0);
        return new TreeRows(rows, rows.size());
    }

    private static void add(List<Row> rows, ZnodeTree tree, String path, int depth) {
        rows.add(Row.znode(path, depth));
        ChildList children = tree.listed().get(path);
        if (children != null) {
            children.names().forEach(name -> add(rows, tree, Znodes.child(path, name), depth + 1));
        }
    }

    static TreeRows of(Place place, Optional<ZnodeTree> tree) {
        if (tree.isEmpty()) {
            return NONE;
        }
        return place.filtering() ? matching(place, tree.get()) : all(place, tree.get());
    }

    static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    static String name(String path) {
        return path.equals("/") ? path : path.substring(path.lastIndexOf('/') + 1);
    }

    static boolean isBelow(String path, String above) {
        return path.startsWith(Znodes.child(above, "")) && !path.equals(above);
    }

    private static TreeRows all(Place place, ZnodeTree tree) {
        List<Row> rows = new ArrayList<>();
        add(rows, place, tree.listed(), place.root(), 0);
        return new TreeRows(rows, rows.size());
    }

    private static void add(List<Row> rows, Place place, Map<String, ChildList> listed, String path, int depth) {
        rows.add(Row.znode(path, depth));
        ChildList children = place.open().contains(path) ? listed.get(path) : null;
        if (children == null) {
            return;
        }
        if (children.trouble().isPresent()) {
            rows.add(
                    new Row(Kind.TROUBLE, path, depth + 1, 0, children.trouble().get()));
            return;
        }
        List<String> names = children.names();
        int first = first(place, path, names);
        int end = Math.min(names.size(), first + PART);
        if (first > 0) {
            rows.add(new Row(Kind.BEFORE, path, depth + 1, first, ""));
        }
        for (String name : names.subList(first, end)) {
            add(rows, place, listed, Znodes.child(path, name), depth + 1);
        }
        if (end < names.size()) {
            rows.add(new Row(Kind.AFTER, path, depth + 1, names.size() - end, ""));
        }
    }

    /** The index of the first child with a row. */
    private static int first(Place place, String path, List<String> names) {
        int chosen = place.from().getOrDefault(path, 0);
        return Math.max(0, Math.min(chosen, (names.size() - 1) / PART * PART));
    }

    /** The place with those parts of large families of which one has the target. */
    static Place around(Place place, Optional<ZnodeTree> tree) {
        if (place.target().isEmpty() || tree.isEmpty()) {
            return place;
        }
        String target = place.target().get();
        Place chosen = place;
        for (Map.Entry<String, ChildList> family : tree.get().listed().entrySet()) {
            String parent = family.getKey();
            List<String> names = family.getValue().names();
            if (names.size() > PART && isBelow(target, parent) && !place.from().containsKey(parent)) {
                chosen = chosen.shifted(parent, part(names, parent, target));
            }
        }
        return chosen;
    }

    /** The beginning of the part of a family with the child that is above a znode, or is that znode. */
    private static int part(List<String> names, String parent, String path) {
        int begin = Znodes.child(parent, "").length();
        int end = path.indexOf('/', begin);
        int index = Collections.binarySearch(names, end < 0 ? path.substring(begin) : path.substring(begin, end));
        return Math.max(0, index) / PART * PART;
    }

    private static TreeRows matching(Place place, ZnodeTree tree) {
        Filter filter = place.filter().filter();
        Set<String> matches = new TreeSet<>(TreeOrder::compare);
        int more = 0;
        for (Map.Entry<String, ChildList> family : tree.listed().entrySet()) {
            String parent = family.getKey();
            if (!parent.equals(place.root()) && !isBelow(parent, place.root())) {
                continue;
            }
            for (String name : family.getValue().names()) {
                if (filter.accepts(name)) {
                    if (matches.size() < PART) {
                        matches.add(Znodes.child(parent, name));
                    } else {
                        more++;
                    }
                }
            }
        }
        more += addFound(matches, place, tree);
        Set<String> shown = new TreeSet<>(TreeOrder::compare);
        Map<String, Integer> depths = new HashMap<>();
        depths.put(place.root(), 0);
        for (String match : matches) {
            for (String path = match; !depths.containsKey(path); path = parent(path)) {
                depths.put(path, depth(path) - depth(place.root()));
                shown.add(path);
            }
        }
        List<Row> rows = new ArrayList<>();
        rows.add(Row.znode(place.root(), 0));
        shown.forEach(path -> rows.add(Row.znode(path, depths.get(path))));
        if (more > 0) {
            rows.add(new Row(Kind.AFTER, place.root(), 1, more, ""));
        }
        return new TreeRows(rows, matches.size() + more);
    }

    /** Adds what a search has found and what exists still; the number of those for which there is no room. */
    private static int addFound(Set<String> matches, Place place, ZnodeTree tree) {
        int more = 0;
        for (String path : tree.found()
                .filter(found -> found.text().equals(place.filter().text()))
                .map(SearchResult::paths)
                .orElse(List.of())) {
            ChildList family = tree.listed().get(parent(path));
            boolean gone = !tree.stats().getOrDefault(path, ZnodeChange.UNKNOWN).isPresent();
            // The names of open znodes are known and up to date.
            if (family == null && !gone && isBelow(path, place.root())) {
                if (matches.size() < PART) {
                    matches.add(path);
                } else {
                    more++;
                }
            }
        }
        return more;
    }

    private static int depth(String path) {
        return path.equals("/") ? 0 : (int) path.chars().filter(c -> c == '/').count();
    }
}
