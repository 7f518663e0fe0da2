package zooka.shell.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame.Line;

/**
 * All there is to the view of a query that is asked again and again: a frame is drawn from it and nothing else.
 *
 * @param command as it was typed
 * @param every how long from an answer to the next question, in words
 * @param lines of the last good answer
 * @param marked the same lines with what is new in them reversed
 * @param answered when that answer came; empty while there is none
 * @param failure what the last question came to, where that was no answer
 * @param paused since when time stands still
 * @param top the first line in sight
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

    /** With this line first, or the nearest that leaves no blank line below the last. */
    WatchModel scrolled(int line, int height) {
        int lowest = Math.max(0, lines.size() - height);
        int next = Math.max(0, Math.min(line, lowest));
        return new WatchModel(look, command, every, lines, marked, answered, failure, paused, next);
    }
}
