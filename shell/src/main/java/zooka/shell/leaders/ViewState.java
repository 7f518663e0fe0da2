package zooka.shell.leaders;

import java.util.Optional;
import zooka.commands.leaders.Subject;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Listing;

/**
 * The user's position and choices.
 *
 * @param choice which rows are listed, and in which order
 * @param filtering the filter of the names
 * @param list the rows of the map
 * @param detail the open topic
 * @param partitions the rows of the open topic
 * @param opened the page of a partition, broker or server
 * @param help the first visible line of the help; empty while it is not shown
 */
record ViewState(
        Choice choice,
        ListFilter filtering,
        Listing list,
        Optional<String> detail,
        Listing partitions,
        Optional<OpenPage> opened,
        Optional<Integer> help) {

    /** The layout of the map. */
    enum Arrangement {
        BY_TOPIC,
        BY_BROKER
    }

    /** The order of the rows. */
    enum Order {
        /** By name. */
        NAME("name"),
        /** What changed last comes first; what is unknown last. */
        SINCE("since"),
        /** What lacks most in-sync replicas comes first. */
        IN_SYNC("in sync");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        Order next() {
            return switch (this) {
                case NAME -> SINCE;
                case SINCE -> IN_SYNC;
                case IN_SYNC -> NAME;
            };
        }
    }

    /**
     * Which rows are listed.
     *
     * @param unhealthyOnly whether healthy ones are hidden
     * @param latelyOnly whether those are hidden that have not changed lately
     */
    record Choice(Arrangement arrangement, Order order, boolean unhealthyOnly, boolean latelyOnly) {
        boolean byBroker() {
            return arrangement == Arrangement.BY_BROKER;
        }

        /** Whether the rows depend on names only. */
        boolean plain() {
            return order == Order.NAME && !unhealthyOnly && !latelyOnly;
        }
    }

    /**
     * A page.
     *
     * @param sheet the number of the sheet that is shown; counted on from the first after the last
     * @param top the index of the first visible row
     */
    record OpenPage(Subject subject, int sheet, int top) {}

    /** The content of the screen. */
    enum Page {
        MAP,
        DETAIL,
        SUBJECT,
        HELP
    }

    static final ViewState START = new ViewState(
            new Choice(Arrangement.BY_TOPIC, Order.NAME, false, false),
            ListFilter.NONE,
            Listing.EMPTY,
            Optional.empty(),
            Listing.EMPTY,
            Optional.empty(),
            Optional.empty());

    Page page() {
        if (help.isPresent()) {
            return Page.HELP;
        }
        if (opened.isPresent()) {
            return Page.SUBJECT;
        }
        return detail.isPresent() ? Page.DETAIL : Page.MAP;
    }

    boolean byBroker() {
        return choice.byBroker();
    }

    boolean unhealthyOnly() {
        return choice.unhealthyOnly();
    }

    private ViewState chosen(Choice next) {
        return new ViewState(next, filtering, list, detail, partitions, opened, help);
    }

    ViewState arranged(Arrangement next) {
        return chosen(new Choice(next, choice.order(), choice.unhealthyOnly(), choice.latelyOnly()));
    }

    ViewState unhealthyOnly(boolean next) {
        return chosen(new Choice(choice.arrangement(), choice.order(), next, choice.latelyOnly()));
    }

    ViewState latelyOnly(boolean next) {
        return chosen(new Choice(choice.arrangement(), choice.order(), choice.unhealthyOnly(), next));
    }

    ViewState ordered(Order next) {
        return chosen(new Choice(choice.arrangement(), next, choice.unhealthyOnly(), choice.latelyOnly()));
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
        return new ViewState(choice, next, list, detail, partitions, opened, help);
    }

    ViewState list(Listing next) {
        return new ViewState(choice, filtering, next, detail, partitions, opened, help);
    }

    ViewState opened(String topic, Listing rows) {
        return new ViewState(choice, filtering, list, Optional.of(topic), rows, opened, help);
    }

    ViewState opened(Optional<OpenPage> page) {
        return new ViewState(choice, filtering, list, detail, partitions, page, help);
    }

    /** What the page that is open is about. */
    Optional<Subject> subject() {
        return opened.map(OpenPage::subject);
    }

    ViewState helped(int line) {
        return new ViewState(choice, filtering, list, detail, partitions, opened, Optional.of(line));
    }

    /** The state without the open topic. */
    ViewState closed() {
        return new ViewState(choice, filtering, list, Optional.empty(), Listing.EMPTY, opened, help);
    }

    /** The state one level back. */
    ViewState back() {
        return switch (page()) {
            case HELP -> new ViewState(choice, filtering, list, detail, partitions, opened, Optional.empty());
            case SUBJECT -> opened(Optional.empty());
            case DETAIL -> closed();
            case MAP -> filtered(ListFilter.NONE);
        };
    }
}
