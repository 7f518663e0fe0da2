package zooka.commands.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Table.Row;

/** Rows that come in any order and leave sorted. They are held: only the first ones where only these are wanted. */
final class SortedRows {

    /** The most rows that are held. */
    static final int MOST = 100_000;

    /** What a row and a cell take beside their texts, about. */
    private static final long ROW = 150;

    private static final long CELL = 60;

    private final List<Key> keys;
    private final PriorityQueue<Order.Entry> held;
    private final Comparator<Order.Entry> order;
    private final long wanted;
    private final long room;
    private long number;
    private long taken;

    /**
     * No rows.
     *
     * @param keys those of the order among the columns of the rows
     * @param wanted how many rows are asked for at most
     * @param room how many bytes they may take, about
     */
    SortedRows(Order order, List<Key> keys, long wanted, long room) {
        this.keys = List.copyOf(keys);
        this.order = order.comparator();
        this.held = new PriorityQueue<>(this.order.reversed());
        this.wanted = wanted;
        this.room = room;
    }

    /** A quarter of the memory that this process may have. */
    static long room() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /**
     * Takes a row.
     *
     * @throws Failure {@code FAILED} if it is one too many
     */
    void add(Row row) {
        held.add(Order.entry(row, keys, number++));
        taken += bytes(row);
        if (held.size() > wanted) {
            taken -= bytes(held.remove().row()); // the last one in the order
        }
        if (held.size() > MOST || taken > room) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            String.format(
                                    Locale.ROOT,
                                    "--sort: too many rows to sort: %,d rows of about %,d MB are held already",
                                    held.size(),
                                    taken / 1_000_000))
                    .hint("reduce them with --where, or ask for the first ones with --limit");
        }
    }

    /** Gives the rows in their order. */
    void forEach(Consumer<Row> rows) {
        List<Order.Entry> entries = new ArrayList<>(held);
        entries.sort(order);
        entries.forEach(entry -> rows.accept(entry.row()));
    }

    private static long bytes(Row row) {
        long bytes = ROW;
        for (Cell cell : row.cells()) {
            bytes += CELL + 2L * weight(cell);
        }
        return bytes;
    }

    /** The characters or bytes of a cell. */
    private static long weight(Cell cell) {
        return cell.match(Weights.CELLS);
    }

    private static final class Weights implements Cell.Cases<Long> {
        private static final Weights CELLS = new Weights();

        @Override
        public Long text(Cell.Text cell) {
            return (long) cell.text().length();
        }

        @Override
        public Long bytes(Cell.Bytes cell) {
            return (long) cell.bytes().length;
        }

        @Override
        public Long json(Cell.Json cell) {
            return (long) cell.json().length();
        }

        @Override
        public Long many(Cell.Many cell) {
            return cell.cells().stream().mapToLong(one -> CELL + weight(one)).sum();
        }

        @Override
        public Long group(Cell.Group cell) {
            return cell.fields().stream()
                    .mapToLong(field -> CELL + weight(field.cell()))
                    .sum();
        }

        @Override
        public Long count(Cell.Count cell) {
            return 0L;
        }

        @Override
        public Long size(Cell.Size cell) {
            return 0L;
        }

        @Override
        public Long millis(Cell.Millis cell) {
            return 0L;
        }

        @Override
        public Long at(Cell.At cell) {
            return 0L;
        }

        @Override
        public Long flag(Cell.Flag cell) {
            return 0L;
        }

        @Override
        public Long missing(Cell.Missing cell) {
            return 0L;
        }
    }
}
