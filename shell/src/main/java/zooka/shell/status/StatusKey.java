package zooka.shell.status;

import java.util.List;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Key;
import zooka.shell.screen.KeyAction;
import zooka.shell.screen.KeyTable;
import zooka.shell.screen.Size;

/** The actions of the view of {@code status}. */
enum StatusKey implements KeyAction<StatusModel> {
    UP("one row up, or down", Key.UP, Key.of('k')),
    DOWN("", Key.DOWN, Key.of('j')),
    PAGE_UP("one screen up, or down", Key.PAGE_UP, Key.control('b')),
    PAGE_DOWN("", Key.PAGE_DOWN, Key.control('f')),
    FIRST("to the first row, or the last", Key.of('g'), Key.HOME),
    LAST("", Key.of('G'), Key.END),
    REMEDY("type the command that the row suggests", Key.ENTER),
    FILTER(Filter.HELP, Key.of('/')),
    UNHEALTHY("show only what is unhealthy, or all", Key.of('z')),
    PAUSE("pause, or resume", Key.of('p')),
    COMMAND("type any command", Key.of(':')),
    COPY("copy the selected row", Key.of('y')),
    SAVE("save to a file, as text or .json", Key.of('W')),
    REFRESH("refresh now", Key.of('r')),
    HELP("this help", Key.of('?')),
    BACK("one level back; clears the filter", Key.ESCAPE),
    QUIT("one level back, then to the prompt", Key.of('q')),
    LEAVE("back to the prompt", Key.control('c'));

    static final KeyTable<StatusModel, StatusKey> TABLE =
            new KeyTable<>(List.of(values()), List.of(REFRESH, COMMAND, DOWN, PAUSE, UNHEALTHY, FILTER, REMEDY));

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Key> keys;

    StatusKey(String help, Key... keys) {
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
    public boolean works(StatusModel model, Size size) {
        boolean known = model.shown().isPresent() && !model.help();
        return switch (this) {
            case REFRESH, COMMAND, QUIT, LEAVE -> true;
            case REMEDY -> known && model.remedy().isPresent();
            case COPY -> known && model.selected().isPresent();
            case FILTER, SAVE -> known;
            case BACK -> model.help() || !model.filtering().text().isEmpty();
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST ->
                known && model.list().names().size() > 1;
            case UNHEALTHY, PAUSE -> known;
            case HELP -> !model.help();
        };
    }

    @Override
    public String word(StatusModel model) {
        return switch (this) {
            case DOWN -> "move";
            case REMEDY -> "fix";
            case FILTER -> "filter";
            case COMMAND -> model.help() ? "" : "command";
            case UNHEALTHY -> model.unhealthyOnly() ? "all" : "unhealthy";
            case PAUSE -> model.paused().isPresent() ? "resume" : "pause";
            case REFRESH -> model.help() ? "" : "refresh";
            case HELP -> "help";
            case QUIT -> model.help() ? "back" : "quit";
            default -> "";
        };
    }
}
