package zooka.commands.zk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.commands.Failure;

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
            data(out, copy.data().get());
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

    private static void data(JsonGenerator out, byte[] bytes) throws IOException {
        Optional<String> text = text(bytes);
        if (text.isPresent()) {
            out.writeString(text.get());
        } else {
            out.writeStartObject();
            out.writeStringField("base64", Base64.getEncoder().encodeToString(bytes));
            out.writeEndObject();
        }
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
     * Reads the object that the parser stands before or at the beginning of.
     *
     * @throws Failure {@code FAILED} with the line for anything that {@link #write} does not write
     */
    public static ZnodeCopy read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT && in.nextToken() != JsonToken.START_OBJECT) {
            throw broken(in, "a znode is expected");
        }
        String path = null;
        Optional<byte[]> data = Optional.empty();
        Acl acl = Acl.OPEN;
        Kind kind = Kind.PERSISTENT;
        long ttl = 0;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            switch (key) {
                case "path" -> path = in.getText();
                case "data" -> data = data(in);
                case "acl" -> acl = acl(in);
                case "kind" -> kind = kind(in);
                case "ttlMs" -> ttl = in.getLongValue();
                default -> throw broken(in, "'" + key + "' is not known");
            }
        }
        if (path == null || !path.startsWith("/")) {
            throw broken(in, "a znode has no path");
        }
        return new ZnodeCopy(path, data, kind.lifetime() == Kind.Lifetime.TTL ? Kind.ttl(ttl) : kind, acl);
    }

    private static Optional<byte[]> data(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return Optional.of(in.getText().getBytes(StandardCharsets.UTF_8));
        }
        if (in.currentToken() != JsonToken.START_OBJECT || !"base64".equals(in.nextFieldName())) {
            throw broken(in, "data is a string, null, or an object with base64");
        }
        try {
            Optional<byte[]> bytes = Optional.of(Base64.getDecoder().decode(in.nextTextValue()));
            in.nextToken();
            return bytes;
        } catch (IllegalArgumentException e) {
            throw broken(in, "that is not base64");
        }
    }

    private static Acl acl(JsonParser in) throws IOException {
        List<Acl.Entry> entries = new ArrayList<>();
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            entries.add(Acl.Entry.parse(in.getText()));
        }
        return new Acl(entries);
    }

    private static Kind kind(JsonParser in) throws IOException {
        return Arrays.stream(Kind.Lifetime.values())
                .filter(lifetime -> lifetime.name().toLowerCase(Locale.ROOT).equals(textOf(in)))
                .findFirst()
                .map(lifetime -> new Kind(lifetime, false, 0))
                .orElseThrow(() -> broken(in, "'" + textOf(in) + "' is no kind of znode"));
    }

    private static String textOf(JsonParser in) {
        try {
            return in.getText();
        } catch (IOException e) {
            return "";
        }
    }

    static Failure broken(JsonParser in, String why) {
        return new Failure(Failure.Kind.FAILED, "line " + in.currentLocation().getLineNr() + " of the export: " + why);
    }
}
