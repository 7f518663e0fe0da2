package zooka.shell.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Key;

/** The actions of the view with their keys; the source of key handling, help and footer. */
enum StatusKey {
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
    CLEAR("clear the filter", Key.ESCAPE),
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

    /** The help; empty if the action before it has that of both. */
    String help() {
        return help;
    }

    /** The labels of all keys of this action, and of the next if that has no help of its own. */
    String keys(Glyphs look) {
        List<Key> all = new ArrayList<>(keys);
        List<StatusKey> actions = List.of(values());
        List<StatusKey> below = actions.subList(actions.indexOf(this) + 1, actions.size());
        below.stream().takeWhile(next -> next.help.isEmpty()).forEach(next -> all.addAll(next.keys));
        return all.stream().map(key -> key.label(look)).collect(Collectors.joining(" "));
    }

    private boolean works(StatusModel model) {
        boolean known = model.shown().isPresent() && !model.help();
        return switch (this) {
            case REFRESH, COMMAND, QUIT, LEAVE -> true;
            case REMEDY -> known && model.remedy().isPresent();
            case COPY -> known && model.selected().isPresent();
            case FILTER, SAVE -> known;
            case CLEAR -> known && !model.filtering().text().isEmpty();
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
        if (word.isEmpty() || !works(model)) {
            return Optional.empty();
        }
        String key =
                this == DOWN ? look.ascii() ? "up/down" : "↑↓" : keys.get(0).label(look);
        return Optional.of(key + " " + word);
    }
}
