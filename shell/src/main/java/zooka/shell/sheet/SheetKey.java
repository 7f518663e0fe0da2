package zooka.shell.sheet;

import java.util.List;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Key;
import zooka.shell.screen.KeyAction;
import zooka.shell.screen.KeyTable;
import zooka.shell.screen.Size;

/** The actions of a screen of rows. */
enum SheetKey implements KeyAction<SheetModel<?>> {
    UP("one row up, or down", Key.UP, Key.of('k')),
    DOWN("", Key.DOWN, Key.of('j')),
    PAGE_UP("one screen up, or down", Key.PAGE_UP, Key.control('b')),
    PAGE_DOWN("", Key.PAGE_DOWN, Key.control('f')),
    FIRST("to the first row, or the last", Key.of('g'), Key.HOME),
    LAST("", Key.of('G'), Key.END),
    OPEN("open the selected row", Key.ENTER),
    NEXT("the next table of the page", Key.TAB, Key.of('t')),
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

    static final KeyTable<SheetModel<?>, SheetKey> TABLE = new KeyTable<>(
            List.of(values()), List.of(REFRESH, COMMAND, DOWN, PAUSE, UNHEALTHY, SORT, FILTER, NEXT, OPEN));

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Key> keys;

    SheetKey(String help, Key... keys) {
        this.help = help;
        this.keys = List.of(keys);
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
    public boolean works(SheetModel<?> model, Size size) {
        boolean known = model.known().shown().isPresent();
        boolean help = model.helped();
        boolean list = known && !help && model.page().isEmpty();
        return switch (this) {
            case REFRESH, COMMAND, QUIT, LEAVE -> true;
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST ->
                help
                        ? HelpText.lines(model, size.columns()).size()
                                > Geometry.of(model, size).list()
                        : model.place().listing().names().size() > 1;
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

    @Override
    public String word(SheetModel<?> model) {
        boolean help = model.helped();
        boolean top = !help && model.page().isEmpty();
        return switch (this) {
            case DOWN -> help ? "scroll" : "move";
            case OPEN -> "open";
            case NEXT -> model.nextSheet().map(Sheet::name).orElse("");
            case FILTER -> "filter";
            case SORT -> "sort";
            case UNHEALTHY -> model.place().unhealthyOnly() ? "all" : "unhealthy";
            case PAUSE -> help ? "" : model.known().paused().isPresent() ? "resume" : "pause";
            case COMMAND -> help ? "" : "command";
            case REFRESH -> help ? "" : "refresh";
            case HELP -> "help";
            case QUIT -> top ? "quit" : "back";
            default -> "";
        };
    }
}
