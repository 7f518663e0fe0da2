package zooka.commands.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zooka.clients.Failure;
import zooka.commands.result.Table.CellType;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/**
 * The keys of {@code --columns}: {@code a,b} shows these and no others, {@code +c} also shows one, {@code -d} does not show one. A part
 * of a cell is a column, too: {@code stat.version}.
 */
public final class Columns {

    private static final String OPTION = "--columns";

    private final List<Item> items;

    private Columns(List<Item> items) {
        this.items = List.copyOf(items);
    }

    private enum Kind {
        ONLY,
        ALSO,
        NOT
    }

    private record Item(Kind kind, String key) {}

    /** A column of the rows to come, and where its cells are in the rows that there are. */
    private record Target(Column column, Key key) {

        /** Whether it shows people, and only them, what another column has for JSON. */
        boolean showsPeople(Column other, Key place) {
            return place.part().isEmpty()
                    && column.key().isEmpty()
                    && column.title().equals(title(other.key()));
        }
    }

    /** The columns of the rows to come. */
    record Selection(List<Target> targets) {
        Selection {
            targets = List.copyOf(targets);
        }

        /** All columns as they are. */
        static Selection all(List<Column> columns) {
            List<Target> targets = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                targets.add(new Target(columns.get(i), new Key(i, "")));
            }
            return new Selection(targets);
        }

        List<Column> columns() {
            return targets.stream().map(Target::column).toList();
        }

        Row row(Row row) {
            return new Row(targets.stream().map(target -> target.key().in(row)).toList());
        }
    }

    /**
     * Reads {@code a,+b,-c,...}.
     *
     * @throws Failure {@code USAGE} where a key is empty
     */
    public static Columns of(String typed) {
        String text = typed.strip();
        List<Item> items = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            String item = one.strip();
            Kind kind = item.startsWith("+") ? Kind.ALSO : item.startsWith("-") ? Kind.NOT : Kind.ONLY;
            String key = kind == Kind.ONLY ? item : item.substring(1);
            if (key.isEmpty()) {
                throw Failure.usage(OPTION + ": invalid columns '" + text + "'")
                        .hint("examples: --columns topic,lag or --columns +client,-host");
            }
            items.add(new Item(kind, key));
        }
        return new Columns(items);
    }

    /**
     * Refuses keys of other columns.
     *
     * @throws Failure {@code USAGE}
     */
    void check(List<Column> columns) {
        on(columns);
    }

    /** Its columns among those of rows. */
    Selection on(List<Column> columns) {
        boolean only = items.stream().anyMatch(item -> item.kind() == Kind.ONLY);
        List<Target> targets = new ArrayList<>();
        if (!only) {
            targets.addAll(Selection.all(columns).targets());
        }
        for (Item item : items) {
            Key key = Key.required(OPTION, item.key(), columns);
            Column column = columns.get(key.column());
            if (item.kind() == Kind.NOT) {
                remove(targets, column, key);
            } else if (item.kind() == Kind.ONLY
                    || targets.stream().noneMatch(shown -> shown.showsPeople(column, key))) {
                add(targets, new Target(visible(column, key, item.key()), key));
            }
        }
        if (targets.stream().allMatch(target -> target.column().title().isEmpty())) {
            throw Failure.usage(OPTION + " leaves no column");
        }
        return new Selection(targets);
    }

    /** Adds a column, in the place where it stood unseen. */
    private static void add(List<Target> targets, Target target) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).key().equals(target.key())) {
                targets.set(i, target);
                return;
            }
        }
        targets.add(target);
    }

    /** Removes a column, with the one that shows people the same. */
    private static void remove(List<Target> targets, Column column, Key key) {
        targets.removeIf(target -> target.key().equals(key) || target.showsPeople(column, key));
    }

    private static Column visible(Column column, Key key, String typed) {
        if (!key.part().isEmpty()) {
            return new Column(typed, title(typed), false, CellType.TEXT);
        }
        return column.title().isEmpty()
                ? new Column(column.key(), title(column.key()), column.below(), column.type())
                : column;
    }

    /** A title made of a key: {@code DATA LENGTH} of {@code dataLength}. */
    static String title(String key) {
        StringBuilder title = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                title.append(' ');
            }
            title.append(c == '.' ? ' ' : c);
        }
        return title.toString().toUpperCase(Locale.ROOT);
    }
}
