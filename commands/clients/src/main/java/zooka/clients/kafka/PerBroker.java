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
}
