package zooka.commands.kafka.registry;

import com.squareup.wire.schema.internal.parser.ProtoParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The types that come with every Protobuf compiler, so that registries do not contain them: their text, which the library brings along,
 * and their values as in Protobuf's own JSON.
 */
final class WellKnownTypes {

    private static final String FOLDER = "google/protobuf/";

    private static final Set<String> FILES = Set.of(
            FOLDER + "any.proto",
            FOLDER + "duration.proto",
            FOLDER + "empty.proto",
            FOLDER + "struct.proto",
            FOLDER + "timestamp.proto",
            FOLDER + "wrappers.proto");

    private static final int DIGITS_OF_NANOSECONDS = 9;

    private WellKnownTypes() {}

    /** The text of an imported file; empty if it is not one of these. */
    static Optional<String> text(String path) {
        if (!FILES.contains(path)) {
            return Optional.empty();
        }
        try (InputStream in = Objects.requireNonNull(ProtoParser.class.getResourceAsStream("/" + path), path)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /**
     * A message by its fields, or its short form: a time, a duration in seconds, a bare value; may be null.
     *
     * @param type the qualified name of the message
     */
    static Object json(String type, Map<String, Object> fields) {
        return switch (type) {
            case "google.protobuf.Timestamp" ->
                Instant.ofEpochSecond(number(fields, "seconds"), number(fields, "nanos"))
                        .toString();
            case "google.protobuf.Duration" ->
                BigDecimal.valueOf(number(fields, "seconds"))
                                .add(BigDecimal.valueOf(number(fields, "nanos"), DIGITS_OF_NANOSECONDS))
                                .stripTrailingZeros()
                                .toPlainString()
                        + "s";
            case "google.protobuf.Int32Value",
                    "google.protobuf.Int64Value",
                    "google.protobuf.UInt32Value",
                    "google.protobuf.UInt64Value" -> fields.getOrDefault("value", 0L);
            case "google.protobuf.FloatValue", "google.protobuf.DoubleValue" -> fields.getOrDefault("value", 0.0);
            case "google.protobuf.BoolValue" -> fields.getOrDefault("value", false);
            case "google.protobuf.StringValue", "google.protobuf.BytesValue" -> fields.getOrDefault("value", "");
            case "google.protobuf.Struct" -> fields.getOrDefault("fields", Map.of());
            case "google.protobuf.ListValue" -> fields.getOrDefault("values", List.of());
            case "google.protobuf.Value" -> any(fields);
            default -> fields;
        };
    }

    /** The one field that is set; null if none is, or the one for null. */
    private static Object any(Map<String, Object> fields) {
        if (fields.isEmpty() || fields.containsKey("null_value")) {
            return null;
        }
        return fields.size() == 1 ? fields.values().iterator().next() : fields;
    }

    private static long number(Map<String, Object> fields, String name) {
        return ((Number) fields.getOrDefault(name, 0L)).longValue();
    }
}
