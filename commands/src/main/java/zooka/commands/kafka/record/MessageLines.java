package zooka.commands.kafka.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordWriter.Outgoing;

/** Parses records from the JSON of {@link MessageRows}, one object per line. */
public final class MessageLines {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String KEYS = "topic, time, partition, offset, key, value, headers";

    private final boolean keepTime;
    private final boolean keepPartition;

    /**
     * @param keepTime whether records keep the time of their lines
     * @param keepPartition whether records keep the partition of their lines
     */
    public MessageLines(boolean keepTime, boolean keepPartition) {
        this.keepTime = keepTime;
        this.keepPartition = keepPartition;
    }

    /** Parses a line; throws if it is invalid. */
    public Outgoing read(String line) throws IOException {
        OptionalInt partition = OptionalInt.empty();
        Optional<Instant> time = Optional.empty();
        Optional<byte[]> key = Optional.empty();
        Optional<byte[]> value = Optional.empty();
        boolean valued = false;
        List<Header> headers = List.of();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "key" -> key = bytes(json, line);
                    case "value" -> {
                        value = bytes(json, line);
                        valued = true;
                    }
                    case "headers" -> headers = headers(json, line);
                    case "time" -> time = keepTime ? time(json) : time;
                    case "partition" -> partition = keepPartition ? OptionalInt.of(json.getIntValue()) : partition;
                    case "topic", "offset" -> json.skipChildren(); // where the record came from
                    default -> throw new IOException("unknown key '" + name + "' (known: " + KEYS + ")");
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new IOException("more than one JSON object");
            }
        }
        if (!valued) {
            throw new IOException("missing \"value\" (null for a tombstone)");
        }
        return new Outgoing(partition, time, key, value, headers);
    }

    /** The timestamp of a record; empty without one. */
    private static Optional<Instant> time(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(json.getText());
            if (time.toEpochMilli() >= 0) {
                return Optional.of(time);
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException("invalid time '" + json.getText() + "'", e);
        }
        throw new IOException("invalid time '" + json.getText() + "': before 1970");
    }

    /** The bytes of a text. */
    private static byte[] encoded(String text) throws IOException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new IOException("unpaired surrogate in a string", e);
        }
    }

    /** A string, bytes in base64, or null; any other JSON as text. */
    private static Optional<byte[]> bytes(JsonParser json, String line) throws IOException {
        switch (json.currentToken()) {
            case VALUE_NULL -> {
                return Optional.empty();
            }
            case VALUE_STRING -> {
                return Optional.of(encoded(json.getText()));
            }
            default -> {
                int begin = (int) json.currentTokenLocation().getCharOffset();
                json.skipChildren();
                json.finishToken();
                int end = (int) json.currentLocation().getCharOffset();
                String written = line.substring(begin, end).strip();
                Optional<byte[]> base64 = base64(written);
                return base64.isPresent() ? base64 : Optional.of(written.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The bytes of an object with the only key {@code base64}. */
    private static Optional<byte[]> base64(String written) throws IOException {
        try (JsonParser json = FACTORY.createParser(written)) {
            if (json.nextToken() != JsonToken.START_OBJECT
                    || !"base64".equals(json.nextFieldName())
                    || json.nextToken() != JsonToken.VALUE_STRING) {
                return Optional.empty();
            }
            String letters = json.getText();
            if (json.nextToken() != JsonToken.END_OBJECT) {
                return Optional.empty();
            }
            return Optional.of(Base64.getDecoder().decode(letters));
        } catch (IllegalArgumentException e) {
            throw new IOException("invalid base64", e);
        }
    }

    private static List<Header> headers(JsonParser json, String line) throws IOException {
        List<Header> headers = new ArrayList<>();
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                headers.add(named(json, line));
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw new IOException("a header must be an object: {\"name\": NAME, \"value\": VALUE}");
            }
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        headers.add(new Header(name, bytes(json, line)));
                    }
                } else {
                    headers.add(new Header(name, bytes(json, line)));
                }
            }
        } else if (json.currentToken() != JsonToken.VALUE_NULL) {
            throw new IOException("headers must be a JSON object, or an array of {\"name\", \"value\"}");
        }
        return headers;
    }

    /** Parses a header of an array of names and values. */
    private static Header named(JsonParser json, String line) throws IOException {
        Optional<String> called = Optional.empty();
        Optional<byte[]> value = Optional.empty();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "name" -> called = Optional.of(json.getText());
                case "value" -> value = bytes(json, line);
                default -> throw new IOException("unknown key '" + name + "' of a header (known: name, value)");
            }
        }
        return new Header(called.orElseThrow(() -> new IOException("missing name of a header")), value);
    }
}
