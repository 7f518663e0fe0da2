package zooka.clients.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that thousands of partitions have in common, each kept once: replicas are the same few permutations of the brokers, and
 * epochs are small. Without it, a state of 100,000 partitions would consist of little else.
 */
final class CommonValues {

    /** How many different lists are kept; later ones are not shared. */
    private static final int MOST = 1 << 14;

    private static final int SMALL = 1 << 10;

    private static final Map<List<Integer>, List<Integer>> LISTS = new ConcurrentHashMap<>();
    private static final OptionalInt[] NUMBERS = new OptionalInt[SMALL];

    static {
        for (int i = 0; i < SMALL; i++) {
            NUMBERS[i] = OptionalInt.of(i);
        }
    }

    private CommonValues() {}

    /** An equal list that cannot be changed. */
    static List<Integer> ids(List<Integer> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Integer> known = LISTS.get(ids);
        if (known != null) {
            return known;
        }
        List<Integer> copy = List.copyOf(ids);
        if (LISTS.size() < MOST) {
            LISTS.put(copy, copy);
        }
        return copy;
    }

    static Optional<List<Integer>> ids(Optional<List<Integer>> ids) {
        return ids.isPresent() && ids.get().isEmpty() ? NONE : ids.map(CommonValues::ids);
    }

    private static final Optional<List<Integer>> NONE = Optional.of(List.of());

    static OptionalInt number(OptionalInt number) {
        int value = number.orElse(-1);
        return value >= 0 && value < SMALL ? NUMBERS[value] : number;
    }
}
