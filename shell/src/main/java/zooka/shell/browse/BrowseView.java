package zooka.shell.browse;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.zk.browse.ChildList;
import zooka.commands.zk.browse.Viewport;
import zooka.shell.browse.Step.Effect;
import zooka.shell.screen.Key;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Listing;
import zooka.shell.screen.Size;

/** What keys make of the view, and what it wants to know: functions of the model and the size of the screen. */
final class BrowseView {

    private BrowseView() {}

    /** The step for a key. */
    static Step key(BrowseModel model, Key key, Size size, Instant now) {
        if (model.place().filter().typing()) {
            Optional<Step> typed = type(model, key);
            if (typed.isPresent()) {
                return typed.get();
            }
        }
        return BrowseKey.TABLE
                .of(key, model, size)
                .filter(found -> !model.place().filter().typing() || whileTyping(found))
                .map(found -> act(model, found, size, now))
                .orElse(Step.to(model));
    }

    /** What is to be read and watched for what is on the screen. */
    static Viewport wanted(BrowseModel model, Size size) {
        if (model.tree().isEmpty()) {
            return Viewport.NOTHING;
        }
        Place place = model.place();
        int height = Layout.of(model, size).moving();
        Listing list = model.list().settled(height);
        Set<String> visible = new HashSet<>();
        for (Row row : model.rows()
                .rows()
                .subList(list.top(), Math.min(model.rows().rows().size(), list.end(height)))) {
            visible.add(row.path());
            String parent = TreeRows.parent(row.path());
            if (place.open().contains(parent)) {
                visible.add(parent);
            }
        }
        return new Viewport(place.open(), visible, model.selected());
    }

    private static Optional<Step> type(BrowseModel model, Key key) {
        return model.place().filter().press(key).map(next -> {
            Place place = model.place().filtered(next);
            if (next.typing()) {
                return new Step(model.at(place).withMatch(true), Effect.END_SEARCH);
            }
            return place.filtering() ? new Step(model.at(place), Effect.SEARCH) : ended(model);
        });
    }

    /** The step that ends the search; what is selected stays so, among all others. */
    private static Step ended(BrowseModel model) {
        Place all = model.place().filtered(ListFilter.NONE);
        return new Step(model.at(model.selected().map(all::revealing).orElse(all)), Effect.END_SEARCH);
    }

    private static boolean whileTyping(BrowseKey key) {
        return switch (key) {
            case UP, DOWN, PAGE_UP, PAGE_DOWN, LEAVE -> true;
            default -> false;
        };
    }

    /** Whether there are rows to move in, or lines out of sight. */
    static boolean moves(BrowseModel model, Size size) {
        Place place = model.place();
        if (place.help().isPresent()) {
            return lastHelp(model, size) > 0;
        }
        if (model.tree().isEmpty()) {
            return false;
        }
        Instant any = model.tree().get().asOf();
        return place.reading()
                ? lastScroll(model, Layout.of(model, size), any) > 0
                : model.list().names().size() > 1;
    }

    /** The last line to which the help can be scrolled. */
    private static int lastHelp(BrowseModel model, Size size) {
        return BrowseFrame.help(model.look(), size.columns()).size() - helpRows(size);
    }

    private static int helpRows(Size size) {
        return Math.max(1, size.rows() - 3);
    }

    /** The last line to which the value can be scrolled. */
    private static int lastScroll(BrowseModel model, Layout layout, Instant now) {
        return model.detail().isEmpty()
                ? 0
                : new ValuePane(model, layout.valueColumns(), now).lastScroll(layout.value());
    }

