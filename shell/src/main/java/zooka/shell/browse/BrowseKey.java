package zooka.shell.browse;

import java.util.List;
import java.util.Optional;
import zooka.shell.screen.Key;
import zooka.shell.screen.KeyAction;
import zooka.shell.screen.KeyTable;
import zooka.shell.screen.Size;

/** The actions of the view of znodes. */
enum BrowseKey implements KeyAction<BrowseModel> {
    UP("one row up", Key.UP, Key.of('k')),
    DOWN("one row down", Key.DOWN, Key.of('j')),
    PAGE_UP("one screen up", Key.PAGE_UP, Key.control('b')),
    PAGE_DOWN("one screen down", Key.PAGE_DOWN, Key.control('f')),
    FIRST("to the first row", Key.of('g'), Key.HOME),
    LAST("to the last row", Key.of('G'), Key.END),
    OPEN("open the znode, or show more children", Key.RIGHT, Key.ENTER),
    CLOSE("close the znode, or go to its parent", Key.LEFT),
    FIND("find names by text or regex; ! inverts", Key.of('/')),
    VALUE("scroll the value, or go back to the tree", Key.TAB),
    HEX("show the value as hex, or not", Key.of('h')),
    WATCHERS("list the sessions that watch the value", Key.of('w')),
    EDIT("edit the value", Key.of('e')),
    DELETE("delete the znode; asks first", Key.of('d')),
    COMMAND("type any command", Key.of(':')),
    COPY("copy the path", Key.of('y')),
    SAVE("save to a file, as text or .json", Key.of('W')),
    REFRESH("read everything again", Key.of('r')),
    HELP("this help", Key.of('?')),
    BACK("one level back; ends the search", Key.ESCAPE),
    QUIT("one level back, then to the prompt", Key.of('q')),
    LEAVE("back to the prompt", Key.control('c'));

    static final KeyTable<BrowseModel, BrowseKey> TABLE = new KeyTable<>(
            List.of(values()), List.of(REFRESH, WATCHERS, COMMAND, HEX, DOWN, DELETE, EDIT, VALUE, OPEN, FIND));

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Key> keys;

    BrowseKey(String help, Key... keys) {
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

    @Override
    public boolean works(BrowseModel model, Size size) {
        Place place = model.place();
        boolean help = place.help().isPresent();
        boolean known = model.tree().isPresent() && !help;
        boolean tree = known && !place.reading();
        boolean znode = known && model.stat(model.selected().orElse("")).isPresent();
        return switch (this) {
            case REFRESH, COMMAND, QUIT, LEAVE -> true;
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST -> BrowseView.moves(model, size);
            case OPEN -> tree && model.row().filter(row -> opens(row, model)).isPresent();
            case CLOSE -> tree && !model.selected().equals(Optional.of("/"));
            case FIND -> tree;
            case SAVE -> known;
            case COPY -> known && model.selected().isPresent();
            case VALUE -> known && model.selected().isPresent();
            case HEX ->
                known && model.detail().filter(one -> one.value().isPresent()).isPresent();
            case WATCHERS, EDIT -> znode;
            case DELETE -> znode && !model.selected().equals(Optional.of("/"));
            case HELP -> !help;
            case BACK -> place.within();
        };
    }

    private static boolean opens(Row row, BrowseModel model) {
        Place place = model.place();
        return switch (row.kind()) {
            case ZNODE ->
                place.filtering()
                        || (!place.open().contains(row.path())
                                && model.stat(row.path())
                                        .filter(stat -> stat.numChildren() > 0)
                                        .isPresent());
            case BEFORE -> true;
            case AFTER -> !place.filtering();
            case TROUBLE -> false;
        };
    }

    @Override
    public String word(BrowseModel model) {
        Place place = model.place();
        boolean help = place.help().isPresent();
        return switch (this) {
            case DOWN -> place.reading() || help ? "scroll" : "move";
            case OPEN -> place.filtering() ? "show in tree" : "open";
            case FIND -> "find";
            case VALUE -> place.reading() ? "tree" : "value";
            case HEX -> place.hex() ? "text" : "hex";
            case WATCHERS -> "watchers";
            case EDIT -> "edit";
            case DELETE -> "delete";
            case COMMAND -> help ? "" : "command";
            case REFRESH -> help ? "" : "refresh";
            case HELP -> "help";
            case QUIT -> place.within() ? "back" : "quit";
            default -> "";
        };
    }
}
