package zooka.commands.zk.browse;

import java.util.Arrays;
import java.util.Optional;
import zooka.commands.value.DecompressedValue;
import zooka.commands.value.Text;

/**
 * The beginning of a value, as it is stored and decompressed.
 *
 * @param stored the first {@link #START} bytes
 * @param size the size of the stored value in bytes
 * @param inside the first {@link #START} bytes of the decompressed value; those of the stored one if it is not compressed
 * @param insideSize the size of the decompressed value in bytes, as far as it was decompressed
 * @param note what it is compressed with, or what it is serialized by; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // a value is not copied into a list, and never compared
public record StoredValue(byte[] stored, int size, byte[] inside, int insideSize, String note) {

    /** How many bytes are kept: more than anybody reads in a pane. */
    public static final int START = 64 << 10;

    /** The bytes of the longest character in UTF-8, without its first. */
    private static final int CHARACTER = 3;

    /** What is kept of a value. */
    public static StoredValue of(byte[] bytes) {
        DecompressedValue unpacked = DecompressedValue.of(bytes);
        return new StoredValue(
                start(bytes), bytes.length, start(unpacked.bytes()), unpacked.bytes().length, unpacked.note());
    }

    private static byte[] start(byte[] bytes) {
        return bytes.length <= START ? bytes : Arrays.copyOf(bytes, START);
    }

    /** Whether {@link #inside} is all of it. */
    public boolean whole() {
        return inside.length == insideSize;
    }

    /** The text, if it is text. */
    public Optional<String> text() {
        Optional<String> text = Text.of(inside);
        // The end may be in the middle of a character.
        for (int cut = 1; text.isEmpty() && !whole() && cut <= CHARACTER; cut++) {
            text = Text.of(Arrays.copyOf(inside, inside.length - cut));
        }
        return text;
    }
}
