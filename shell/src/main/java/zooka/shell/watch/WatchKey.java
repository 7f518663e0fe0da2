package zooka.shell.watch;

import java.util.List;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Key;
import zooka.shell.screen.KeyAction;
import zooka.shell.screen.KeyTable;
import zooka.shell.screen.Size;

/** The actions of the view of a repeated query. */
enum WatchKey implements KeyAction<WatchModel> {
    UP("one line up", Key.UP, Key.of('k')),
    DOWN("one line down", Key.DOWN, Key.of('j')),
    PAGE_UP("one screen up", Key.PAGE_UP, Key.control('b')),
    PAGE_DOWN("one screen down", Key.PAGE_DOWN, Key.control('f')),
    FIRST("to the first line", Key.of('g'), Key.HOME),
    LAST("to the last line", Key.of('G'), Key.END),
    PAUSE("pause, or resume", Key.of('p'), Key.of(' ')),
    REFRESH("query again now", Key.of('r')),
    COMMAND("type any command", Key.of(':')),
    FILTER(Filter.HELP, Key.of('/')),
    COPY("copy the lines", Key.of('y')),
    SAVE("save to a file", Key.of('W')),
    HELP("this help", Key.of('?')),
    BACK("one level back; clears the filter", Key.ESCAPE),
    QUIT("one level back, then to the prompt", Key.of('q')),
    LEAVE("back to the prompt", Key.control('c'));

    static final KeyTable<WatchModel, WatchKey> TABLE =
            new KeyTable<>(List.of(values()), List.of(SAVE, COPY, FILTER, COMMAND, REFRESH, DOWN, HELP, PAUSE));

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Key> keys;

    WatchKey(String help, Key... keys) {
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
    public boolean works(WatchModel model, Size size) {
        return switch (this) {
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST ->
                !model.help() && model.visible(model.lines()).size() > WatchView.height(size);
            case FILTER, COPY, SAVE -> !model.help() && !model.lines().isEmpty();
            case BACK -> model.help() || !model.filtering().text().isEmpty();
            case HELP -> !model.help();
            case PAUSE, REFRESH, COMMAND, QUIT, LEAVE -> true;
        };
    }

    @Override
    public String word(WatchModel model) {
        return switch (this) {
            case DOWN -> "scroll";
            case PAUSE -> model.help() ? "" : model.paused().isPresent() ? "resume" : "pause";
            case REFRESH -> model.help() ? "" : "refresh";
            case COMMAND -> model.help() ? "" : "command";
            case FILTER -> "filter";
            case COPY -> "copy";
            case SAVE -> "save";
            case HELP -> "help";
            case QUIT -> model.help() ? "back" : "quit";
            default -> "";
        };
    }
}
