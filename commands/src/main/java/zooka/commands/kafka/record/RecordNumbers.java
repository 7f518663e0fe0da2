package zooka.commands.kafka.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Record numbers, formatted as ranges: {@code 3, 5-9}. */
final class RecordNumbers {

    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long count;

    /** Adds a new number. */
    void add(long number) {
        count++;
        long first = number;
        long last = number;
        Map.Entry<Long, Long> before = ranges.lowerEntry(number);
        if (before != null && before.getValue() == number - 1) {
            first = before.getKey();
        }
        Long behind = ranges.remove(number + 1);
        if (behind != null) {
            last = behind;
        }
        ranges.put(first, last);
    }

    long count() {
        return count;
    }

    /**
     * The numbers as text: {@code record 3}, {@code records 3, 5-9 (6)}.
     *
     * @param most how many ranges are listed at most
     */
    String text(int most) {
        List<String> named = new ArrayList<>();
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            if (named.size() == most) {
                named.add("and others");
                break;
            }
            named.add(
                    range.getKey().equals(range.getValue())
                            ? String.format(Locale.ROOT, "%,d", range.getKey())
                            : String.format(Locale.ROOT, "%,d-%,d", range.getKey(), range.getValue()));
        }
        return count == 1
                ? "record " + named.get(0)
                : String.format(Locale.ROOT, "records %s (%,d)", String.join(", ", named), count);
    }
}
