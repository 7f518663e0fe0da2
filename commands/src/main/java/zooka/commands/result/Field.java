package zooka.commands.result;

import java.util.Objects;

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
}
