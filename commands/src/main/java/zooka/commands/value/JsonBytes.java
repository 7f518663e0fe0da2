package zooka.commands.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Bytes in JSON: a string where they are text, {@code {"base64": "..."}} where they are not. */
public final class JsonBytes {

    private JsonBytes() {}

    public static void write(byte[] bytes, JsonGenerator json) throws IOException {
        write(bytes, Text.of(bytes), json);
    }

    /**
     * The same.
     *
     * @param text the bytes as text, if the caller decides that they are text
     */
    public static void write(byte[] bytes, Optional<String> text, JsonGenerator json) throws IOException {
        if (text.isPresent()) {
            json.writeString(text.get());
        } else {
            json.writeStartObject();
            json.writeStringField("base64", Base64.getEncoder().encodeToString(bytes));
            json.writeEndObject();
        }
    }
}
