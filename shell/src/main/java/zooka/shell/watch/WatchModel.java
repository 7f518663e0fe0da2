package zooka.shell.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame.Line;

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
 * @param top the index of the first visible line
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
        int top) {
    WatchModel {
        lines = List.copyOf(lines);
        marked = List.copyOf(marked);
    }

    WatchModel answered(List<Line> next, List<Line> changed, Instant now) {
        return new WatchModel(look, command, every, next, changed, Optional.of(now), Optional.empty(), paused, top);
    }

    WatchModel failed(String message) {
        return new WatchModel(look, command, every, lines, marked, answered, Optional.of(message), paused, top);
    }

    WatchModel paused(Optional<Instant> since) {
        return new WatchModel(look, command, every, lines, marked, answered, failure, since, top);
    }

    /** This model scrolled to a line, or as near to it as possible without blank lines below the last. */
    WatchModel scrolled(int line, int height) {
        int lowest = Math.max(0, lines.size() - height);
        int next = Math.max(0, Math.min(line, lowest));
        return new WatchModel(look, command, every, lines, marked, answered, failure, paused, next);
    }
}
