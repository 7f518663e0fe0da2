package zooka.shell.status;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Key;

/** The actions of the view with their keys; the source of key handling, help and footer. */
enum StatusKey {
    UP("one row up", Key.UP, Key.of('k')),
    DOWN("one row down", Key.DOWN, Key.of('j')),
    PAGE_UP("one screen up", Key.PAGE_UP, Key.control('b')),
    PAGE_DOWN("one screen down", Key.PAGE_DOWN, Key.control('f')),
    FIRST("to the first row", Key.of('g'), Key.HOME),
    LAST("to the last row", Key.of('G'), Key.END),
    UNHEALTHY("show only what is unhealthy, or all", Key.of('z')),
    PAUSE("pause, or resume", Key.of('p')),
    REFRESH("refresh now", Key.of('r')),
    HELP("this help", Key.of('?')),
    QUIT("close the help, then back to the prompt", Key.of('q'), Key.ESCAPE),
    LEAVE("back to the prompt", Key.control('c'));

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Key> keys;

    StatusKey(String help, Key... keys) {
        this.help = help;
        this.keys = List.of(keys);
    }

    /** The action of a key in the present state; empty if it has none. */
    static Optional<StatusKey> of(Key key, StatusModel model) {
        return Arrays.stream(values())
                .filter(one -> one.keys.contains(key) && one.works(model))
                .findFirst();
    }

    String help() {
        return help;
    }

    /** The labels of all keys of this action. */
    String keys(Glyphs look) {
        return keys.stream().map(key -> key.label(look)).collect(Collectors.joining(" "));
    }

    private boolean works(StatusModel model) {
        boolean known = model.shown().isPresent() && !model.help();
        return switch (this) {
            case REFRESH, QUIT, LEAVE -> true;
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST ->
                known && model.list().names().size() > 1;
            case UNHEALTHY, PAUSE -> known;
            case HELP -> !model.help();
        };
    }

    /** The text in the footer, {@code p pause}; empty if the action is only in the help. */
    Optional<String> hint(StatusModel model) {
        Glyphs look = model.look();
        String word =
                switch (this) {
                    case DOWN -> "move";
                    case UNHEALTHY -> model.unhealthyOnly() ? "all" : "unhealthy";
                    case PAUSE -> model.paused().isPresent() ? "resume" : "pause";
                    case REFRESH -> model.help() ? "" : "refresh";
                    case HELP -> "help";
                    case QUIT -> model.help() ? "back" : "quit";
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
