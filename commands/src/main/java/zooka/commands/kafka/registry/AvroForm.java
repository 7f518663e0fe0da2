package zooka.commands.kafka.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * Decodes Avro by its writer schema. Of a union only the value is shown; logical types of times and decimals are applied. Avro's own
 * parser allocates memory for lengths in the data without a limit; hence this parser.
 */
final class AvroForm implements Decoder.Form {

    /** The maximum nesting of values. */
    private static final int DEPTH = 500;

    /** The maximum bytes and scale of a decimal: printing takes time with the square of its length. */
    private static final int DECIMAL = 512;

    private final Schema schema;

    AvroForm(Registry.Schema registered) {
        Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
        registered.references().values().forEach(parser::parse);
        this.schema = parser.parse(registered.text());
    }

    @Override
    public String json(ByteBuffer data) throws IOException {
        // A schema of plain bytes is serialized without Avro's length.
        if (schema.getType() == Schema.Type.BYTES) {
            return JsonValues.json(data.slice());
        }
        ByteBuffer rest = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        String json = JsonValues.bounded(data.remaining(), out -> write(rest, schema, 0, out));
        if (rest.hasRemaining()) {
            throw new IOException(rest.remaining() + " bytes left over");
        }
        return json;
    }

    private static void write(ByteBuffer data, Schema schema, int depth, JsonGenerator out) throws IOException {
        if (depth > DEPTH) {
            throw new IOException("nesting too deep");
        }
        switch (schema.getType()) {
            case NULL -> out.writeNull();
            case BOOLEAN -> out.writeBoolean(bytes(data, 1).get() != 0);
            case INT, LONG -> number(Varint.signed(data), schema, out);
            case FLOAT -> out.writeNumber(four(data));
            case DOUBLE -> out.writeNumber(eight(data));
            case STRING -> out.writeString(text(data));
            case BYTES -> binary(bytes(data, Varint.signed(data)), schema, out);
            case FIXED -> binary(bytes(data, schema.getFixedSize()), schema, out);
            case ENUM -> out.writeString(at(schema.getEnumSymbols(), Varint.signed(data)));
            case UNION -> write(data, at(schema.getTypes(), Varint.signed(data)), depth + 1, out);
            case ARRAY -> {
                out.writeStartArray();
                for (long count = block(data); count != 0; count = block(data)) {
                    for (long i = 0; i < count; i++) {
                        write(data, schema.getElementType(), depth + 1, out);
                    }
                }
                out.writeEndArray();
            }
            case MAP -> {
                out.writeStartObject();
                for (long count = block(data); count != 0; count = block(data)) {
                    for (long i = 0; i < count; i++) {
                        out.writeFieldName(text(data));
                        write(data, schema.getValueType(), depth + 1, out);
                    }
                }
                out.writeEndObject();
            }
            case RECORD -> {
                out.writeStartObject();
                for (Schema.Field field : schema.getFields()) {
                    out.writeFieldName(field.name());
                    write(data, field.schema(), depth + 1, out);
                }
                out.writeEndObject();
            }
        }
    }

    /** The number of elements of a block; a negative one is followed by the length in bytes. */
    private static long block(ByteBuffer data) throws IOException {
        long count = Varint.signed(data);
        if (count >= 0) {
            return count;
        }
        long unused = Varint.signed(data);
        if (count == Long.MIN_VALUE) {
            throw new IOException("too many elements in a block");
        }
        return -count;
    }

    private static ByteBuffer bytes(ByteBuffer data, long length) throws IOException {
        if (length < 0 || length > data.remaining()) {
            throw new IOException("truncated");
        }
        ByteBuffer part = data.slice(data.position(), (int) length);
        data.position(data.position() + (int) length);
        return part;
    }

    private static float four(ByteBuffer data) throws IOException {
        return bytes(data, Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    }

    private static double eight(ByteBuffer data) throws IOException {
        return bytes(data, Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).getDouble();
    }

    private static String text(ByteBuffer data) throws IOException {
        return JsonValues.text(bytes(data, Varint.signed(data)));
    }

    private static <T> T at(List<T> all, long index) throws IOException {
        if (index < 0 || index >= all.size()) {
            throw new IOException("invalid index " + index + " of " + all.size());
        }
        return all.get((int) index);
    }

    private static void binary(ByteBuffer bytes, Schema schema, JsonGenerator out) throws IOException {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            if (bytes.remaining() > DECIMAL || Math.abs(decimal.getScale()) > DECIMAL) {
                throw new IOException("decimal of " + bytes.remaining() + " bytes is too long");
            }
            byte[] unscaled = new byte[bytes.remaining()];
            bytes.get(unscaled);
            JsonValues.write(new BigDecimal(new BigInteger(unscaled), decimal.getScale()), out);
        } else {
            JsonValues.write(bytes, out);
        }
    }

    private static void number(long value, Schema schema, JsonGenerator out) throws IOException {
        if (schema.getType() == Schema.Type.INT && value != (int) value) {
            throw new IOException("number too large");
        }
        LogicalType type = schema.getLogicalType();
        String time;
        try {
            time = type == null ? "" : time(value, type.getName());
        } catch (DateTimeException | ArithmeticException e) {
            time = ""; // out of range of the calendar: show the number
        }
        if (time.isEmpty()) {
            out.writeNumber(value);
        } else {
            out.writeString(time);
        }
    }

    private static String time(long value, String type) {
        return switch (type) {
            case "date" -> LocalDate.ofEpochDay(value).toString();
            case "time-millis" ->
                LocalTime.ofNanoOfDay(Math.multiplyExact(value, 1_000_000L)).toString();
            case "time-micros" ->
                LocalTime.ofNanoOfDay(Math.multiplyExact(value, 1_000L)).toString();
            case "timestamp-millis" -> Instant.ofEpochMilli(value).toString();
            case "timestamp-micros" ->
                Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
            default -> "";
        };
    }
}
