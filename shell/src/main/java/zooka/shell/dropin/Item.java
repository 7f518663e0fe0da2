package zooka.shell.dropin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** A row or an object of a result, read by the keys that JSON has for its values. */
final class Item {

    /** The key of the text that a document is. */
    static final String DOCUMENT = "document";

    private final Map<String, Cell> cells = new LinkedHashMap<>();

    private Item() {}

    private Item(List<Field> fields) {
        for (Field field : fields) {
            cells.put(field.key(), field.cell());
        }
    }

    private Item(List<Column> columns, Row row) {
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i).key(), row.cells().get(i));
        }
    }

    /** The items of a result: the rows of a table, the things of a list, or the one thing that it is. */
    static List<Item> of(Result result) {
        List<Item> items = new ArrayList<>();
        each(result, items::add);
        return items;
    }

    /** Takes each item of a result as soon as it is there; there may be more than memory holds. */
    static void each(Result result, Consumer<Item> sink) {
        result.match(new Reader(sink));
    }

    /** The value as text, a list with commas; empty where it is unknown, or not there. */
    String text(String key) {
        return text(key, "");
    }

    /** @param unknown what stands for an unknown value */
    String text(String key, String unknown) {
        StockValue value = value(key);
        return value.known() ? value.text() : unknown;
    }

    /** Whether the value is known. */
    boolean has(String key) {
        return value(key).known();
    }

    /** Whether a flag is set. */
    boolean is(String key) {
        return text(key).equals("true");
    }

    /** A whole number; 0 where it is unknown. */
    long number(String key) {
        return Long.parseLong(text(key, "0"));
    }

    /** How many values a list has; 0 where it is unknown. */
    int size(String key) {
        return value(key).parts().size();
    }

    /** The keys of an object's values, in their order. */
    List<String> keys() {
        return List.copyOf(cells.keySet());
    }

    /** The values of a list as text; of another value that one, and of an unknown one none. */
    List<String> texts(String key) {
        return has(key) ? texts(key, "") : List.of();
    }

    /** @param unknown what stands for an unknown value */
    List<String> texts(String key, String unknown) {
        if (!has(key)) {
            return List.of(unknown);
        }
        List<String> texts = new ArrayList<>();
        for (Cell part : value(key).parts()) {
            StockValue value = StockValue.of(part);
            texts.add(value.known() ? value.text() : unknown);
        }
        return texts;
    }

    /** The objects of a list; of an object that one. */
    List<Item> items(String key) {
        List<Item> items = new ArrayList<>();
        for (Cell part : value(key).parts()) {
            items.add(new Item(StockValue.of(part).fields()));
        }
        return items;
    }

    /** The bytes of a value; of text its UTF-8, and empty where it is null. */
    Optional<byte[]> bytes(String key) {
        StockValue value = value(key);
        if (!value.known()) {
            return Optional.empty();
        }
        return value.raw().isPresent()
                ? value.raw()
                : Optional.of(value.text().getBytes(StandardCharsets.UTF_8));
    }

    /** The object that a value is. */
    Item item(String key) {
        return new Item(value(key).fields());
    }

    private StockValue value(String key) {
        return StockValue.of(cells.getOrDefault(key, Cell.missing()));
    }

    /** Gives the items of each kind of result. */
    private record Reader(Consumer<Item> sink) implements Result.Cases<Void> {

        private Void give(Item item) {
            sink.accept(item);
            return null;
        }

        @Override
        public Void table(Table table) {
            for (Row row : table.rows()) {
                give(new Item(table.columns(), row));
            }
            return null;
        }

        @Override
        public Void details(Result.Details details) {
            Item item = new Item(details.fields());
            details.table().ifPresent(table -> item.cells.put(details.tableKey(), table.asCell()));
            return give(item);
        }

        @Override
        public Void detailsList(Result.DetailsList list) {
            list.things().get().forEach(this::details);
            return null;
        }

        @Override
        public Void flow(Flow flow) {
            flow.source().forEach(row -> give(new Item(flow.columns(), row)));
            return null;
        }

        @Override
        public Void change(Result.Change change) {
            return give(new Item(change.fields()));
        }

        /** Makes the change: what it would print first has no place in a tool's text. */
        @Override
        public Void restorable(Result.Restorable change) {
            Item item = new Item(change.fields());
            for (Item made : of(change.change().get())) {
                made.cells.forEach(item.cells::put);
            }
            return give(item);
        }

        @Override
        public Void payload(Payload payload) {
            return give(new Item(payload.fields()));
        }

        @Override
        public Void drawn(Result.Drawing drawing) {
            return give(new Item(drawing.fields().get()));
        }

        @Override
        public Void tree(Result.Tree tree) {
            throw unexpected("a tree");
        }

        @Override
        public Void document(Result.Document document) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            try {
                document.body().writeTo(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // a text in memory has none
            }
            Item item = new Item();
            item.cells.put(DOCUMENT, Cell.text(text.toString(StandardCharsets.UTF_8)));
            return give(item);
        }

        @Override
        public Void texts(Result.Texts texts) {
            throw unexpected("texts");
        }

        private static IllegalStateException unexpected(String what) {
            return new IllegalStateException("a drop-in tool cannot read " + what);
        }
    }
}
