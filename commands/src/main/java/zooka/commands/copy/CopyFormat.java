package zooka.commands.copy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.ZnodePath;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.commands.value.JsonBytes;

/**
 * A {@link ZnodeCopy} as a line of JSON, the same for the same znode at any time:
 * {@code {"path":"/a","data":"text","acl":["world:anyone:r"],"kind":"ttl","ttlMs":60000}}. The data is a string where the
 * bytes are UTF-8, {@code {"base64":"..."}} where they are not, and {@code null} for a null value. What is usual is left out:
 * the ACL that is open to the world, the kind that is persistent.
 */
public final class CopyFormat {

    /** For all of a process's lines. Znodes may be larger than what a parser takes for reasonable. */
    public static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(1 << 30).build())
            .build();

    private CopyFormat() {}

    public static void write(JsonGenerator out, ZnodeCopy copy) throws IOException {
        out.writeStartObject();
        out.writeStringField("path", copy.path());
        out.writeFieldName("data");
        if (copy.data().isEmpty()) {
            out.writeNull();
        } else {
            JsonBytes.write(copy.data().get(), text(copy.data().get()), out);
        }
        if (!copy.acl().equals(Acl.OPEN)) {
            out.writeArrayFieldStart("acl");
            for (Acl.Entry entry : copy.acl().entries()) {
                out.writeString(entry.toString());
            }
            out.writeEndArray();
        }
        if (copy.kind().lifetime() != Kind.Lifetime.PERSISTENT) {
            out.writeStringField("kind", copy.kind().lifetime().name().toLowerCase(Locale.ROOT));
        }
        if (copy.kind().lifetime() == Kind.Lifetime.TTL) {
            out.writeNumberField("ttlMs", copy.kind().ttlMillis());
        }
        out.writeEndObject();
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the object at whose beginning the parser is.
     *
     * @throws JsonParseException with the line for anything that {@link #write} does not write
     */
    public static ZnodeCopy read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT && in.nextToken() != JsonToken.START_OBJECT) {
            throw broken(in, "expected a znode");
        }
        in.nextToken();
        return fields(in);
    }

    /** The same, where the parser is at the first name in the object. */
    public static ZnodeCopy fields(JsonParser in) throws IOException {
        String path = "";
        Optional<byte[]> data = Optional.empty();
        Acl acl = Acl.OPEN;
        Kind.Lifetime lifetime = Kind.Lifetime.PERSISTENT;
        long ttl = 0;
        for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
            String key = in.currentName();
            in.nextToken();
            switch (key) {
                case "path" -> path = path(in);
                case "data" -> data = data(in);
                case "acl" -> acl = acl(in);
                case "kind" -> lifetime = lifetime(in);
                case "ttlMs" -> ttl = in.getLongValue();
                default -> throw broken(in, "unknown key '" + key + "'");
            }
        }
        if (path.isEmpty()) {
            throw broken(in, "missing path");
        }
        if (lifetime == Kind.Lifetime.TTL ? ttl <= 0 || ttl > Kind.LONGEST_TTL : ttl != 0) {
            throw broken(in, "ttlMs is only for the kind ttl and must be between 1 and " + Kind.LONGEST_TTL);
        }
        return new ZnodeCopy(path, data, new Kind(lifetime, false, ttl), acl);
    }

    private static String path(JsonParser in) throws IOException {
        encoded(in);
        if (!ZnodePath.canBe(in.getText())) {
            throw broken(in, "invalid znode path '" + in.getText() + "'");
        }
        return in.getText();
    }

    private static Optional<byte[]> data(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return Optional.of(encoded(in));
        }
        if (in.currentToken() != JsonToken.START_OBJECT || !"base64".equals(in.nextFieldName())) {
            throw broken(in, "data must be a string, null, or an object with base64");
        }
        String text = in.nextTextValue();
        if (text == null || in.nextToken() != JsonToken.END_OBJECT) {
            throw broken(in, "base64 must be a string and the only key");
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw broken(in, "invalid base64");
        }
    }

    /** The bytes of the text; half of a surrogate pair has none, and would be written as a question mark. */
    private static byte[] encoded(JsonParser in) throws IOException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(in.getText()));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw broken(in, "unpaired surrogate in text; write bytes as {\"base64\": \"...\"}");
        }
    }

    private static Acl acl(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw broken(in, "acl must be an array");
        }
        List<Acl.Entry> entries = new ArrayList<>();
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            encoded(in);
            try {
                entries.add(Acl.Entry.parse(in.getText()));
            } catch (Failure e) {
                throw broken(in, e.getMessage());
            }
        }
        if (in.currentToken() != JsonToken.END_ARRAY) {
            throw broken(in, "acl must be an array of strings");
        }
        return new Acl(entries);
    }

    private static Kind.Lifetime lifetime(JsonParser in) throws IOException {
        String name = in.getText();
        return Arrays.stream(Kind.Lifetime.values())
                .filter(lifetime -> lifetime.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> broken(in, "unknown kind of znode '" + name + "'"));
    }

    public static JsonParseException broken(JsonParser in, String why) {
        return new JsonParseException(in, why);
    }
}
