package zooka.commands.shape;

import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Spelling;

/**
 * A column, or a part of its cells.
 *
 * @param column the index of the column
 * @param part the name of a part of each cell, as {@link CellParts#named}; empty for the whole cell
 */
record Key(int column, String part) {

    /** The column with a JSON key, or a part of its cells by dots: {@code stat.version}. */
    static Optional<Key> of(String text, List<Column> columns) {
        int longest = -1;
        for (int i = 0; i < columns.size(); i++) {
            String key = columns.get(i).key();
            if (key.equals(text)) {
                return Optional.of(new Key(i, ""));
            }
            if (!key.isEmpty()
                    && text.startsWith(key + ".")
                    && text.length() > key.length() + 1
                    && (longest < 0 || key.length() > columns.get(longest).key().length())) {
                longest = i;
            }
        }
        return longest < 0
                ? Optional.empty()
                : Optional.of(new Key(
                        longest, text.substring(columns.get(longest).key().length() + 1)));
    }

    /**
     * The same, where there must be one.
     *
     * @param option as messages name it: {@code --sort}
     * @throws Failure {@code USAGE} where no column has the key
     */
    static Key required(String option, String text, List<Column> columns) {
        return of(text, columns).orElseThrow(() -> unknown(option, text, columns));
    }

    private static Failure unknown(String option, String text, List<Column> columns) {
        List<String> keys =
                columns.stream().map(Column::key).filter(key -> !key.isEmpty()).toList();
        String all = "columns: " + String.join(", ", keys);
        return Failure.usage(option + ": no column '" + text + "'")
                .hint(Spelling.meant(text, keys).map(meant -> meant + " " + all).orElse(all));
    }

    Cell in(Row row) {
        Cell cell = row.cells().get(column);
        return part.isEmpty() ? cell : CellParts.named(cell, part);
    }
}
