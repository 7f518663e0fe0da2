package zooka.commands.result;

import java.util.List;
import java.util.function.Consumer;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;

/**
 * Rows that come one after the other, and may be more than fit in memory.
 *
 * @param source gives the rows; it returns after the last
 * @param pace how the rows come
 * @param content the key of the column whose bytes the format {@code raw} writes; empty for no such column
 */
public record Flow(List<Column> columns, Source source, Shape shape, Pace pace, String content) implements Result {
    public Flow {
        columns = List.copyOf(columns);
    }

    public Flow(List<Column> columns, Source source, Shape shape, Pace pace) {
        this(columns, source, shape, pace, "");
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.flow(this);
    }

    /** How the rows of a flow come. */
    public enum Pace {
        /** A long list: one array in JSON. */
        LIST,
        /** A sequence without an array around it, such as records: one object a line in JSON. */
        STREAM,
        /** A sequence of events: each row is written as soon as it is known. */
        LIVE
    }

    /** Where the rows of a flow come from. */
    @FunctionalInterface
    public interface Source {
        /** Calls {@code rows} for each row, on the calling thread, and returns after the last. */
        void forEach(Consumer<Row> rows);
    }
}
