package zooka.clients.kafka;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each of several brokers answered to the same question, by broker id.
 *
 * @param answers of those that answered
 * @param silent of the others, why there is no answer: {@code connection refused}
 */
public record PerBroker<T>(Map<Integer, T> answers, Map<Integer, String> silent) {

    public PerBroker {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
        silent = Collections.unmodifiableMap(new TreeMap<>(silent));
    }

    /** Of nobody, because nobody was asked. */
    public static <T> PerBroker<T> none() {
        return new PerBroker<>(Map.of(), Map.of());
    }
}
