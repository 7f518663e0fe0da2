package zooka.commands.kafka.registry;

import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes Protocol Buffers by the text of their schema: with the names of the schema, only fields that are present, and unknown
 * fields by their numbers.
 */
final class ProtobufForm implements Decoder.Form {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    /** The maximum nesting of messages, as in Protobuf's own parsers. */
    private static final int DEPTH = 100;

    /** The maximum size of a decoded value: a number counts 1, a message more. */
    private static final int MOST = 1_000_000;

    private static final int MESSAGE = 10;

    private static final Set<String> SCALARS = Set.of("string", "bytes");

    private static final String TIMESTAMP = "google.protobuf.Timestamp";

    /** A type that is built into Protobuf compilers, so that registries do not contain it. */
    private static final String TIMESTAMP_TEXT = "syntax = \"proto3\"; package google.protobuf;"
            + " message Timestamp { int64 seconds = 1; int32 nanos = 2; }";

    private int depth;
    private int left;

    private final List<TypeElement> roots;
    private final String scope;
    private final Map<String, TypeElement> types = new HashMap<>();
    private final Map<String, Map<Integer, FieldElement>> fields = new HashMap<>();
    /** The qualified names of types, by the place where they are used. */
    private final Map<String, Map<String, Optional<String>>> names = new HashMap<>();

    ProtobufForm(Registry.Registered registered) {
        add(TIMESTAMP_TEXT);
        registered.references().values().forEach(this::add);
        ProtoFileElement file = add(registered.text());
        roots = file.getTypes();
        scope = file.getPackageName() == null ? "" : file.getPackageName();
    }

    private ProtoFileElement add(String text) {
        ProtoFileElement file = ProtoParser.Companion.parse(Location.get("registered.proto"), text);
        add(file.getPackageName() == null ? "" : file.getPackageName(), file.getTypes());
        return file;
    }

    private void add(String outer, List<TypeElement> nested) {
        for (TypeElement type : nested) {
            String name = outer.isEmpty() ? type.getName() : outer + "." + type.getName();
            types.put(name, type);
            add(name, type.getNestedTypes());
        }
    }

    @Override
    public String json(ByteBuffer data) throws IOException {
        // The path of message indexes in the file; empty means the first message.
        int steps = (int) Varint.signed(data);
        String name = scope;
        List<TypeElement> types = roots;
        for (int i = 0; i < Math.max(1, steps); i++) {
            int place = steps == 0 ? 0 : (int) Varint.signed(data);
            TypeElement message = types.stream()
                    .filter(MessageElement.class::isInstance)
                    .skip(place)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no message " + place));
            name = name.isEmpty() ? message.getName() : name + "." + message.getName();
            types = message.getNestedTypes();
        }
        depth = 0; // the previous record may have failed halfway
        left = MOST;
        Object value = message(data, name);
        return JsonValues.bounded(data.capacity(), out -> JsonValues.write(value, out));
    }

    /** Counts decoded elements, to limit the size of a value. */
    private void spend(int weight) throws IOException {
        left -= weight;
        if (left < 0) {
            throw new IOException("too many values");
        }
    }

    private Object message(ByteBuffer data, String name) throws IOException {
        spend(MESSAGE);
        if (depth == DEPTH) {
            throw new IOException("nesting too deep");
        }
        depth++;
        Object value = fields(data, name);
        depth--;
        return value;
    }

    private Object fields(ByteBuffer data, String name) throws IOException {
        Map<Integer, FieldElement> known = fields.computeIfAbsent(name, this::fields);
        Map<String, Object> values = new LinkedHashMap<>();
        while (data.hasRemaining()) {
            long key = Varint.unsigned(data);
            int tag = (int) (key >>> 3);
            int wire = (int) key & 7;
            FieldElement field = known.get(tag);
            if (field == null) {
                spend(1);
                values.put(Integer.toString(tag), raw(data, wire));
            } else if (field.getType().startsWith("map<")) {
                entry(data, name, field, values);
            } else if (field.getLabel() == Field.Label.REPEATED) {
                repeated(data, name, field, wire, list(values, field.getName()));
            } else {
                values.put(field.getName(), value(data, name, field.getType(), wire));
            }
        }
        return name.equals(TIMESTAMP) ? time(values) : values;
    }

    private Map<Integer, FieldElement> fields(String name) {
        Map<Integer, FieldElement> all = new HashMap<>();
        if (types.get(name) instanceof MessageElement message) {
            message.getFields().forEach(field -> all.put(field.getTag(), field));
            message.getOneOfs().forEach(one -> one.getFields().forEach(field -> all.put(field.getTag(), field)));
        }
        return all;
    }

    private static String time(Map<String, Object> values) {
        return Instant.ofEpochSecond(
                        ((Number) values.getOrDefault("seconds", 0L)).longValue(),
                        ((Number) values.getOrDefault("nanos", 0L)).longValue())
                .toString();
    }

    @SuppressWarnings("unchecked") // made here
    private static List<Object> list(Map<String, Object> values, String name) {
        return (List<Object>) values.computeIfAbsent(name, missing -> new ArrayList<>());
    }

