package zooka.commands.value;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * JSON read leniently: anything but an object is an empty one, numbers may be written as strings, and what has another shape than is
 * asked for is as if it were not there.
 */
public record LenientJson(Map<?, ?> members) {

    /** The object that the bytes are. */
    public static LenientJson of(Optional<byte[]> bytes) {
        try {
            Map<String, Object> members =
                    bytes.isPresent() && bytes.get().length > 0 ? JSON.std.mapFrom(bytes.get()) : null;
            return new LenientJson(members == null ? Map.of() : members);
        } catch (IOException e) {
            return new LenientJson(Map.of());
        }
    }

    public boolean has(String key) {
        return members.get(key) != null;
    }

    /** A scalar as text. */
    public Optional<String> text(String key) {
        Object value = members.get(key);
        boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
        return scalar ? Optional.of(value.toString()) : Optional.empty();
    }

    public OptionalInt integer(String key) {
        return integer(members.get(key));
    }

    /** Milliseconds since 1970. */
    public Optional<Instant> time(String key) {
        OptionalLong millis = whole(members.get(key));
        return millis.isPresent() && millis.getAsLong() > 0
                ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
                : Optional.empty();
    }

    /** An object, empty where there is none. */
    public LenientJson object(String key) {
        return new LenientJson(members.get(key) instanceof Map<?, ?> object ? object : Map.of());
    }

    /** The elements of an array; none where there is none. */
    public List<?> list(String key) {
        return list(members.get(key));
    }

    /** Those elements of an array that are objects. */
    public List<LenientJson> objects(String key) {
        return list(key).stream()
                .filter(Map.class::isInstance)
                .map(object -> new LenientJson((Map<?, ?>) object))
                .toList();
    }

    /** Those elements of an array that are whole numbers, such as brokers' ids. */
    public List<Integer> integers(String key) {
        return integers(members.get(key));
    }

    /** The same of a value. */
    public static List<Integer> integers(Object json) {
        List<Integer> integers = new ArrayList<>();
        list(json).forEach(value -> integer(value).ifPresent(integers::add));
        return integers;
    }

    private static List<?> list(Object json) {
        return json instanceof List<?> list ? list : List.of();
    }

    private static OptionalInt integer(Object json) {
        OptionalLong whole = whole(json);
        return whole.isPresent() && whole.getAsLong() == (int) whole.getAsLong()
                ? OptionalInt.of((int) whole.getAsLong())
                : OptionalInt.empty();
    }

    private static OptionalLong whole(Object json) {
        if (json instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        try {
            return OptionalLong.of(Long.parseLong(String.valueOf(json)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
