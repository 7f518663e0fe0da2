package zooka.commands.result;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The bytes of a value, with its metadata. Pipes get the bytes; JSON gets the fields.
 *
 * @param bytes empty when the value is null, which is not the same as no bytes
 * @param look how people see the bytes
 * @param fields what JSON shows
 * @param after shown to people below the bytes; may be empty
 * @param view what people see of the bytes where the look is {@code AUTO}; asked for only then
 * @param stored whether pipes and files get the bytes as they are; otherwise they are text, and an end of line follows
 */
public record Payload(
        Optional<byte[]> bytes,
        Look look,
        List<Field> fields,
        List<Field> after,
        Function<byte[], View> view,
        boolean stored)
        implements Result {
    public Payload {
        fields = List.copyOf(fields);
        after = List.copyOf(after);
    }

    /** A text of zooka, which is the same in every format. */
    public Payload(Optional<byte[]> bytes, Look look, List<Field> fields, List<Field> after) {
        this(bytes, look, fields, after, text -> new View(text, ""), false);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.payload(this);
    }

    /**
     * Bytes for people.
     *
     * @param note what they are, said beside them: {@code gzip: 1,204 bytes, 5,310 unpacked}; may be empty
     */
    @SuppressWarnings("ArrayRecordComponent") // a value is not copied into a list, and never compared
    public record View(byte[] bytes, String note) {}

    /** How bytes are shown to people. */
    public enum Look {
        /** Text, indented JSON or hex, by looking at them. */
        AUTO,
        /** Text of ours and no value of a znode: a line, wherever it goes. */
        TEXT,
        BASE64,
        HEX
    }
}
