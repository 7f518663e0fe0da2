package zooka.shell.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Key;

/** The actions of a screen of rows with their keys; the source of key handling, help and footer. */
@SuppressWarnings("EnumOrdinal") // keys that share a line of the help follow each other
enum SheetKey {
    UP("one row up, or down", Key.UP, Key.of('k')),
    DOWN("", Key.DOWN, Key.of('j')),
    PAGE_UP("one screen up, or down", Key.PAGE_UP, Key.control('b')),
    PAGE_DOWN("", Key.PAGE_DOWN, Key.control('f')),
    FIRST("to the first row, or the last", Key.of('g'), Key.HOME),
    LAST("", Key.of('G'), Key.END),
    OPEN("open the selected row", Key.ENTER),
    NEXT("the next table of the page", Key.of('t'), Key.TAB),
    FILTER(Filter.HELP, Key.of('/')),
    SORT("sort by the next column, or reverse the order", Key.of('s')),
    REVERSE("", Key.of('S')),
    UNHEALTHY("show only what is unhealthy, or all", Key.of('z')),
    PAUSE("pause, or resume", Key.of('p')),
    COMMAND("type any command", Key.of(':')),
    COPY("copy the selected name", Key.of('y')),
    SAVE("save to a file, as text or .json", Key.of('W')),
    REFRESH("refresh now", Key.of('r')),
    HELP("this help", Key.of('?')),
    BACK("one level back; clears the filter", Key.ESCAPE),
    QUIT("one level back, then to the prompt", Key.of('q')),
    LEAVE("back to the prompt", Key.control('c'));

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Key> keys;

    SheetKey(String help, Key... keys) {
        this.help = help;
        this.keys = List.of(keys);
    }

    /** The action of a key in the present state; empty if it has none. */
    static Optional<SheetKey> of(Key key, SheetModel<?> model) {
        return Arrays.stream(values())
                .filter(one -> one.keys.contains(key) && one.works(model))
                .findFirst();
    }

    /** The help; empty if the action before it has that of both. */
    String help() {
        return help;
    }

    /** The labels of all keys of this action, and of the next if that has no help of its own. */
    String keys(Glyphs look) {
        List<Key> all = new ArrayList<>(keys);
        if (ordinal() + 1 < values().length && values()[ordinal() + 1].help.isEmpty()) {
            all.addAll(values()[ordinal() + 1].keys);
        }
        return all.stream().map(key -> key.label(look)).collect(Collectors.joining(" "));
    }

    /** Whether it moves in the rows. */
    boolean moves() {
        return compareTo(LAST) <= 0;
    }

    private boolean works(SheetModel<?> model) {
        boolean known = model.known().shown().isPresent();
        boolean help = model.helped();
        boolean list = known && !help && model.page().isEmpty();
        return switch (this) {
            case REFRESH, COMMAND, QUIT, LEAVE -> true;
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST ->
                help || model.place().listing().names().size() > 1;
            case OPEN -> list && model.place().list().selected().isPresent();
            case NEXT -> !help && model.nextSheet().isPresent();
            case FILTER, UNHEALTHY -> list;
            case SORT -> known && !help && model.total() > 0;
            case REVERSE -> known && !help && model.total() > 0;
            case PAUSE -> known;
            case COPY -> known && !help && model.place().listing().selected().isPresent();
            case SAVE -> known && !help;
            case HELP -> !help;
            case BACK ->
                help || model.page().isPresent() || !model.place().filter().isEmpty();
        };
    }

    /** The text in the footer, {@code p pause}; empty if the action is only in the help. */
    Optional<String> hint(SheetModel<?> model) {
        Glyphs look = model.look();
        boolean help = model.helped();
        boolean top = !help && model.page().isEmpty();
        String word =
                switch (this) {
                    case DOWN -> help ? "scroll" : "move";
                    case OPEN -> "open";
                    case NEXT -> model.nextSheet().map(Sheet::name).orElse("");
                    case FILTER -> "filter";
                    case SORT -> "sort";
                    case UNHEALTHY -> model.place().unhealthyOnly() ? "all" : "unhealthy only";
                    case PAUSE -> help ? "" : model.known().paused().isPresent() ? "resume" : "pause";
                    case COMMAND -> help ? "" : "command";
                    case REFRESH -> help ? "" : "refresh";
                    case HELP -> "help";
                    case QUIT -> top ? "quit" : "back";
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