    @SuppressWarnings("unchecked") // made here
    private void entry(ByteBuffer data, String scope, FieldElement field, Map<String, Object> values)
            throws IOException {
        spend(MESSAGE);
        String[] kinds = field.getType()
                .substring("map<".length(), field.getType().length() - 1)
                .split(",", 2);
        ByteBuffer entry = part(data);
        Object key = "";
        Object value = null;
        while (entry.hasRemaining()) {
            long tag = Varint.unsigned(entry);
            String kind = kinds[tag >>> 3 == 1 ? 0 : 1].strip();
            Object each = value(entry, scope, kind, (int) tag & 7);
            if (tag >>> 3 == 1) {
                key = each;
            } else {
                value = each;
            }
        }
        ((Map<String, Object>) values.computeIfAbsent(field.getName(), missing -> new LinkedHashMap<>()))
                .put(String.valueOf(key), value);
    }

    private void repeated(ByteBuffer data, String scope, FieldElement field, int wire, List<Object> to)
            throws IOException {
        int packed = packedAs(scope, field.getType());
        if (wire == LENGTH && packed != LENGTH) {
            ByteBuffer part = part(data);
            while (part.hasRemaining()) {
                to.add(value(part, scope, field.getType(), packed));
            }
        } else {
            to.add(value(data, scope, field.getType(), wire));
        }
    }

    /** The wire type of the elements of a packed field. */
    private int packedAs(String scope, String type) {
        return switch (type) {
            case "string", "bytes" -> LENGTH;
            case "fixed32", "sfixed32", "float" -> FOUR_BYTES;
            case "fixed64", "sfixed64", "double" -> EIGHT_BYTES;
            case "int32", "int64", "uint32", "uint64", "sint32", "sint64", "bool" -> VARINT;
            default -> types.get(resolved(scope, type).orElse("")) instanceof EnumElement ? VARINT : LENGTH;
        };
    }

    private Object value(ByteBuffer data, String scope, String type, int wire) throws IOException {
        spend(1);
        int declared = packedAs(scope, type);
        if (wire != declared
                && (declared != LENGTH
                        || SCALARS.contains(type)
                        || resolved(scope, type).isPresent())) {
            throw new IOException("wire type " + wire + " for " + type);
        }
        return switch (type) {
            case "string" -> StandardCharsets.UTF_8.decode(part(data)).toString();
            case "bytes" -> part(data);
            case "bool" -> Varint.unsigned(data) != 0;
            case "int32" -> (long) (int) Varint.unsigned(data);
            case "int64" -> Varint.unsigned(data);
            case "uint32" -> Varint.unsigned(data) & 0xffff_ffffL;
            case "uint64" -> new java.math.BigDecimal(Long.toUnsignedString(Varint.unsigned(data)));
            case "sint32", "sint64" -> Varint.signed(data);
            case "fixed32" -> four(data) & 0xffff_ffffL;
            case "sfixed32" -> (long) four(data);
            case "fixed64" -> new java.math.BigDecimal(Long.toUnsignedString(eight(data)));
            case "sfixed64" -> eight(data);
            case "float" -> Float.intBitsToFloat(four(data));
            case "double" -> Double.longBitsToDouble(eight(data));
            default -> named(data, scope, type, wire);
        };
    }

    private Object named(ByteBuffer data, String scope, String type, int wire) throws IOException {
        Optional<String> name = resolved(scope, type);
        if (name.isEmpty()) {
            return raw(data, wire);
        }
        if (types.get(name.get()) instanceof EnumElement names) {
            int number = (int) Varint.unsigned(data);
            return names.getConstants().stream()
                    .filter(constant -> constant.getTag() == number)
                    .map(EnumConstantElement::getName)
                    .map(Object.class::cast)
                    .findFirst()
                    .orElse((long) number);
        }
        return message(part(data), name.get());
    }

    /** The qualified name of a type; cached, since each value needs it. */
    private Optional<String> resolved(String scope, String type) {
        return names.computeIfAbsent(scope, missing -> new HashMap<>())
                .computeIfAbsent(type, missing -> outwards(scope, type));
    }

    /** Looks up the name in the enclosing scopes, from the inner to the outer. */
    private Optional<String> outwards(String scope, String type) {
        if (type.startsWith(".")) {
            return Optional.of(type.substring(1)).filter(types::containsKey);
        }
        String outer = scope;
        while (!outer.isEmpty()) {
            if (types.containsKey(outer + "." + type)) {
                return Optional.of(outer + "." + type);
            }
            outer = outer.substring(0, Math.max(0, outer.lastIndexOf('.')));
        }
        return Optional.of(type).filter(types::containsKey);
    }

    private static Object raw(ByteBuffer data, int wire) throws IOException {
        return switch (wire) {
            case VARINT -> Varint.unsigned(data);
            case EIGHT_BYTES -> eight(data);
            case LENGTH -> part(data);
            case FOUR_BYTES -> (long) four(data);
            default -> throw new IOException("wire type " + wire);
        };
    }

    private static int four(ByteBuffer data) {
        return data.order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static long eight(ByteBuffer data) {
        return data.order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static ByteBuffer part(ByteBuffer data) throws IOException {
        long length = Varint.unsigned(data);
        if (length < 0 || length > data.remaining()) {
            throw new IOException("truncated");
        }
        ByteBuffer part = data.slice(data.position(), (int) length);
        data.position(data.position() + (int) length);
        return part;
    }
}
