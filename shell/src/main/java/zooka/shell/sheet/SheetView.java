package zooka.shell.sheet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.commands.action.Action.Live.Focus;
import zooka.commands.result.Picture;
import zooka.shell.screen.Key;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Listing;
import zooka.shell.screen.Size;
import zooka.shell.sheet.Place.OpenPage;
import zooka.shell.sheet.Step.Effect;

/** The keys of a screen of rows, as pure functions from one model to the next. */
final class SheetView {

    private SheetView() {}

    /** The step for a key. */
    static <P extends Picture> Step<P> key(SheetModel<P> model, Key key, Size size, Instant now) {
        if (model.place().typing()) {
            Optional<SheetModel<P>> typed = type(model, key, now);
            if (typed.isPresent()) {
                return Step.to(typed.get());
            }
        }
        return SheetKey.TABLE
                .of(key, model, size)
                .filter(found -> !model.place().typing() || found.moves() || found == SheetKey.LEAVE)
                .map(found -> act(model, found, size, now))
                .orElse(Step.to(model));
    }

    private static <P extends Picture> Optional<SheetModel<P>> type(SheetModel<P> model, Key key, Instant now) {
        Place place = model.place();
        Optional<ListFilter> typed = place.filtering().press(key);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        SheetModel<P> chosen = model.choosing(place.filtered(typed.get()), now);
        Listing list = chosen.place().list();
        // If the selected row does not match the filter, the first matching row is selected.
        return Optional.of(
                list.kept().equals(place.list().kept())
                        ? chosen
                        : chosen.at(chosen.place().list(list.move(-list.cursor(), 1))));
    }

    private static <P extends Picture> Step<P> act(SheetModel<P> model, SheetKey key, Size size, Instant now) {
        Place place = model.place();
        return switch (key) {
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST -> Step.to(moved(model, key, size));
            case OPEN ->
                Step.to(model.choosing(place.opened(place.list().selected().map(OpenPage::of)), now));
            case NEXT -> Step.to(model.choosing(place.opened(place.opened().map(page -> next(model, page))), now));
            case FILTER -> Step.to(model.at(place.filtered(place.filtering().begun())));
            case SORT ->
                Step.to(model.choosing(
                        place.ordered(place.ordering().next(model.sheet().orElseThrow())), now));
            case REVERSE ->
                Step.to(model.choosing(place.ordered(place.ordering().reversed()), now));
            case UNHEALTHY -> Step.to(model.choosing(place.unhealthyOnly(!place.unhealthyOnly()), now));
            case PAUSE ->
                Step.to(model.with(
                        model.known().paused().isPresent()
                                ? model.known().resume()
                                : model.known().pause(now),
                        now));
            case REFRESH -> new Step<>(model, Effect.REFRESH);
            case COMMAND -> new Step<>(model, Effect.COMMAND);
            case COPY -> new Step<>(model, Effect.COPY);
            case SAVE -> new Step<>(model, Effect.SAVE);
            case HELP -> Step.to(model.at(place.helped(Optional.of(0))));
            case BACK -> Step.to(back(model, now));
            case QUIT ->
                model.helped() || model.page().isPresent()
                        ? Step.to(back(model, now))
                        : new Step<>(model, Effect.CLOSE);
            case LEAVE -> new Step<>(model, Effect.CLOSE);
        };
    }

    private static OpenPage next(SheetModel<?> model, OpenPage page) {
        int sheets = model.page().orElseThrow().sheets().size();
        return new OpenPage(page.key(), (page.sheet() + 1) % sheets, Order.BY_NAME, Listing.EMPTY);
    }

    private static <P extends Picture> SheetModel<P> back(SheetModel<P> model, Instant now) {
        Place place = model.place();
        if (model.helped()) {
            return model.at(place.helped(Optional.empty()));
        }
        return model.choosing(
                model.page().isPresent() ? place.opened(Optional.empty()) : place.filtered(ListFilter.NONE), now);
    }

    private static <P extends Picture> SheetModel<P> moved(SheetModel<P> model, SheetKey key, Size size) {
        Place place = model.place();
        int height = Geometry.of(model, size).list();
        if (model.helped()) {
            int lines = HelpText.lines(model, size.columns()).size();
            int top = place.help().get();
            int next =
                    switch (key) {
                        case UP -> top - 1;
                        case DOWN -> top + 1;
                        case PAGE_UP -> top - height;
                        case PAGE_DOWN -> top + height;
                        case FIRST -> 0;
                        default -> lines;
                    };
            return model.at(place.helped(Optional.of(Math.max(0, Math.min(next, lines - height)))));
        }
        Listing list = place.listing();
        int all = list.names().size();
        return model.at(place.listing(
                switch (key) {
                    case UP -> list.move(-1, height);
                    case DOWN -> list.move(1, height);
                    case PAGE_UP -> list.page(-1, height);
                    case PAGE_DOWN -> list.page(1, height);
                    case FIRST -> list.move(-all, height);
                    default -> list.move(all, height);
                }));
    }

    /** What is on the screen. */
    static Focus focus(SheetModel<?> model, Size size) {
        Listing list = model.place().list().settled(Geometry.of(model, size).list());
        int height = Geometry.of(model, size).list();
        List<String> visible = list.names().subList(list.top(), list.end(height));
        return new Focus(visible, model.place().opened().map(OpenPage::key));
    }
}
