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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes Protocol Buffers by the text of their schema: with the names of the schema, only fields that are present, and unknown
 * fields by their numbers.
 *
 * <p>Wire parses the schema; its {@code Schema.protoAdapter} does not decode: in 5.4.0 it throws at every map field ("map types not
 * supported"), it limits neither the number of values nor their memory, it skips groups, and the schema must be complete, while registries
 * contain neither {@code confluent/meta.proto} nor its options.
 */
final class ProtobufForm implements Decoder.Form {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int START_GROUP = 3;
    private static final int END_GROUP = 4;
    private static final int FOUR_BYTES = 5;

    /** The maximum nesting of messages, as in Protobuf's own parsers. */
    private static final int DEPTH = 100;

    /** The maximum size of a decoded value: a number counts 1, a message more. */
    private static final int MOST = 1_000_000;

    private static final int MESSAGE = 10;

    private static final Set<String> SCALARS = Set.of("string", "bytes");

    /** In place of the number of a group: a message that ends with its bytes. */
    private static final int NO_GROUP = 0;

    /**
     * A field of a message.
     *
     * @param oneof the name of the oneof that it belongs to, of whose fields only the last in the data counts
     */
    private record MessageField(FieldElement element, Optional<String> oneof) {}

    private int depth;
    private int left;

    private final List<TypeElement> roots;
    private final String scope;
    private final Map<String, TypeElement> types = new HashMap<>();
    private final Map<String, Map<Integer, MessageField>> fields = new HashMap<>();
    /** The qualified names of types, by the place where they are used. */
    private final Map<String, Map<String, Optional<String>>> names = new HashMap<>();
    /** The paths of the files that the compiler would bring along. */
    private final Set<String> included = new HashSet<>();

    ProtobufForm(Registry.Schema registered) {
        registered.references().values().forEach(this::add);
        ProtoFileElement file = add(registered.text());
        roots = file.getTypes();
        scope = file.getPackageName() == null ? "" : file.getPackageName();
    }

    private ProtoFileElement add(String text) {
        ProtoFileElement file = ProtoParser.Companion.parse(Location.get("registered.proto"), text);
        add(file.getPackageName() == null ? "" : file.getPackageName(), file.getTypes());
        file.getImports().forEach(this::include);
        file.getPublicImports().forEach(this::include);
        return file;
    }

    private void include(String path) {
        if (included.add(path)) {
            WellKnownTypes.text(path).ifPresent(this::add);
        }
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
        Object value = message(data, name, NO_GROUP);
        return JsonValues.bounded(data.capacity(), out -> JsonValues.write(value, out));
    }

    /** Counts decoded elements, to limit the size of a value. */
    private void spend(int weight) throws IOException {
        left -= weight;
        if (left < 0) {
            throw new IOException("too many values");
        }
    }

    /**
     * Decodes a message up to the end of its bytes or of its group.
     *
     * @param name the qualified name of its type; empty for a type that is not known
     * @param group the number of the field which is the group, or {@link #NO_GROUP}
     */
    private Object message(ByteBuffer data, String name, int group) throws IOException {
        spend(MESSAGE);
        if (depth == DEPTH) {
            throw new IOException("nesting too deep");
        }
        depth++;
        Map<String, Object> values = fields(data, name, group);
        depth--;
        return WellKnownTypes.json(name, values);
    }

    private Map<String, Object> fields(ByteBuffer data, String name, int group) throws IOException {
        Map<Integer, MessageField> known = fields.computeIfAbsent(name, this::fields);
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> chosen = new HashMap<>();
        while (data.hasRemaining()) {
            long key = Varint.unsigned(data);
            int tag = (int) (key >>> 3);
            int wire = (int) key & 7;
            if (tag == 0) {
                throw new IOException("field 0");
            }
            if (wire == END_GROUP) {
                if (tag != group) {
                    throw new IOException("end of group " + tag);
                }
                return values;
            }
            MessageField field = known.get(tag);
            if (field == null) {
                spend(1);
                // Groups, which the schema language has given up, are not looked up.
                Object value = wire == START_GROUP ? message(data, "", tag) : raw(data, wire);
                collect(values, Integer.toString(tag), value);
            } else {
                field.oneof()
                        .map(oneof -> chosen.put(oneof, field.element().getName()))
                        .ifPresent(values::remove);
                field(data, name, field.element(), wire, values);
            }
        }
        if (group != NO_GROUP) {
            throw new IOException("truncated");
        }
        return values;
    }

    private void field(ByteBuffer data, String scope, FieldElement field, int wire, Map<String, Object> values)
            throws IOException {
        if (field.getType().startsWith("map<")) {
            entry(data, scope, field, wire, values);
        } else if (field.getLabel() == Field.Label.REPEATED) {
            repeated(data, scope, field, wire, list(values, field.getName()));
        } else {
            values.put(field.getName(), value(data, scope, field.getType(), wire));
        }
    }

    /** Adds the value of a field of which the schema does not say whether it is repeated: it becomes a list with the second value. */
    private static void collect(Map<String, Object> values, String name, Object value) {
        Object before = values.get(name);
        if (before == null) {
            values.put(name, value);
        } else {
            if (!(before instanceof List)) {
                values.put(name, new ArrayList<>(List.of(before)));
            }
            list(values, name).add(value);
        }
    }

    private Map<Integer, MessageField> fields(String name) {
        Map<Integer, MessageField> all = new HashMap<>();
        if (types.get(name) instanceof MessageElement message) {
            message.getFields().forEach(field -> all.put(field.getTag(), new MessageField(field, Optional.empty())));
            message.getOneOfs().forEach(one -> one.getFields()
                    .forEach(field -> all.put(field.getTag(), new MessageField(field, Optional.of(one.getName())))));
        }
        return all;
    }

    @SuppressWarnings("unchecked") // made here
    private static List<Object> list(Map<String, Object> values, String name) {
        return (List<Object>) values.computeIfAbsent(name, missing -> new ArrayList<>());
    }

    @SuppressWarnings("unchecked") // made here
    private void entry(ByteBuffer data, String scope, FieldElement field, int wire, Map<String, Object> values)
            throws IOException {
        spend(MESSAGE);
        if (wire != LENGTH) {
            throw new IOException("wire type " + wire + " for a map");
        }
        String[] kinds = field.getType()
                .substring("map<".length(), field.getType().length() - 1)
                .split(",", 2);
        ByteBuffer entry = part(data);
        Object key = null;
        Object value = null;
        while (entry.hasRemaining()) {
            long tag = Varint.unsigned(entry);
            int type = (int) tag & 7;
            switch ((int) (tag >>> 3)) {
                case 1 -> key = value(entry, scope, kinds[0].strip(), type);
                case 2 -> value = value(entry, scope, kinds[1].strip(), type);
                default -> raw(entry, type);
            }
        }
        // Some encoders leave out what is a default.
        Object name = key == null ? missing(scope, kinds[0].strip()) : key;
        ((Map<String, Object>) values.computeIfAbsent(field.getName(), missing -> new LinkedHashMap<>()))
                .put(String.valueOf(name), value == null ? missing(scope, kinds[1].strip()) : value);
    }

    /** The default of a type, for a key or a value that is missing in a map entry; null for an unknown type. */
    private Object missing(String scope, String type) throws IOException {
        return switch (type) {
            case "string", "bytes" -> "";
            case "bool" -> false;
            case "float", "double" -> 0.0;
            default -> {
                int wire = packedAs(scope, type);
                if (resolved(scope, type).isEmpty()) {
                    yield wire == LENGTH ? null : 0L;
                }
                // A zero is the number of a constant, and the length of a message without fields.
                yield named(ByteBuffer.wrap(new byte[1]), scope, type, wire);
            }
        };
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
        return message(part(data), name.get(), NO_GROUP);
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
