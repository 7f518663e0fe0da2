package zooka.shell.screen;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;

/**
 * Lines that the frames of all views have.
 *
 * @param columns the width of the screen
 */
public record FrameParts(Glyphs look, int columns) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** The columns of a rule around a text. */
    private static final int AROUND = 6;

    /** A horizontal rule. */
    public Line rule() {
        return rule("", "");
    }

    /** A horizontal rule with texts at both ends; if there is no room for both, that at the right goes. */
    public Line rule(String left, String right) {
        Pen pen = new Pen(columns);
        String shown = look.cutName(left, Math.max(0, columns - AROUND));
        if (!shown.isEmpty()) {
            pen.put(look.rule().repeat(2), Style.DIM).put(" " + shown + " ", Style.BOLD);
        }
        int before = pen.room() - Width.of(right) - 4;
        if (!right.isEmpty() && before >= 0) {
            pen.put(look.rule().repeat(before), Style.DIM).put(" " + right + " ", Style.DIM);
        }
        return pen.put(look.rule().repeat(pen.room()), Style.DIM).line();
    }

    /** A dim line of text, cut to the screen. */
    public Line message(String text) {
        return message(text, Style.DIM);
    }

    private Line message(String text, Style style) {
        return new Pen(columns)
                .skip(1)
                .put(look.cut(text, Math.max(1, columns - 2)), style)
                .line();
    }

    /** What stands where the rows would be before anything is known of a cluster. */
    public List<Line> waiting(String name, Optional<Failure> trouble) {
        if (trouble.isEmpty()) {
            return List.of(message("waiting for " + look.safe(name)));
        }
        List<Line> lines = new ArrayList<>();
        lines.add(message(look.safe(name) + " is unreachable, trying again"));
        lines.add(message(look.safe(String.valueOf(trouble.get().getMessage())), Style.of(Level.BAD)));
        trouble.get().hint().ifPresent(hint -> lines.add(message("hint: " + look.safe(hint))));
        return lines;
    }

    /** What stands where the changes would be. */
    public Line unchanged(Instant since) {
        return message("no changes since " + TIME.withZone(look.zone()).format(since));
    }

    /**
     * The right end of the header while what is shown is not up to date: a failure, or nothing known yet, or a pause. Empty if it
     * is up to date.
     *
     * @param age of what is shown; empty if there is nothing
     * @param room the columns for the reason of a failure and the age
     * @param halt how the view was paused: {@code paused}
     * @param pending how many changes there were since
     */
    public Optional<Pen> stale(
            Optional<Failure> trouble, Optional<String> age, int room, Optional<String> halt, int pending) {
        Pen pen = new Pen(columns);
        if (trouble.isPresent()) {
            String end = age.map(text -> ", " + text.strip() + " old").orElse("");
            String begin = trouble.get().kind() == Failure.Kind.UNREACHABLE ? "unreachable: " : "";
            String reason = begin + look.safe(String.valueOf(trouble.get().getMessage()));
            return Optional.of(
                    pen.put(look.cut(reason, Math.max(12, room - Width.of(end))) + end, Style.of(Level.BAD)));
        }
        if (age.isEmpty()) {
            return Optional.of(pen.put("connecting", Style.DIM));
        }
        String changes =
                pending == 0 ? "" : look.dot() + pending + (pending == 1 ? " change pending" : " changes pending");
        return halt.map(text -> pen.put(text + changes, Style.of(Level.WARN)));
    }

    /** A header: something at the left, and the state at the right end. */
    public Line header(Pen left, Pen state) {
        left.skip(left.room() - state.column() - 1);
        state.line().spans().forEach(span -> left.put(span.text(), span.style()));
        return left.line();
    }
}
