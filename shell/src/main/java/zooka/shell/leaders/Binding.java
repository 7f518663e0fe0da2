package zooka.shell.leaders;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.shell.leaders.ViewState.Page;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Key;

/** The actions of the view with their keys; the source of key handling, help and footer. */
enum Binding {
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
    NODES("each broker and server in turn", Key.of('n')),
    NEXT_SHEET("next part of the page", Key.TAB),
    SORT("sort by name, since, in sync", Key.of('s')),
    LATELY_ONLY("show only what changed lately, or all", Key.of('c')),
    UNHEALTHY_ONLY("show only what is unhealthy, or all", Key.of('z')),
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

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Key> keys;

    Binding(String help, Key... keys) {
        this.help = help;
        this.keys = List.of(keys);
    }

    /** The action of a key in the present state; empty if it has none. */
    static Optional<Binding> of(Key key, LeadersModel model) {
        return Arrays.stream(values())
                .filter(binding -> binding.keys.contains(key) && binding.works(model))
                .findFirst();
    }

    String help() {
        return help;
    }

    /** The labels of all keys of this action. */
    String keys(Glyphs look) {
        return keys.stream().map(key -> key.label(look)).collect(Collectors.joining(" "));
    }

    boolean works(LeadersModel model) {
        ViewState place = model.place();
        boolean known = model.shown().isPresent();
        boolean map = known && place.page() == Page.MAP;
        return switch (this) {
            case REFRESH, COMMAND, QUIT, LEAVE -> true;
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST -> known || place.page() == Page.HELP;
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
            case NEXT_SHEET ->
                place.page() == Page.SUBJECT
                        && model.page().filter(page -> page.sheets().size() > 1).isPresent();
            case RECORD -> known && place.page() != Page.HELP;
            case COPY -> LeadersView.selected(model).isPresent();
            case SAVE -> known && place.page() != Page.HELP;
            case ELECT -> LeadersView.election(model).isPresent();
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

    /** The text in the footer, {@code / filter}; empty if the action is only in the help. */
    Optional<String> hint(LeadersModel model) {
        Glyphs look = model.look();
        boolean map = model.place().page() == Page.MAP;
        boolean help = model.place().page() == Page.HELP;
        String word =
                switch (this) {
                    case DOWN -> map ? "move" : "scroll";
                    case OPEN -> "open";
                    case FILTER -> "filter";
                    case BY_BROKER -> "by broker";
                    case BY_TOPIC -> "by topic";
                    case NODES -> "nodes";
                    case NEXT_SHEET -> "next part";
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
                    case QUIT -> map ? "quit" : "back";
                    default -> "";
                };
        if (word.isEmpty() || !works(model)) {
            return Optional.empty();
        }
        String key =
                this == DOWN ? look.ascii() ? "up/down" : "↑↓" : keys.get(0).label(look);
        return Optional.of(key + " " + word);
    }
}
