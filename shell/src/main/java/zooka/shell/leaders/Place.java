package zooka.shell.leaders;

import java.util.Optional;
import zooka.shell.screen.Listing;

/**
 * Where the user is and what they have chosen to see.
 *
 * @param filter what names must contain; empty for all
 * @param typing whether keys go into the filter
 * @param list the rows of the map
 * @param detail the topic that is open
 * @param partitions the rows of the open topic
 * @param help the first line of the help in sight; empty while it is not shown
 */
record Place(
        Arrangement arrangement,
        boolean badOnly,
        String filter,
        boolean typing,
        Listing list,
        Optional<String> detail,
        Listing partitions,
        Optional<Integer> help) {

    /** How the map is laid out. */
    enum Arrangement {
        BY_TOPIC,
        BY_BROKER
    }

    /** What fills the screen. */
    enum Page {
        MAP,
        DETAIL,
        HELP
    }

    static final Place START = new Place(
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

    Place arranged(Arrangement next) {
        return new Place(next, badOnly, filter, typing, list, detail, partitions, help);
    }

    Place badOnly(boolean next) {
        return new Place(arrangement, next, filter, typing, list, detail, partitions, help);
    }

    Place filtered(String nextFilter, boolean nextTyping) {
        return new Place(arrangement, badOnly, nextFilter, nextTyping, list, detail, partitions, help);
    }

    Place list(Listing next) {
        return new Place(arrangement, badOnly, filter, typing, next, detail, partitions, help);
    }

    Place opened(String topic, Listing rows) {
        return new Place(arrangement, badOnly, filter, typing, list, Optional.of(topic), rows, help);
    }

    Place helped(int line) {
        return new Place(arrangement, badOnly, filter, typing, list, detail, partitions, Optional.of(line));
    }

    /** Without the open topic. */
    Place closed() {
        return new Place(arrangement, badOnly, filter, typing, list, Optional.empty(), Listing.EMPTY, help);
    }

    /** One level back. */
    Place back() {
        return switch (page()) {
            case HELP -> new Place(arrangement, badOnly, filter, typing, list, detail, partitions, Optional.empty());
            case DETAIL -> closed();
            case MAP -> filtered("", false);
        };
    }
}
