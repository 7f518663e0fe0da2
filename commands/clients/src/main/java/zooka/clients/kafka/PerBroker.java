package zooka.clients.kafka;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answers of several brokers to the same request, by broker id.
 *
 * @param answers the answers
 * @param unreachable the cause for each broker without an answer: {@code connection refused}
 */
public record PerBroker<T>(Map<Integer, T> answers, Map<Integer, String> unreachable) {

    public PerBroker {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
        unreachable = Collections.unmodifiableMap(new TreeMap<>(unreachable));
    }

    /** No answers, since no broker was asked. */
    public static <T> PerBroker<T> none() {
        return new PerBroker<>(Map.of(), Map.of());
    }

    /** These answers and those of other brokers. */
    public PerBroker<T> and(PerBroker<T> others) {
        Map<Integer, T> all = new TreeMap<>(answers);
        all.putAll(others.answers);
        Map<Integer, String> silent = new TreeMap<>(unreachable);
        silent.putAll(others.unreachable);
        return new PerBroker<>(all, silent);
    }
}
