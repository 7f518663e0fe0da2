package zooka.shell.leaders;

import java.util.List;
import zooka.commands.timeline.Via;
import zooka.shell.leaders.ViewState.Page;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Key;
import zooka.shell.screen.KeyAction;
import zooka.shell.screen.KeyTable;
import zooka.shell.screen.Size;

/** The actions of the leader map. */
enum Binding implements KeyAction<LeadersModel> {
    UP("one row up", Key.UP, Key.of('k')),
    DOWN("one row down", Key.DOWN, Key.of('j')),
    PAGE_UP("one screen up", Key.PAGE_UP, Key.control('b')),
    PAGE_DOWN("one screen down", Key.PAGE_DOWN, Key.control('f')),
    FIRST("to the first row", Key.of('g'), Key.HOME),
    LAST("to the last row", Key.of('G'), Key.END),
    OPEN("open the topic, or the partition", Key.ENTER),
    FILTER(Filter.HELP, Key.of('/')),
    BY_BROKER("one row per partition, by broker", Key.of('b')),
    BY_TOPIC("one row per topic", Key.of('t')),
    NEXT_SHEET("next part of the page", Key.TAB),
    NODES("each broker and server in turn", Key.of('n')),
    UNHEALTHY_ONLY("show only what is unhealthy, or all", Key.of('z')),
    LATELY_ONLY("show only what changed lately, or all", Key.of('c')),
    SORT("sort by name, since, in sync", Key.of('s')),
    PAUSE("pause, or resume", Key.of('p')),
    EARLIER("to the change before", Key.of('[')),
    LATER("to the change after", Key.of(']')),
    MINUTE_EARLIER("one minute back", Key.of('{')),
    MINUTE_LATER("one minute on", Key.of('}')),
    ELECT("elect preferred leaders; asks first", Key.of('e')),
    COMMAND("type any command", Key.of(':')),
    COPY("copy the selected name", Key.of('y')),
    RECORD("save what was seen as a recording", Key.of('w')),
    SAVE("save to a file, as text or .json", Key.of('W')),
    REFRESH("refresh now", Key.of('r')),
    HELP("this help", Key.of('?')),
    BACK("one level back; clears the filter", Key.ESCAPE),
    QUIT("one level back, then to the prompt", Key.of('q')),
    LEAVE("back to the prompt", Key.control('c'));

    private static final List<Binding> SPARED = List.of(
            REFRESH,
            COMMAND,
            LATELY_ONLY,
            SORT,
            NODES,
            ELECT,
            LATER,
            EARLIER,
            DOWN,
            PAUSE,
            UNHEALTHY_ONLY,
            BY_BROKER,
            BY_TOPIC,
            OPEN,
            FILTER);

    static final KeyTable<LeadersModel, Binding> TABLE = new KeyTable<>(List.of(values()), SPARED);

    /** Whoever goes through earlier states needs these keys most. */
    private static final KeyTable<LeadersModel, Binding> EARLIER_TABLE = new KeyTable<>(
            TABLE.actions(),
            SPARED.stream().filter(one -> one != EARLIER && one != LATER).toList());

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Key> keys;

    Binding(String help, Key... keys) {
        this.help = help;
        this.keys = List.of(keys);
    }

    /** The keys in a state. */
    static KeyTable<LeadersModel, Binding> table(LeadersModel model) {
        boolean earlier = model.known().paused().filter(MapState.Pause::earlier).isPresent();
        return earlier ? EARLIER_TABLE : TABLE;
    }

    @Override
    public List<Key> keys() {
        return keys;
    }

    @Override
    public String help() {
        return help;
    }

    /** Whether it moves in the rows. */
    boolean moves() {
        return switch (this) {
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST -> true;
            default -> false;
        };
    }

    @Override
    public boolean works(LeadersModel model, Size size) {
        ViewState place = model.place();
        boolean known = model.shown().isPresent();
        boolean map = known && place.page() == Page.MAP;
        // There is nothing to ask and nothing to change in a recording.
        boolean recorded =
                model.shown().filter(state -> state.via() == Via.RECORDING).isPresent();
        return switch (this) {
            case COMMAND, QUIT, LEAVE -> true;
            case REFRESH -> !recorded;
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST -> LeadersView.moves(model, size);
            case PAUSE -> known;
            case EARLIER, MINUTE_EARLIER ->
                known
                        && place.page() != Page.HELP
                        && model.known().position() > model.known().history().first();
            case LATER, MINUTE_LATER ->
                known
                        && place.page() != Page.HELP
                        && model.known().position() < model.known().history().last();
            case OPEN -> (map && place.list().selected().isPresent()) || topicOpen(model);
            case NODES -> known && place.page() != Page.HELP;
            case NEXT_SHEET -> place.page() == Page.SUBJECT && model.nextSheet().isPresent();
            case RECORD -> known && place.page() != Page.HELP;
            case COPY -> LeadersView.selected(model).isPresent();
            case SAVE -> known && place.page() != Page.HELP;
            case ELECT -> !recorded && LeadersView.election(model).isPresent();
            case FILTER, UNHEALTHY_ONLY, LATELY_ONLY, SORT -> map;
            case BY_BROKER -> map && !place.byBroker();
            case BY_TOPIC -> map && place.byBroker();
            case HELP -> place.page() != Page.HELP;
            case BACK -> place.page() != Page.MAP || !place.filter().isEmpty();
        };
    }

    /** Whether the partitions of a topic are listed. */
    private static boolean topicOpen(LeadersModel model) {
        ViewState place = model.place();
        return model.shown().isPresent()
                && place.page() == Page.DETAIL
                && place.partitions().selected().isPresent();
    }

    @Override
    public String word(LeadersModel model) {
        Page page = model.place().page();
        boolean help = page == Page.HELP;
        return switch (this) {
            case DOWN -> page == Page.MAP || page == Page.DETAIL ? "move" : "scroll";
            case OPEN -> "open";
            case FILTER -> "filter";
            case BY_BROKER -> "by broker";
            case BY_TOPIC -> "by topic";
            case NODES -> "nodes";
            case NEXT_SHEET -> model.nextSheet().orElse("");
            case SORT -> "sort";
            case LATELY_ONLY -> model.place().choice().latelyOnly() ? "all" : "lately";
            case UNHEALTHY_ONLY -> model.place().unhealthyOnly() ? "all" : "unhealthy";
            case PAUSE -> help ? "" : model.known().paused().isPresent() ? "resume" : "pause";
            case EARLIER -> "earlier";
            case LATER -> "later";
            case ELECT -> "elect";
            case COMMAND -> help ? "" : "command";
            case REFRESH -> help ? "" : "refresh";
            case HELP -> "help";
            case QUIT -> page == Page.MAP ? "quit" : "back";
            default -> "";
        };
    }
}
