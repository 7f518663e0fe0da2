package zooka.shell.render;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import zooka.clients.text.Sizes;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.value.Text;

/** Formats a cell as one line of text: with units and ages for people, in full for pipes. */
public final class CellText implements Cell.Cases<String> {

    private final boolean people;
    private final Screen screen;

    private CellText(boolean people, Screen screen) {
        this.people = people;
        this.screen = screen;
    }

    public static CellText forPeople(Screen screen) {
        return new CellText(true, screen);
    }

    public static CellText forPipes(Screen screen) {
        return new CellText(false, screen);
    }

    /** The level of a cell, as people see it. */
    static Level level(Cell cell) {
        if (cell instanceof Cell.Text text) {
            return text.level();
        }
        if (cell instanceof Cell.Count count) {
            return count.level();
        }
        return cell instanceof Cell.Missing ? Level.DIM : Level.PLAIN;
    }

    /** Whether a cell is aligned right for people. */
    static boolean number(Cell cell) {
        return cell instanceof Cell.Count || cell instanceof Cell.Size || cell instanceof Cell.Millis;
    }

    /** Whether a cell may be shortened for people: a name or data, and no number, size, time or list. */
    static boolean shortenable(Cell cell) {
        return cell instanceof Cell.Text || data(cell);
    }

    /** Whether a cell holds data, of which the beginning says more than the end. */
    static boolean data(Cell cell) {
        return cell instanceof Cell.Bytes || cell instanceof Cell.Json || cell instanceof Cell.Group;
    }

    /** Whether the text of a cell may be wrapped at blanks: a sentence or a list. */
    static boolean breakable(Cell cell) {
        return cell instanceof Cell.Text || cell instanceof Cell.Many;
    }

    @Override
    public String text(Cell.Text cell) {
        // An empty name is a valid value; an empty cell would look like a missing column.
        return people && cell.text().isEmpty() && !cell.equals(Cell.BLANK) ? "''" : Escapes.visible(cell.text());
    }

    @Override
    public String count(Cell.Count cell) {
        return people && cell.amount() && Math.abs(cell.value()) >= 10_000
                ? String.format(Locale.ROOT, "%,d", cell.value())
                : Long.toString(cell.value());
    }

    @Override
    public String size(Cell.Size cell) {
        return people ? Sizes.text(cell.bytes()) : Long.toString(cell.bytes());
    }

    @Override
    public String millis(Cell.Millis cell) {
        return people ? Ages.millis(cell.value()) : Double.toString(cell.value());
    }

    @Override
    public String at(Cell.At cell) {
        if (people && cell.age()) {
            return Ages.since(cell.instant(), screen.now());
        }
        // People get the local time zone, from TZ or the system; programs always get UTC.
        return people && screen.terminal()
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(cell.instant().atZone(ZoneId.systemDefault()))
                : cell.instant().toString();
    }

    @Override
    public String flag(Cell.Flag cell) {
        return people ? (cell.value() ? "yes" : "") : Boolean.toString(cell.value());
    }

    @Override
    public String bytes(Cell.Bytes cell) {
        return Text.of(cell.bytes())
                .map(Escapes::visible)
                .orElseGet(() -> "base64:" + Base64.getEncoder().encodeToString(cell.bytes()));
    }

    @Override
    public String json(Cell.Json cell) {
        return Escapes.visible(cell.json());
    }

    @Override
    public String many(Cell.Many cell) {
        return cell.cells().stream().map(one -> one.match(this)).collect(Collectors.joining(people ? " " : ","));
    }

    @Override
    public String group(Cell.Group cell) {
        return cell.fields().stream()
                .map(field -> field.key() + "=" + field.cell().match(this))
                .collect(Collectors.joining(" "));
    }

    @Override
    public String missing(Cell.Missing cell) {
        return people ? "-" : "";
    }
}
