package zooka.commands.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.value.Text;

/** The parts of a cell: the fields of an object, the elements of a list; also those of a text that is JSON. */
public final class CellParts {

    private static final Elements ELEMENTS = new Elements();
    private static final Members MEMBERS = new Members();

    private CellParts() {}

    /**
     * The part with a name; of a list, the parts of its elements.
     *
     * @param name a key, or several with dots between them; a key that contains dots takes precedence
     * @return missing where there is none
     */
    public static Cell named(Cell cell, String name) {
        return cell.match(new NamedPart(name));
    }

    /** The elements of a list; nothing of an unknown value; anything else is one element. */
    public static List<? extends Cell> elements(Cell cell) {
        return cell.match(ELEMENTS);
    }

    /** What is directly in an object or in a list; nothing in another value. */
    public static List<? extends Cell> members(Cell cell) {
        return cell.match(MEMBERS);
    }

    private static Optional<Cell> json(String text) {
        String begin = text.stripLeading();
        return begin.startsWith("{") || begin.startsWith("[") ? JsonCells.of(text) : Optional.empty();
    }

    private static Optional<Cell> json(Cell.Bytes cell) {
        return Text.of(cell.bytes()).flatMap(CellParts::json);
    }

    /** The part with a name. */
    private record NamedPart(String name) implements Cell.Cases<Cell> {

        private Cell within(Optional<Cell> parsed) {
            return parsed.isPresent() ? parsed.get().match(this) : Cell.missing();
        }

        @Override
        public Cell group(Cell.Group cell) {
            Field longest = null;
            for (Field field : cell.fields()) {
                if (field.key().equals(name)) {
                    return field.cell();
                }
                boolean begins = !field.key().isEmpty() && name.startsWith(field.key() + ".");
                if (begins
                        && (longest == null
                                || field.key().length() > longest.key().length())) {
                    longest = field;
                }
            }
            return longest == null
                    ? Cell.missing()
                    : named(longest.cell(), name.substring(longest.key().length() + 1));
        }

        @Override
        public Cell many(Cell.Many cell) {
            List<Cell> parts = new ArrayList<>();
            for (Cell one : cell.cells()) {
                parts.addAll(elements(one.match(this)));
            }
            return new Cell.Many(parts);
        }

        @Override
        public Cell json(Cell.Json cell) {
            return within(CellParts.json(cell.json()));
        }

        @Override
        public Cell text(Cell.Text cell) {
            return within(CellParts.json(cell.text()));
        }

        @Override
        public Cell bytes(Cell.Bytes cell) {
            return within(CellParts.json(cell));
        }

        @Override
        public Cell count(Cell.Count cell) {
            return Cell.missing();
        }

        @Override
        public Cell size(Cell.Size cell) {
            return Cell.missing();
        }

        @Override
        public Cell millis(Cell.Millis cell) {
            return Cell.missing();
        }

        @Override
        public Cell at(Cell.At cell) {
            return Cell.missing();
        }

        @Override
        public Cell flag(Cell.Flag cell) {
            return Cell.missing();
        }

        @Override
        public Cell missing(Cell.Missing cell) {
            return cell;
        }
    }

    private static final class Elements implements Cell.Cases<List<? extends Cell>> {
        @Override
        public List<? extends Cell> many(Cell.Many cell) {
            return cell.cells();
        }

        @Override
        public List<? extends Cell> json(Cell.Json cell) {
            Optional<Cell> parsed = JsonCells.of(cell.json());
            return parsed.isPresent() ? elements(parsed.get()) : List.of(cell);
        }

        @Override
        public List<? extends Cell> missing(Cell.Missing cell) {
            return List.of();
        }

        @Override
        public List<? extends Cell> group(Cell.Group cell) {
            return List.of(cell);
        }

        @Override
        public List<? extends Cell> text(Cell.Text cell) {
            return List.of(cell);
        }

        @Override
        public List<? extends Cell> bytes(Cell.Bytes cell) {
            return List.of(cell);
        }

        @Override
        public List<? extends Cell> count(Cell.Count cell) {
            return List.of(cell);
        }

        @Override
        public List<? extends Cell> size(Cell.Size cell) {
            return List.of(cell);
        }

        @Override
        public List<? extends Cell> millis(Cell.Millis cell) {
            return List.of(cell);
        }

        @Override
        public List<? extends Cell> at(Cell.At cell) {
            return List.of(cell);
        }

        @Override
        public List<? extends Cell> flag(Cell.Flag cell) {
            return List.of(cell);
        }
    }

    private static final class Members implements Cell.Cases<List<? extends Cell>> {

        private List<? extends Cell> within(Optional<Cell> parsed) {
            return parsed.isPresent() ? parsed.get().match(this) : List.of();
        }

        @Override
        public List<? extends Cell> group(Cell.Group cell) {
            return cell.fields().stream().map(Field::cell).toList();
        }

        @Override
        public List<? extends Cell> many(Cell.Many cell) {
            return cell.cells();
        }

        @Override
        public List<? extends Cell> json(Cell.Json cell) {
            return within(CellParts.json(cell.json()));
        }

        @Override
        public List<? extends Cell> text(Cell.Text cell) {
            return within(CellParts.json(cell.text()));
        }

        @Override
        public List<? extends Cell> bytes(Cell.Bytes cell) {
            return within(CellParts.json(cell));
        }

        @Override
        public List<? extends Cell> count(Cell.Count cell) {
            return List.of();
        }

        @Override
        public List<? extends Cell> size(Cell.Size cell) {
            return List.of();
        }

        @Override
        public List<? extends Cell> millis(Cell.Millis cell) {
            return List.of();
        }

        @Override
        public List<? extends Cell> at(Cell.At cell) {
            return List.of();
        }

        @Override
        public List<? extends Cell> flag(Cell.Flag cell) {
            return List.of();
        }

        @Override
        public List<? extends Cell> missing(Cell.Missing cell) {
            return List.of();
        }
    }
}
