package zooka.commands.kafka.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordReader.Message;

/** Formats records by a template with the fields of kcat; keys and values are printed byte for byte. */
public final class RecordTemplate {

    /** The text of the help. */
    static final String DESCRIPTION =
            "Print each record by this template, as kcat does: %%t topic, %%p partition, %%o offset, %%k key, "
                    + "%%s value, %%T timestamp in ms, %%d time, %%h headers, %%K and %%S the lengths of key and value, %%%% percent; "
                    + "\\n, \\t, \\xHH.";

    private final List<BiConsumer<Message, ByteArrayOutputStream>> parts = new ArrayList<>();
    private final ByteArrayOutputStream literal = new ByteArrayOutputStream();

    /**
     * Parses a template.
     *
     * @throws Failure {@code USAGE} for an unknown field or escape
     */
    public RecordTemplate(String form) {
        int i = 0;
        while (i < form.length()) {
            char here = form.charAt(i);
            boolean more = i + 1 < form.length();
            if (here == '%' && more) {
                letter(form.charAt(i + 1));
                i += 2;
            } else if (here == '\\' && more) {
                i = escape(form, i + 1);
            } else {
                int codePoint = form.codePointAt(i);
                literal.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        end();
    }

    private int escape(String form, int at) {
        char letter = form.charAt(at);
        switch (letter) {
            case 'n' -> literal.write('\n');
            case 't' -> literal.write('\t');
            case 'r' -> literal.write('\r');
            case '0' -> literal.write(0);
            case '\\' -> literal.write('\\');
            case 'x' -> {
                try {
                    literal.write(Integer.parseInt(form, at + 1, at + 3, 16));
                    return at + 3;
                } catch (NumberFormatException | IndexOutOfBoundsException e) {
                    throw Failure.usage("--format: \\x must be followed by two hex digits")
                            .cause(e);
                }
            }
            default ->
                throw Failure.usage("--format: unknown escape \\" + letter)
                        .hint("known: \\n, \\t, \\r, \\0, \\\\ and \\xHH");
        }
        return at + 1;
    }

    private void letter(char letter) {
        if (letter == '%') {
            literal.write('%');
            return;
        }
        end();
        parts.add(
                switch (letter) {
                    case 't' -> (message, out) -> text(message.topic(), out);
                    case 'p' -> (message, out) -> number(message.partition(), out);
                    case 'o' -> (message, out) -> number(message.offset(), out);
                    case 'k' -> (message, out) -> bytes(message.key(), out);
                    case 's' -> (message, out) -> bytes(message.value(), out);
                    case 'K' -> (message, out) -> number(length(message.key()), out);
                    case 'S' -> (message, out) -> number(length(message.value()), out);
                    case 'T' ->
                        (message, out) ->
                                number(message.time().map(Instant::toEpochMilli).orElse(-1L), out);
                    case 'd' ->
                        (message, out) ->
                                text(message.time().map(Instant::toString).orElse("-"), out);
                    case 'h' -> (message, out) -> headers(message.headers(), out);
                    default ->
                        throw Failure.usage("--format: unknown field %" + letter)
                                .hint("known: %t %p %o %k %s %T %d %h %K %S and %%");
                });
    }

    private void end() {
        if (literal.size() > 0) {
            byte[] bytes = literal.toByteArray();
            literal.reset();
            parts.add((message, out) -> out.write(bytes, 0, bytes.length));
        }
    }

    /** Adds a record's text. */
    void print(Message message, ByteArrayOutputStream out) {
        for (BiConsumer<Message, ByteArrayOutputStream> part : parts) {
            part.accept(message, out);
        }
    }

    private static void text(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void number(long number, ByteArrayOutputStream out) {
        out.writeBytes(Long.toString(number).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void bytes(Optional<byte[]> bytes, ByteArrayOutputStream out) {
        if (bytes.isPresent()) {
            out.writeBytes(bytes.get());
        }
    }

    private static long length(Optional<byte[]> bytes) {
        return bytes.isPresent() ? bytes.get().length : -1;
    }

    private static void headers(List<Header> headers, ByteArrayOutputStream out) {
        String gap = "";
        for (Header header : headers) {
            text(gap + header.name() + "=", out);
            bytes(header.value(), out);
            gap = ",";
        }
    }
}
