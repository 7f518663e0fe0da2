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

    /** Where in the cells the value of a key is; the rows of a table share it. */
    private final Map<String, Integer> places;

    private final List<Cell> cells;

    private Item(Map<String, Integer> places, List<Cell> cells) {
        this.places = places;
        this.cells = cells;
    }

    /** An object; of two fields with one key the later one counts. */
    private static Item object(List<Field> fields) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<Cell> cells = new ArrayList<>();
        for (Field field : fields) {
            places.put(field.key(), cells.size());
            cells.add(field.cell());
        }
        return new Item(places, cells);
    }

    private static Map<String, Integer> places(List<Column> columns) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).key(), i);
        }
        return places;
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
        return List.copyOf(places.keySet());
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
            items.add(object(StockValue.of(part).fields()));
        }
        return items;
    }

    /** The bytes of a value; of text its UTF-8, and empty where it is null. */
    Optional<byte[]> bytes(String key) {
        StockValue value = value(key);
        if (!value.known()) {
            return Optional.empty();
        }
        return value.raw().isPresent() ? value.raw() : Optional.of(value.text().getBytes(StandardCharsets.UTF_8));
    }

    /** The object that a value is. */
    Item item(String key) {
        return object(value(key).fields());
    }

    private StockValue value(String key) {
        return StockValue.of(cell(key));
    }

    private Cell cell(String key) {
        Integer place = places.get(key);
        return place == null ? Cell.missing() : cells.get(place);
    }

    /** Gives the items of each kind of result. */
    private record Reader(Consumer<Item> sink) implements Result.Cases<Void> {

        private Void give(Item item) {
            sink.accept(item);
            return null;
        }

        @Override
        public Void table(Table table) {
            Map<String, Integer> places = places(table.columns());
            for (Row row : table.rows()) {
                give(new Item(places, row.cells()));
            }
            return null;
        }

        @Override
        public Void details(Result.Details details) {
            List<Field> fields = new ArrayList<>(details.fields());
            details.table().ifPresent(table -> fields.add(Field.of(details.tableKey(), "", table.asCell())));
            return give(object(fields));
        }

        @Override
        public Void detailsList(Result.DetailsList list) {
            list.things().get().forEach(this::details);
            return null;
        }

        @Override
        public Void flow(Flow flow) {
            Map<String, Integer> places = places(flow.columns());
            flow.source().forEach(row -> give(new Item(places, row.cells())));
            return null;
        }

        @Override
        public Void change(Result.Change change) {
            return give(object(change.fields()));
        }

        /** Makes the change: what it would print first has no place in a tool's text. */
        @Override
        public Void restorable(Result.Restorable change) {
            List<Field> fields = new ArrayList<>(change.fields());
            for (Item made : of(change.change().get())) {
                made.keys().forEach(key -> fields.add(Field.of(key, "", made.cell(key))));
            }
            return give(object(fields));
        }

        @Override
        public Void payload(Payload payload) {
            return give(object(payload.fields()));
        }

        @Override
        public Void drawn(Result.Drawing drawing) {
            return give(object(drawing.fields().get()));
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
            return give(object(List.of(Field.of(DOCUMENT, "", Cell.text(text.toString(StandardCharsets.UTF_8))))));
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
