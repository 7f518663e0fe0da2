package zooka.shell.sheet;

import java.util.Optional;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Listing;

/**
 * Where the user is and what the user chose.
 *
 * @param filtering the filter of the names
 * @param order the order of all rows
 * @param list all rows that are not hidden
 * @param opened the page of one row
 * @param help the first visible line of the help; empty while it is not shown
 */
record Place(
        ListFilter filtering,
        boolean unhealthyOnly,
        Order order,
        Listing list,
        Optional<OpenPage> opened,
        Optional<Integer> help) {

    /**
     * A page.
     *
     * @param key the row that it is about
     * @param sheet the index of the sheet that is shown
     */
    record OpenPage(String key, int sheet, Order order, Listing list) {
        static OpenPage of(String key) {
            return new OpenPage(key, 0, Order.BY_NAME, Listing.EMPTY);
        }
    }

    static final Place START =
            new Place(ListFilter.NONE, false, Order.BY_NAME, Listing.EMPTY, Optional.empty(), Optional.empty());

    /** The rows that keys move in. */
    Listing listing() {
        return opened.map(OpenPage::list).orElse(list);
    }

    Order ordering() {
        return opened.map(OpenPage::order).orElse(order);
    }

    /** The filter as typed; empty for all. */
    String filter() {
        return filtering.text();
    }

    /** Whether keys change the filter. */
    boolean typing() {
        return filtering.typing();
    }

    Place filtered(ListFilter next) {
        return new Place(next, unhealthyOnly, order, list, opened, help);
    }

    Place unhealthyOnly(boolean next) {
        return new Place(filtering, next, order, list, opened, help);
    }

    Place listing(Listing next) {
        return opened.isPresent()
                ? opened(opened.map(page -> new OpenPage(page.key(), page.sheet(), page.order(), next)))
                : list(next);
    }

    Place list(Listing next) {
        return new Place(filtering, unhealthyOnly, order, next, opened, help);
    }

    Place ordered(Order next) {
        return opened.isPresent()
                ? opened(opened.map(page -> new OpenPage(page.key(), page.sheet(), next, page.list())))
                : new Place(filtering, unhealthyOnly, next, list, opened, help);
    }

    Place opened(Optional<OpenPage> next) {
        return new Place(filtering, unhealthyOnly, order, list, next, help);
    }

    Place helped(Optional<Integer> line) {
        return new Place(filtering, unhealthyOnly, order, list, opened, line);
    }
}
