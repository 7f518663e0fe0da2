package zooka.shell.leaders;

import java.util.Optional;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Listing;

/**
 * The user's position and choices.
 *
 * @param filtering the filter of the names
 * @param list the rows of the map
 * @param detail the open topic
 * @param partitions the rows of the open topic
 * @param help the first visible line of the help; empty while it is not shown
 */
record ViewState(
        Arrangement arrangement,
        boolean unhealthyOnly,
        ListFilter filtering,
        Listing list,
        Optional<String> detail,
        Listing partitions,
        Optional<Integer> help) {

    /** The layout of the map. */
    enum Arrangement {
        BY_TOPIC,
        BY_BROKER
    }

    /** The content of the screen. */
    enum Page {
        MAP,
        DETAIL,
        HELP
    }

    static final ViewState START = new ViewState(
            Arrangement.BY_TOPIC,
            false,
            ListFilter.NONE,
            Listing.EMPTY,
            Optional.empty(),
            Listing.EMPTY,
            Optional.empty());

    Page page() {
        if (help.isPresent()) {
            return Page.HELP;
        }
        return detail.isPresent() ? Page.DETAIL : Page.MAP;
    }

    boolean byBroker() {
        return arrangement == Arrangement.BY_BROKER;
    }

    ViewState arranged(Arrangement next) {
        return new ViewState(next, unhealthyOnly, filtering, list, detail, partitions, help);
    }

    ViewState unhealthyOnly(boolean next) {
        return new ViewState(arrangement, next, filtering, list, detail, partitions, help);
    }

    /** The filter as typed; empty for all. */
    String filter() {
        return filtering.text();
    }

    /** Whether keys change the filter. */
    boolean typing() {
        return filtering.typing();
    }

    ViewState filtered(ListFilter next) {
        return new ViewState(arrangement, unhealthyOnly, next, list, detail, partitions, help);
    }

    ViewState list(Listing next) {
        return new ViewState(arrangement, unhealthyOnly, filtering, next, detail, partitions, help);
    }

    ViewState opened(String topic, Listing rows) {
        return new ViewState(arrangement, unhealthyOnly, filtering, list, Optional.of(topic), rows, help);
    }

    ViewState helped(int line) {
        return new ViewState(arrangement, unhealthyOnly, filtering, list, detail, partitions, Optional.of(line));
    }

    /** The state without the open topic. */
    ViewState closed() {
        return new ViewState(arrangement, unhealthyOnly, filtering, list, Optional.empty(), Listing.EMPTY, help);
    }

    /** The state one level back. */
    ViewState back() {
        return switch (page()) {
            case HELP ->
                new ViewState(arrangement, unhealthyOnly, filtering, list, detail, partitions, Optional.empty());
            case DETAIL -> closed();
            case MAP -> filtered(ListFilter.NONE);
        };
    }
}
