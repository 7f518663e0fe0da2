package zooka.commands.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import zooka.commands.result.Table.Column;

/**
 * A named value.
 *
 * @param key the JSON name, camelCase
 * @param title what people see
 */
public record Field(String key, String title, Cell cell) {
    public Field {
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(cell, "cell is null");
    }

    public static Field of(String key, String title, Cell cell) {
        return new Field(key, title, cell);
    }

    /**
     * The fields of one thing.
     *
     * @param declared their names, in order
     * @param cells the value of each
     */
    public static List<Field> all(List<Column> declared, Cell... cells) {
        if (cells.length != declared.size()) {
            throw new IllegalArgumentException(cells.length + " values for " + declared.size() + " fields");
        }
        List<Field> fields = new ArrayList<>(cells.length);
        for (int i = 0; i < cells.length; i++) {
            fields.add(of(declared.get(i).key(), declared.get(i).title(), cells[i]));
        }
        return fields;
    }
}
