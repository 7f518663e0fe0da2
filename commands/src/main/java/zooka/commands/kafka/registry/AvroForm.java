package zooka.commands.kafka.registry;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;

/** Avro, read by the schema that it was written by. Of a union only the value is shown, times and decimals as what they are. */
final class AvroForm implements Decoder.Form {

    private final Schema schema;
    private final GenericDatumReader<Object> reader;

    AvroForm(Registry.Registered registered) {
        Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
        registered.references().values().forEach(parser::parse);
        this.schema = parser.parse(registered.text());
        this.reader = new GenericDatumReader<>(schema);
    }

    @Override
    public String json(ByteBuffer data) throws IOException {
        // A schema of bytes alone is written without Avro's own length.
        if (schema.getType() == Schema.Type.BYTES) {
            return JsonValues.json(data.slice());
        }
        Object value = reader.read(
                null,
                DecoderFactory.get()
                        .binaryDecoder(data.array(), data.arrayOffset() + data.position(), data.remaining(), null));
        return JsonValues.json(plain(value, schema));
    }

    private static Object plain(Object value, Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (Schema.Field field : schema.getFields()) {
                    fields.put(field.name(), plain(((IndexedRecord) value).get(field.pos()), field.schema()));
                }
                yield fields;
            }
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (Object element : (Collection<?>) value) {
                    elements.add(plain(element, schema.getElementType()));
                }
                yield elements;
            }
            case MAP -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, each) -> entries.put(key.toString(), plain(each, schema.getValueType())));
                yield entries;
            }
            case UNION ->
                plain(
                        value,
                        schema.getTypes()
                                .get(org.apache.avro.generic.GenericData.get().resolveUnion(schema, value)));
            case FIXED -> logical(ByteBuffer.wrap(((GenericFixed) value).bytes()), schema);
            case NULL -> null;
            default -> logical(value, schema);
        };
    }

    private static Object logical(Object value, Schema schema) {
        LogicalType type = schema.getLogicalType();
        if (type == null) {
            return value;
        }
        return switch (type.getName()) {
            case "decimal" -> decimal((ByteBuffer) value, ((LogicalTypes.Decimal) type).getScale());
            case "date" -> LocalDate.ofEpochDay((Integer) value).toString();
            case "time-millis" ->
                LocalTime.ofNanoOfDay((Integer) value * 1_000_000L).toString();
            case "time-micros" -> LocalTime.ofNanoOfDay((Long) value * 1_000L).toString();
            case "timestamp-millis" -> Instant.ofEpochMilli((Long) value).toString();
            case "timestamp-micros" ->
                Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString();
            default -> value;
        };
    }

    private static BigDecimal decimal(ByteBuffer unscaled, int scale) {
        byte[] bytes = new byte[unscaled.remaining()];
        unscaled.duplicate().get(bytes);
        return new BigDecimal(new BigInteger(bytes), scale);
    }
}
