package zooka.commands.zk.browse;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody looks at, and thus what is read and watched.
 *
 * @param open the znodes whose children are shown
 * @param visible the znodes on the screen, and the open ones with a child on the screen; only these are watched
 * @param selected the znode whose value is shown
 */
public record Viewport(Set<String> open, Set<String> visible, Optional<String> selected) {

    public static final Viewport NOTHING = new Viewport(Set.of(), Set.of(), Optional.empty());

    public Viewport {
        open = Set.copyOf(open);
        visible = Set.copyOf(visible);
    }

    /** The root, open and selected. */
    static Viewport only(String root) {
        return new Viewport(Set.of(root), Set.of(root), Optional.of(root));
    }

    /** The znodes that are watched: what is visible, and the selected one. */
    Set<String> watched() {
        Set<String> all = new LinkedHashSet<>(visible);
        selected.ifPresent(all::add);
        return all;
    }
}