    private static Step act(BrowseModel model, BrowseKey key, Size size, Instant now) {
        Place place = model.place();
        return switch (key) {
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST -> Step.to(moved(model, key, size, now));
            case OPEN -> open(model);
            case CLOSE -> Step.to(close(model));
            case FIND -> Step.to(model.at(place.filtered(place.filter().begun())));
            case VALUE -> Step.to(model.drawn(place.reading(!place.reading())));
            case HEX -> Step.to(model.drawn(place.hex(!place.hex())));
            case WATCHERS -> new Step(model, Effect.ASK_WATCHERS);
            case EDIT -> new Step(model, Effect.EDIT);
            case DELETE -> new Step(model, Effect.DELETE);
            case COMMAND -> new Step(model, Effect.COMMAND);
            case COPY -> new Step(model, Effect.COPY);
            case SAVE -> new Step(model, Effect.SAVE);
            case REFRESH -> new Step(model, Effect.REFRESH);
            case HELP -> Step.to(model.drawn(place.helped(OptionalInt.of(0))));
            case BACK -> back(model);
            case QUIT -> place.within() ? back(model) : new Step(model, Effect.CLOSE);
            case LEAVE -> new Step(model, Effect.CLOSE);
        };
    }

    private static Step back(BrowseModel model) {
        Place place = model.place();
        if (place.help().isPresent()) {
            return Step.to(model.drawn(place.helped(OptionalInt.empty())));
        }
        return place.reading() ? Step.to(model.drawn(place.reading(false))) : ended(model);
    }

    private static BrowseModel moved(BrowseModel model, BrowseKey key, Size size, Instant now) {
        Place place = model.place();
        Layout layout = Layout.of(model, size);
        if (place.help().isPresent()) {
            int top = scrolled(place.help().getAsInt(), key, helpRows(size), lastHelp(model, size));
            return model.drawn(place.helped(OptionalInt.of(top)));
        }
        if (place.reading()) {
            int last = lastScroll(model, layout, now);
            return model.drawn(place.scrolled(scrolled(place.scroll(), key, Math.max(1, layout.value() / 2), last)));
        }
        Listing list = model.list();
        int height = layout.moving();
        int all = list.names().size();
        return model.at(
                switch (key) {
                    case UP -> list.move(-1, height);
                    case DOWN -> list.move(1, height);
                    case PAGE_UP -> list.page(-1, height);
                    case PAGE_DOWN -> list.page(1, height);
                    case FIRST -> list.move(-all, height);
                    default -> list.move(all, height);
                });
    }

    private static int scrolled(int top, BrowseKey key, int page, int last) {
        int next =
                switch (key) {
                    case UP -> top - 1;
                    case DOWN -> top + 1;
                    case PAGE_UP -> top - page;
                    case PAGE_DOWN -> top + page;
                    case FIRST -> 0;
                    default -> last;
                };
        return Math.max(0, Math.min(next, last));
    }

    private static Step open(BrowseModel model) {
        Place place = model.place();
        Row row = model.row().orElseThrow();
        if (place.filtering()) {
            return ended(model);
        }
        if (row.isZnode()) {
            return Step.to(model.at(place.opened(row.path())));
        }
        // The next part of a large family, or the one before, and in it the child that is nearest.
        List<String> names = model.tree()
                .map(tree -> tree.listed().get(row.path()))
                .map(ChildList::names)
                .orElse(List.of());
        boolean before = row.kind() == Row.Kind.BEFORE;
        int nearest = before ? row.count() - 1 : names.size() - row.count();
        String target = Znodes.child(row.path(), names.get(nearest));
        int first = nearest / TreeRows.PART * TreeRows.PART;
        return Step.to(model.at(place.shifted(row.path(), first).wishing(Optional.of(target))));
    }

    /** Closes the selected znode, or goes to its parent; that of the root becomes the root. */
    private static BrowseModel close(BrowseModel model) {
        Place place = model.place();
        Row row = model.row().orElseThrow();
        String path = row.path();
        if (!row.isZnode()) {
            return model.at(model.list().select(path));
        }
        if (path.equals(place.root())) {
            return model.at(place.rooted(TreeRows.parent(path)).wishing(Optional.of(path)));
        }
        return place.open().contains(path) && !place.filtering()
                ? model.at(place.closed(path))
                : model.at(model.list().select(TreeRows.parent(path)));
    }
}
