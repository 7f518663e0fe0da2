package zooka.commands.timeline.file;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An object of a recording: a line of it, or one within a line. Remembers which keys were asked for, so that the others can
 * be named. All methods that return a value throw {@link Malformed} for a value of another kind.
 */
final class RecordingLine {

    /** A value is not what its key stands for. */
    static final class Malformed extends RuntimeException {
        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** The times of what is noticed together are the same, as are those of what is written together. */
    private static final int MOST_TIMES = 1 << 10;

    private static final Map<String, Optional<Instant>> TIMES = new ConcurrentHashMap<>();

    private final Map<String, Object> values;
    private final Set<String> asked = new TreeSet<>(Set.of("before"));
    private final List<RecordingLine> within = new ArrayList<>();

    RecordingLine(Map<String, Object> values) {
        this.values = values;
    }

    /** Reads the object at whose beginning the parser is. */
    static RecordingLine read(JsonParser in) throws IOException {
        return new RecordingLine(object(in));
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            values.put(key, value(in));
        }
        return values;
    }

    /** The value at whose first token the parser is: a map, a list, text, a number, a flag, or {@link Optional#empty} for null. */
    static Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(in));
                }
                yield values;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Optional.empty();
            default -> throw new JsonParseException(in, "unexpected " + in.currentToken());
        };
    }

    /** The keys that nobody asked for, of this object and of those within it. */
    Set<String> unknown() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(asked);
        within.forEach(object -> unknown.addAll(object.unknown()));
        return unknown;
    }

    /** Takes keys as known whose values are for people only. */
    void skip(Set<String> keys) {
        asked.addAll(keys);
    }

    private <T> Optional<T> find(String key, Class<T> type) {
        asked.add(key);
        Object value = values.getOrDefault(key, Optional.empty());
        if (value.equals(Optional.empty())) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new Malformed("invalid value of " + key);
        }
        return Optional.of(type.cast(value));
    }

    private static <T> T present(String key, Optional<T> value) {
        return value.orElseThrow(() -> new Malformed("missing " + key));
    }

    Optional<String> optionalText(String key) {
        return find(key, String.class);
    }

    String text(String key) {
        return present(key, optionalText(key));
    }

    OptionalInt optionalNumber(String key) {
        Optional<Number> number = find(key, Number.class);
        return number.isPresent() ? OptionalInt.of(number(key, number.get())) : OptionalInt.empty();
    }

    private static int number(String key, Object value) {
        if (value instanceof Integer number) {
            return number;
        }
        throw new Malformed("invalid value of " + key);
    }

    int number(String key) {
        return number(key, present(key, find(key, Number.class)));
    }

    /** False where it is not told. */
    boolean flag(String key) {
        return find(key, Boolean.class).orElse(false);
    }

    Optional<Instant> optionalTime(String key) {
        Optional<String> text = optionalText(key);
        return text.isEmpty() ? Optional.empty() : time(key, text.get());
    }

    private static Optional<Instant> time(String key, String text) {
        Optional<Instant> known = TIMES.get(text);
        if (known != null) {
            return known;
        }
        try {
            Optional<Instant> time = Optional.of(Instant.parse(text));
            if (TIMES.size() >= MOST_TIMES) {
                TIMES.clear();
            }
            TIMES.put(text, time);
            return time;
        } catch (DateTimeException e) {
            throw new Malformed("invalid time in " + key);
        }
    }

    Instant time(String key) {
        return present(key, optionalTime(key));
    }

    /** Numbers; none where they are not told. */
    List<Integer> ids(String key) {
        return optionalIds(key).orElse(List.of());
    }

    Optional<List<Integer>> optionalIds(String key) {
        Optional<List<?>> list = find(key, List.class).map(some -> (List<?>) some);
        return list.map(some -> some.stream().map(one -> number(key, one)).toList());
    }

    Optional<RecordingLine> object(String key) {
        Optional<Map<String, Object>> map = find(key, Map.class).map(RecordingLine::object);
        map.ifPresent(some -> within.add(new RecordingLine(some)));
        return map.isPresent() ? Optional.of(within.get(within.size() - 1)) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // as read
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    /** Objects; none where they are not told. */
    List<RecordingLine> objects(String key) {
        List<RecordingLine> objects = new ArrayList<>();
        for (Object one : find(key, List.class).map(some -> (List<?>) some).orElse(List.of())) {
            if (!(one instanceof Map)) {
                throw new Malformed("invalid value of " + key);
            }
            objects.add(new RecordingLine(object(one)));
        }
        within.addAll(objects);
        return objects;
    }

    /** The texts by number, as causes by broker. */
    Map<Integer, String> textsByNumber(String key) {
        Map<Integer, String> texts = new TreeMap<>();
        for (Map.Entry<String, Object> entry :
                find(key, Map.class).map(RecordingLine::object).orElse(Map.of()).entrySet()) {
            if (!entry.getKey().matches("\\d{1,9}") || !(entry.getValue() instanceof String text)) {
                throw new Malformed("invalid value of " + key);
            }
            texts.put(Integer.valueOf(entry.getKey()), text);
        }
        return texts;
    }
}
