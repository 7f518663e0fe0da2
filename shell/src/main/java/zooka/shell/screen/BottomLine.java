package zooka.shell.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;

/**
 * What takes the place of a view's last line for a while: a question and the line that answers it, or a message until
 * the next key. Belongs to the thread that runs the view.
 */
final class BottomLine {

    private static final String GAP = "  ";

    private record Message(String text, Level level) {}

    private Optional<Message> message = Optional.empty();
    private Optional<Question> question = Optional.empty();
    private InputLine answer = InputLine.EMPTY;

    /** The index of the earlier answer that is shown; the number of all for the own one. */
    private int recalled;

    /** The own answer while an earlier one is shown. */
    private InputLine own = InputLine.EMPTY;

    /** What the last word may become. */
    private List<String> possible = List.of();

    /** Shows a message until the next key. */
    void say(String text, Level level) {
        message = Optional.of(new Message(text, level));
    }

    /** Asks a question; it has all keys until it is answered or given up. */
    void ask(Question next) {
        message = Optional.empty();
        question = Optional.of(next);
        answer = InputLine.of(next.begun());
        own = answer;
        recalled = next.earlier().size();
        possible = List.of();
    }

    boolean asks() {
        return question.isPresent();
    }

    /** Removes a message: a key was pressed. */
    void read() {
        message = Optional.empty();
    }

    /** Handles a key while a question is asked. */
    void press(Key key) {
        Question asked = question.orElseThrow();
        message = Optional.empty();
        possible = List.of();
        if (key.equals(Key.TAB)) {
            complete(asked);
            return;
        }
        Optional<InputLine> edited = answer.press(key);
        if (edited.isPresent()) {
            answer = edited.get();
            return;
        }
        switch (key.name()) {
            case UP -> recall(asked, recalled - 1);
            case DOWN -> recall(asked, recalled + 1);
            case ENTER -> {
                question = Optional.empty();
                asked.answered().accept(answer.text());
            }
            case ESCAPE, BACKSPACE -> question = Optional.empty();
            case CONTROL -> {
                if (key.equals(Key.control('c'))) {
                    question = Optional.empty();
                }
            }
            default -> {}
        }
    }

    private void recall(Question asked, int index) {
        int last = asked.earlier().size();
        if (index < 0 || index > last) {
            return;
        }
        if (recalled == last) {
            own = answer;
        }
        recalled = index;
        answer = index == last ? own : InputLine.of(asked.earlier().get(index));
    }

    /** Completes the word before the cursor as far as it is certain, and shows what it may become. */
    private void complete(Question asked) {
        String begun = answer.text().substring(0, answer.cursor());
        String rest = answer.text().substring(answer.cursor());
        List<String> ways = asked.completed().apply(begun);
        if (ways.isEmpty()) {
            return;
        }
        String certain = ways.get(0);
        for (String way : ways) {
            certain = common(certain, way);
        }
        if (certain.length() > begun.length() || ways.size() == 1) {
            answer = new InputLine(certain + rest, certain.length());
        }
        if (ways.size() > 1) {
            int word = certain.lastIndexOf(' ') + 1;
            possible = ways.stream().map(way -> way.substring(word).strip()).toList();
        }
    }

    private static String common(String one, String other) {
        int end = 0;
        while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        boolean half = end > 0 && Character.isHighSurrogate(one.charAt(end - 1));
        return one.substring(0, half ? end - 1 : end);
    }

    /** The frame with this line in the place of its last; unchanged if there is nothing to show. */
    Frame over(Frame frame, Size size, Glyphs look) {
        if (message.isEmpty() && question.isEmpty()) {
            return frame;
        }
        int kept = Math.min(frame.lines().size(), size.rows() - 1);
        List<Line> lines = new ArrayList<>(frame.lines().subList(0, kept));
        while (lines.size() < size.rows() - 1) {
            lines.add(Line.EMPTY);
        }
        lines.add(line(look, size.columns()));
        return new Frame(lines);
    }

    private Line line(Glyphs look, int columns) {
        Pen pen = new Pen(columns).skip(1);
        if (message.isPresent()) {
            String text = look.safe(message.get().text());
            return pen.put(
                            look.cut(text, Math.max(1, pen.room() - 1)),
                            Style.of(message.get().level()))
                    .line();
        }
        String prompt = look.safe(question.orElseThrow().prompt());
        pen.put(look.cutName(prompt, Math.max(1, columns * 2 / 3)), Style.BOLD);
        answer.draw(pen, look, pen.room() - 1, Style.BOLD);
        if (!possible.isEmpty()) {
            String ways = possible.stream().map(look::safe).collect(Collectors.joining(GAP));
            return pen.put(GAP)
                    .put(look.cut(ways, Math.max(0, pen.room() - 1)), Style.DIM)
                    .line();
        }
        String keys = Key.ENTER.label(look) + " " + question.get().enter() + GAP + "esc cancel ";
        return pen.room() <= Width.of(keys)
                ? pen.line()
                : pen.skip(pen.room() - Width.of(keys)).put(keys, Style.DIM).line();
    }
}
