package zooka.shell.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.ListFilter;

/**
 * The complete state of the view of a repeated query; a frame depends on nothing else.
 *
 * @param command the command as typed
 * @param every the interval from an answer to the next query, in words
 * @param lines the lines of the last answer
 * @param marked the same lines with changes in reverse
 * @param answered the time of the last answer; empty before the first
 * @param failure the failure of the last query, if it failed
 * @param paused the time at which the view was paused
 * @param filtering the filter of the lines
 * @param top the index of the first visible line among those that pass the filter
 * @param help whether the help is shown
 */
record WatchModel(
        Glyphs look,
        String command,
        String every,
        List<Line> lines,
        List<Line> marked,
        Optional<Instant> answered,
        Optional<String> failure,
        Optional<Instant> paused,
        ListFilter filtering,
        int top,
        boolean help) {
    WatchModel {
        lines = List.copyOf(lines);
        marked = List.copyOf(marked);
    }

    WatchModel answered(List<Line> next, List<Line> changed, Instant now) {
        return new WatchModel(
                look, command, every, next, changed, Optional.of(now), Optional.empty(), paused, filtering, top, help);
    }

    WatchModel failed(String message) {
        return new WatchModel(
                look, command, every, lines, marked, answered, Optional.of(message), paused, filtering, top, help);
    }

    WatchModel paused(Optional<Instant> since) {
        return new WatchModel(look, command, every, lines, marked, answered, failure, since, filtering, top, help);
    }

    WatchModel filtered(ListFilter next) {
        return new WatchModel(look, command, every, lines, marked, answered, failure, paused, next, 0, help);
    }

    WatchModel helped(boolean next) {
        return new WatchModel(look, command, every, lines, marked, answered, failure, paused, filtering, top, next);
    }

    /**
     * The lines that pass the filter; the heading of a table always does.
     *
     * @param from the lines, or the marked lines
     */
    List<Line> visible(List<Line> from) {
        Filter wanted = filtering.filter();
        if (wanted.isEmpty()) {
            return from;
        }
        return IntStream.range(0, lines.size())
                .filter(i ->
                        (i == 0 && isHeading()) || wanted.accepts(lines.get(i).text()))
                .mapToObj(from::get)
                .toList();
    }

    private boolean isHeading() {
        String text = lines.get(0).text();
        return text.chars().noneMatch(Character::isLowerCase) && text.chars().anyMatch(Character::isUpperCase);
    }

    /** This model scrolled to a line, or as near to it as possible without blank lines below the last. */
    WatchModel scrolled(int line, int height) {
        int lowest = Math.max(0, visible(lines).size() - height);
        int next = Math.max(0, Math.min(line, lowest));
        return new WatchModel(look, command, every, lines, marked, answered, failure, paused, filtering, next, help);
    }
}
