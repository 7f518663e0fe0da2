package zooka.shell.browse;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import zooka.shell.screen.ListFilter;

/**
 * What the user has chosen to see.
 *
 * @param root the znode at the top of the tree
 * @param open the znodes whose children are shown
 * @param from the index of the first shown child, for families of which only a part is shown
 * @param filter the filter of the names of shown znodes
 * @param target the znode to select when it is known
 * @param reading whether the keys scroll the value
 * @param hex whether the value is shown as hex
 * @param scroll the first visible line of the value
 * @param help the first visible line of the help, if it is shown
 */
record Place(
        String root,
        Set<String> open,
        Map<String, Integer> from,
        ListFilter filter,
        Optional<String> target,
        boolean reading,
        boolean hex,
        int scroll,
        OptionalInt help) {

    Place {
        open = Set.copyOf(open);
        from = Map.copyOf(from);
    }

    static Place at(String root) {
        return new Place(
                root, Set.of(root), Map.of(), ListFilter.NONE, Optional.empty(), false, false, 0, OptionalInt.empty());
    }

    /** Whether only znodes are shown that the filter accepts; an invalid filter accepts all. */
    boolean filtering() {
        return !filter.filter().isEmpty();
    }

    /** Whether there is a level to go back to: from the help, the value, or what a search has found. */
    boolean within() {
        return help.isPresent() || reading || filtering();
    }

    Place opened(String path) {
        Set<String> more = new LinkedHashSet<>(open);
        more.add(path);
        return withOpen(more, from);
    }

    /** A znode closed, with all below it. */
    Place closed(String path) {
        Set<String> less = new LinkedHashSet<>(open);
        less.removeIf(one -> one.equals(path) || one.startsWith(path + "/"));
        Map<String, Integer> parts = new HashMap<>(from);
        parts.keySet().retainAll(less);
        return withOpen(less, parts);
    }

    /** The place with a znode in its tree, selected as soon as it is known. */
    Place revealing(String path) {
        Set<String> more = new LinkedHashSet<>(open);
        Map<String, Integer> parts = new HashMap<>(from);
        for (String above = path; !above.equals(root) && !above.equals("/"); ) {
            above = TreeRows.parent(above);
            more.add(above);
            parts.remove(above);
        }
        return withOpen(more, parts).wishing(Optional.of(path));
    }

    Place rooted(String path) {
        return new Place(path, open, from, filter, target, reading, hex, scroll, help).opened(path);
    }

    /** Another part of a large family. */
    Place shifted(String parent, int first) {
        Map<String, Integer> parts = new HashMap<>(from);
        parts.put(parent, first);
        return withOpen(open, parts);
    }

    private Place withOpen(Set<String> others, Map<String, Integer> parts) {
        return new Place(root, others, parts, filter, target, reading, hex, scroll, help);
    }

    Place filtered(ListFilter next) {
        return new Place(root, open, from, next, target, false, hex, scroll, help);
    }

    Place wishing(Optional<String> path) {
        return new Place(root, open, from, filter, path, reading, hex, scroll, help);
    }

    Place reading(boolean next) {
        return new Place(root, open, from, filter, target, next, hex, scroll, help);
    }

    Place hex(boolean next) {
        return new Place(root, open, from, filter, target, reading, next, 0, help);
    }

    Place scrolled(int line) {
        return new Place(root, open, from, filter, target, reading, hex, line, help);
    }

    Place helped(OptionalInt line) {
        return new Place(root, open, from, filter, target, reading, hex, scroll, line);
    }
}
