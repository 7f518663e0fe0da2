package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return result.match(new Reader());
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

    /** The values of a list as text. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Cell part : value(key).parts()) {
            texts.add(StockValue.of(part).text());
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

    private StockValue value(String key) {
        return StockValue.of(cells.getOrDefault(key, Cell.missing()));
    }

    /** Reads each kind of result. */
    private static final class Reader implements Result.Cases<List<Item>> {

        @Override
        public List<Item> table(Table table) {
            List<Item> items = new ArrayList<>(table.rows().size());
            for (Row row : table.rows()) {
                items.add(new Item(table.columns(), row));
            }
            return items;
        }

        @Override
        public List<Item> details(Result.Details details) {
            Item item = new Item(details.fields());
            details.table().ifPresent(table -> item.cells.put(details.tableKey(), table.asCell()));
            return List.of(item);
        }

        @Override
        public List<Item> detailsList(Result.DetailsList list) {
            List<Item> items = new ArrayList<>();
            for (Result.Details details : list.things().get()) {
                items.addAll(details(details));
            }
            return items;
        }

        @Override
        public List<Item> flow(Flow flow) {
            List<Item> items = new ArrayList<>();
            flow.source().forEach(row -> items.add(new Item(flow.columns(), row)));
            return items;
        }

        @Override
        public List<Item> change(Result.Change change) {
            return List.of(new Item(change.fields()));
        }

        /** Makes the change: what it would print first has no place in a tool's text. */
        @Override
        public List<Item> restorable(Result.Restorable change) {
            Item item = new Item(change.fields());
            for (Item made : of(change.change().get())) {
                made.cells.forEach(item.cells::put);
            }
            return List.of(item);
        }

        @Override
        public List<Item> payload(Payload payload) {
            return List.of(new Item(payload.fields()));
        }

        @Override
        public List<Item> tree(Result.Tree tree) {
            throw unexpected("a tree");
        }

        @Override
        public List<Item> document(Result.Document document) {
            throw unexpected("a document");
        }

        @Override
        public List<Item> texts(Result.Texts texts) {
            throw unexpected("texts");
        }

        @Override
        public List<Item> drawn(Result.Drawing drawing) {
            return List.of(new Item(drawing.fields().get()));
        }

        private static IllegalStateException unexpected(String what) {
            return new IllegalStateException("a drop-in tool cannot read " + what);
        }
    }
}
