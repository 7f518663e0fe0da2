package zooka.commands.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import zooka.clients.Failure;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** The keys of {@code --sort}, such as {@code -lag,topic}: rows with equal keys stay as they are, unknown values come last. */
public final class Order {

    private static final String OPTION = "--sort";

    private final List<Term> terms;

    private Order(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    private record Term(String key, boolean descending) {}

    /**
     * A row with what it is sorted by.
     *
     * @param number its place before the sorting
     */
    record Entry(Row row, List<SortKey> keys, long number) {
        Entry {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Reads {@code key,-key,...}.
     *
     * @throws Failure {@code USAGE} where a key is empty
     */
    public static Order of(String typed) {
        String text = typed.strip();
        List<Term> terms = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            String item = one.strip();
            boolean descending = item.startsWith("-");
            String key = descending || item.startsWith("+") ? item.substring(1) : item;
            if (key.isEmpty()) {
                throw Failure.usage(OPTION + ": invalid order '" + text + "'").hint("examples: lag, -lag, topic,-lag");
            }
            terms.add(new Term(key, descending));
        }
        return new Order(terms);
    }

    /**
     * Refuses keys of other columns.
     *
     * @throws Failure {@code USAGE}
     */
    void check(List<Column> columns) {
        keys(columns);
    }

    /** Its keys among the columns of rows. */
    List<Key> keys(List<Column> columns) {
        return terms.stream()
                .map(term -> Key.required(OPTION, term.key(), columns))
                .toList();
    }

    static Entry entry(Row row, List<Key> keys, long number) {
        return new Entry(row, keys.stream().map(key -> SortKey.of(key.in(row))).toList(), number);
    }

    /** The order of rows with their keys. */
    Comparator<Entry> comparator() {
        return this::compare;
    }

    private int compare(Entry one, Entry other) {
        for (int i = 0; i < terms.size(); i++) {
            int compared =
                    compare(one.keys().get(i), other.keys().get(i), terms.get(i).descending());
            if (compared != 0) {
                return compared;
            }
        }
        return Long.compare(one.number(), other.number());
    }

    private static int compare(SortKey one, SortKey other, boolean descending) {
        if (one.missing() || other.missing()) {
            return Boolean.compare(one.missing(), other.missing());
        }
        return descending ? other.compareTo(one) : one.compareTo(other);
    }
}
