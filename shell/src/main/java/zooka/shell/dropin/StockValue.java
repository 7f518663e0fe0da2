package zooka.shell.dropin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/**
 * A value as the stock tools write it: numbers in digits, lists with commas.
 *
 * @param known whether there is a value
 * @param scalar the text of a value that is not a list; empty for a list, an object, or no value
 * @param parts the values of a list; of another value that one, and none of an unknown one
 * @param fields the fields of an object
 * @param raw the bytes of a value that is bytes
 */
record StockValue(boolean known, String scalar, List<? extends Cell> parts, List<Field> fields, Optional<byte[]> raw) {

    private static final StockValue MISSING = new StockValue(false, "", List.of(), List.of());

    private StockValue(boolean known, String scalar, List<? extends Cell> parts, List<Field> fields) {
        this(known, scalar, parts, fields, Optional.empty());
    }

    static StockValue of(Cell cell) {
        return cell.match(Reader.ONLY);
    }

    /** The text; that of a list joined by commas. */
    String text() {
        if (!scalar.isEmpty() || parts.isEmpty()) {
            return scalar;
        }
        StringBuilder text = new StringBuilder();
        for (Cell part : parts) {
            text.append(text.isEmpty() ? "" : ",").append(of(part).scalar);
        }
        return text.toString();
    }

    private static final class Reader implements Cell.Cases<StockValue> {

        private static final Reader ONLY = new Reader();

        private static StockValue scalar(Cell cell, String text) {
            return new StockValue(true, text, List.of(cell), List.of());
        }

        @Override
        public StockValue text(Cell.Text cell) {
            return scalar(cell, cell.text());
        }

        @Override
        public StockValue count(Cell.Count cell) {
            return scalar(cell, Long.toString(cell.value()));
        }

        @Override
        public StockValue size(Cell.Size cell) {
            return scalar(cell, Long.toString(cell.bytes()));
        }

        @Override
        public StockValue millis(Cell.Millis cell) {
            return scalar(cell, Double.toString(cell.value()));
        }

        @Override
        public StockValue at(Cell.At cell) {
            return scalar(cell, Long.toString(cell.instant().toEpochMilli()));
        }

        @Override
        public StockValue flag(Cell.Flag cell) {
            return scalar(cell, Boolean.toString(cell.value()));
        }

        @Override
        public StockValue bytes(Cell.Bytes cell) {
            String text = new String(cell.bytes(), StandardCharsets.UTF_8);
            return new StockValue(true, text, List.of(cell), List.of(), Optional.of(cell.bytes()));
        }

        @Override
        public StockValue json(Cell.Json cell) {
            return scalar(cell, cell.json());
        }

        @Override
        public StockValue many(Cell.Many cell) {
            return new StockValue(true, "", cell.cells(), List.of());
        }

        @Override
        public StockValue group(Cell.Group cell) {
            return new StockValue(true, "", List.of(cell), cell.fields());
        }

        @Override
        public StockValue missing(Cell.Missing cell) {
            return MISSING;
        }
    }
}
