package zooka.shell.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import zooka.commands.result.Payload.Look;
import zooka.commands.value.Json;
import zooka.commands.value.Text;

/** Prints the bytes of a value as text and a newline. */
final class PayloadText {

    /** The longest JSON, in characters, that is printed on one line. */
    private static final int LINE = 80;

    private PayloadText() {}

    /** Prints text as it is, JSON indented, anything else as hex. */
    static void forPeople(byte[] bytes, Look look, boolean colour, Output out) {
        Optional<String> text = look == Look.AUTO ? Text.of(bytes) : Optional.empty();
        if (text.isPresent()) {
            out.println(shown(text.get(), colour));
        } else if (look == Look.AUTO) {
            Bytes.hex(bytes, out);
        } else {
            forPipes(bytes, look, out);
        }
    }

    /** Prints text as it is, anything else in base64. */
    static void forPipes(byte[] bytes, Look look, Output out) {
        switch (look) {
            case HEX -> Bytes.hex(bytes, out);
            case BASE64 -> out.print(Base64.getEncoder().encodeToString(bytes) + "\n");
            case TEXT -> out.print(Escapes.visibleLines(new String(bytes, StandardCharsets.UTF_8)) + "\n");
            case AUTO ->
                out.print(Text.of(bytes)
                                .map(Escapes::visibleLines)
                                .orElseGet(() -> "base64:" + Base64.getEncoder().encodeToString(bytes))
                        + "\n");
        }
    }

    private static String shown(String text, boolean colour) {
        String stripped = text.strip();
        boolean object = stripped.startsWith("{") && stripped.endsWith("}");
        boolean array = stripped.startsWith("[") && stripped.endsWith("]");
        if (!object && !array) {
            return Escapes.visibleLines(text);
        }
        boolean whole = stripped.length() < LINE || stripped.indexOf('\n') >= 0;
        Optional<Json> json = Json.of(text);
        Optional<String> laid = whole ? json.map(Json::text) : json.flatMap(Json::indented);
        if (json.isEmpty() || laid.isEmpty()) {
            return Escapes.visibleLines(text); // invalid JSON, or too large when indented
        }
        return colour ? JsonColours.paint(laid.get()) : Escapes.visibleLines(laid.get());
    }
}
