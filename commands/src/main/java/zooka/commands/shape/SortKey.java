package zooka.commands.shape;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;

/**
 * What a cell is sorted by. Numbers, sizes, durations, moments and texts that are numbers come before other texts, by their value;
 * lists by their first element that differs.
 *
 * @param rank the order of kinds
 * @param parts of a list
 */
record SortKey(int rank, BigDecimal number, String text, List<SortKey> parts) implements Comparable<SortKey> {

    private static final int NUMBER = 0;
    private static final int TEXT = 1;
    private static final int LIST = 2;
    private static final int MISSING = 3;

    private static final SortKey UNKNOWN = new SortKey(MISSING, BigDecimal.ZERO, "", List.of());
    private static final Keys KEYS = new Keys();

    SortKey {
        parts = List.copyOf(parts);
    }

    static SortKey of(Cell cell) {
        return cell.match(KEYS);
    }

    private static SortKey of(BigDecimal number) {
        return new SortKey(NUMBER, number, "", List.of());
    }

    private static SortKey of(String text) {
        Optional<BigDecimal> number = Numbers.of(text);
        return number.isPresent()
                ? new SortKey(NUMBER, number.get(), text, List.of())
                : new SortKey(TEXT, BigDecimal.ZERO, text, List.of());
    }

    /** Whether the cell is unknown, which is last in every order. */
    boolean missing() {
        return rank == MISSING;
    }

    @Override
    public int compareTo(SortKey other) {
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        int numbers = number.compareTo(other.number);
        if (numbers != 0) {
            return numbers;
        }
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int one = parts.get(i).compareTo(other.parts.get(i));
            if (one != 0) {
                return one;
            }
        }
        return parts.size() == other.parts.size()
                ? text.compareTo(other.text)
                : Integer.compare(parts.size(), other.parts.size());
    }

    private static final class Keys implements Cell.Cases<SortKey> {
        @Override
        public SortKey text(Cell.Text cell) {
            return of(cell.text());
        }

        @Override
        public SortKey count(Cell.Count cell) {
            return of(BigDecimal.valueOf(cell.value()));
        }

        @Override
        public SortKey size(Cell.Size cell) {
            return of(BigDecimal.valueOf(cell.bytes()));
        }

        @Override
        public SortKey millis(Cell.Millis cell) {
            return of(BigDecimal.valueOf(cell.value()));
        }

        @Override
        public SortKey at(Cell.At cell) {
            Instant instant = cell.instant();
            return of(BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9)));
        }

        @Override
        public SortKey flag(Cell.Flag cell) {
            return of(cell.value() ? BigDecimal.ONE : BigDecimal.ZERO);
        }

        @Override
        public SortKey bytes(Cell.Bytes cell) {
            return of(MachineText.of(cell));
        }

        @Override
        public SortKey json(Cell.Json cell) {
            Optional<Cell> parsed = JsonCells.of(cell.json());
            return parsed.isPresent() ? parsed.get().match(this) : of(cell.json());
        }

        @Override
        public SortKey many(Cell.Many cell) {
            return cell.cells().isEmpty()
                    ? UNKNOWN
                    : new SortKey(
                            LIST,
                            BigDecimal.ZERO,
                            "",
                            cell.cells().stream().map(SortKey::of).toList());
        }

        @Override
        public SortKey group(Cell.Group cell) {
            return of(MachineText.of(cell));
        }

        @Override
        public SortKey missing(Cell.Missing cell) {
            return UNKNOWN;
        }
    }
}
