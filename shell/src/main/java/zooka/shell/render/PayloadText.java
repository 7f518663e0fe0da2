package zooka.shell.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Optional;
import zooka.commands.result.Result.Look;

/** The bytes of a value as text. */
final class PayloadText {

    private PayloadText() {}

    /** Text as it is, JSON indented, anything else as hex. */
    static String forPeople(byte[] bytes, Look look) {
        return switch (look) {
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case HEX -> Bytes.hex(bytes);
            case AUTO -> {
                Optional<String> text = Bytes.text(bytes);
                yield text.map(t -> Escapes.visibleLines(indented(t))).orElseGet(() -> Bytes.hex(bytes));
            }
        };
    }

    /** Text as it is, anything else in base64. */
    static String forPipes(byte[] bytes, Look look) {
        return switch (look) {
            case HEX -> Bytes.hex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case AUTO ->
                Bytes.text(bytes)
                        .map(Escapes::visibleLines)
                        .orElseGet(() -> "base64:" + Base64.getEncoder().encodeToString(bytes));
        };
    }

    /** The same text, indented if it is a JSON object or array of more than a line's worth. */
    private static String indented(String text) {
        String stripped = text.strip();
        boolean json = (stripped.startsWith("{") && stripped.endsWith("}"))
                || (stripped.startsWith("[") && stripped.endsWith("]"));
        if (!json || stripped.length() < 80 || stripped.indexOf('\n') >= 0) {
            return text;
        }
        StringWriter out = new StringWriter();
        JsonFactory factory = new JsonFactory();
        try (JsonParser parser = factory.createParser(stripped);
                JsonGenerator generator = factory.createGenerator(out)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter());
            while (parser.nextToken() != null) {
                generator.copyCurrentEventExact(parser);
            }
        } catch (IOException e) {
            return text; // it looked like JSON and is not
        }
        return out.toString();
    }
}
