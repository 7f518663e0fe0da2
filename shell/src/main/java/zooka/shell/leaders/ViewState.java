package zooka.shell.leaders;

import java.util.Optional;
import zooka.shell.screen.Listing;

/**
 * The user's position and choices.
 *
 * @param filter the text that names must contain; empty for all
 * @param typing whether keys change the filter
 * @param list the rows of the map
 * @param detail the open topic
 * @param partitions the rows of the open topic
 * @param help the first visible line of the help; empty while it is not shown
 */
record ViewState(
        Arrangement arrangement,
        boolean unhealthyOnly,
        String filter,
        boolean typing,
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
            Arrangement.BY_TOPIC, false, "", false, Listing.EMPTY, Optional.empty(), Listing.EMPTY, Optional.empty());

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
        return new ViewState(next, unhealthyOnly, filter, typing, list, detail, partitions, help);
    }

    ViewState unhealthyOnly(boolean next) {
        return new ViewState(arrangement, next, filter, typing, list, detail, partitions, help);
    }

    ViewState filtered(String nextFilter, boolean nextTyping) {
        return new ViewState(arrangement, unhealthyOnly, nextFilter, nextTyping, list, detail, partitions, help);
    }

    ViewState list(Listing next) {
        return new ViewState(arrangement, unhealthyOnly, filter, typing, next, detail, partitions, help);
    }

    ViewState opened(String topic, Listing rows) {
        return new ViewState(arrangement, unhealthyOnly, filter, typing, list, Optional.of(topic), rows, help);
    }

    ViewState helped(int line) {
        return new ViewState(arrangement, unhealthyOnly, filter, typing, list, detail, partitions, Optional.of(line));
    }

    /** The state without the open topic. */
    ViewState closed() {
        return new ViewState(arrangement, unhealthyOnly, filter, typing, list, Optional.empty(), Listing.EMPTY, help);
    }

    /** The state one level back. */
    ViewState back() {
        return switch (page()) {
            case HELP ->
                new ViewState(arrangement, unhealthyOnly, filter, typing, list, detail, partitions, Optional.empty());
            case DETAIL -> closed();
            case MAP -> filtered("", false);
        };
    }
}
