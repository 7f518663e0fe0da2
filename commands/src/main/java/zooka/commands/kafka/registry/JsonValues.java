package zooka.commands.kafka.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import zooka.commands.value.JsonBytes;

/** Writes decoded values as JSON: maps, lists, strings, numbers, booleans, bytes and null. */
final class JsonValues {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** The maximum length of the JSON in characters: per byte for short and for long values, and a constant for names. */
    private static final long GROWTH_OF_FEW = 64;

    private static final long FEW = 4 << 20;
    private static final long GROWTH = 8;
    private static final long NAMES = 1 << 18;

    private JsonValues() {}

    /** Writes a value. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static String json(Object value) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(value, json);
        }
        return out.toString();
    }

    /**
     * Writes a value of a number of bytes; throws if the JSON is out of proportion, as when a few bytes claim that
     * a thousand million nulls follow.
     */
    static String bounded(int bytes, Body body) throws IOException {
        BoundedWriter out = new BoundedWriter(Math.min(bytes * GROWTH_OF_FEW, FEW) + bytes * GROWTH + NAMES);
        JsonGenerator json = FACTORY.createGenerator(out);
        // Closing would complete the failed value.
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        body.write(json);
        json.close();
        return out.toString();
    }

    private static final class BoundedWriter extends StringWriter {
        private final long most;

        BoundedWriter(long most) {
            this.most = most;
        }

        private void check(int more) {
            if (getBuffer().length() + (long) more > most) {
                throw new UncheckedIOException(new IOException("longer than " + most + " characters"));
            }
        }

        @Override
        public void write(int c) {
            check(1);
            super.write(c);
        }

        @Override
        public void write(char[] from, int offset, int length) {
            check(length);
            super.write(from, offset, length);
        }

        @Override
        public void write(String text, int offset, int length) {
            check(length);
            super.write(text, offset, length);
        }

        @Override
        public void write(String text) {
            write(text, 0, text.length());
        }
    }

    /** Decodes text that must be UTF-8. */
    static String text(ByteBuffer bytes) throws IOException {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    static void write(Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(each, json);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number.toPlainString());
        } else if (value instanceof ByteBuffer bytes) {
            write(bytes, json);
        } else {
            json.writeString(value.toString());
        }
    }

    static void write(ByteBuffer buffer, JsonGenerator json) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        JsonBytes.write(bytes, json);
    }
}
