package zooka.commands.value;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A value, decompressed layer by layer.
 *
 * @param bytes the content; if a layer cannot be decompressed, that layer
 * @param encodings the removed layers, the outermost first; empty for a value that is not compressed
 * @param whole whether these are all bytes, not the first {@link #LIMIT}
 * @param trouble why a layer cannot be decompressed
 * @param note a summary for people; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // a value is not copied into a list, and never compared
public record DecompressedValue(
        byte[] bytes, List<Encoding> encodings, boolean whole, Optional<String> trouble, String note) {

    /** The maximum of decompressed bytes: a few kilobytes can contain gigabytes, and the heap may be small. */
    public static final int LIMIT = 4 << 20;

    /** The maximum number of layers. */
    private static final int LAYERS = 3;

    /** Decompresses all layers. */
    public static DecompressedValue of(byte[] stored) {
        byte[] bytes = stored;
        List<Encoding> encodings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Optional<String> trouble = Optional.empty();
        boolean whole = true;
        while (whole && encodings.size() < LAYERS) {
            Optional<Encoding> encoding = Encoding.of(bytes);
            if (encoding.isEmpty()) {
                break;
            }
            String word = encoding.get().word();
            try {
                byte[] inside = encoding.get().unpack(bytes, LIMIT + 1);
                whole = inside.length <= LIMIT;
                notes.add(String.format(
                        Locale.ROOT,
                        whole ? "%s: %,d bytes, %,d decompressed" : "%s: %,d bytes, only the first %,d decompressed",
                        word,
                        bytes.length,
                        whole ? inside.length : LIMIT));
                bytes = whole ? inside : Arrays.copyOf(inside, LIMIT);
                encodings.add(encoding.get());
            } catch (IOException | RuntimeException e) {
                trouble = Optional.of("it looks like " + word + " but cannot be decompressed: " + reason(e));
                break;
            } catch (LinkageError e) {
                trouble = Optional.of(word + " cannot be decompressed: its native library cannot be loaded");
                break;
            }
        }
        trouble.ifPresent(notes::add);
        JavaObject.describe(bytes).ifPresent(notes::add);
        return new DecompressedValue(bytes, List.copyOf(encodings), whole, trouble, String.join("; ", notes));
    }

    private static String reason(Exception e) {
        if (e instanceof EOFException) {
            return "unexpected end of data";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The names of the layers, the outermost first: {@code gzip}; may be empty. */
    public Optional<String> encoding() {
        return encodings.isEmpty()
                ? Optional.empty()
                : Optional.of(encodings.stream().map(Encoding::word).collect(Collectors.joining("+")));
    }

    /** Whether {@link #pack} can restore all layers. */
    public boolean packs() {
        return encodings.stream().allMatch(Encoding::packs);
    }

    /** Compresses other bytes in the same layers. */
    public byte[] pack(byte[] inside) {
        byte[] packed = inside;
        for (int i = encodings.size() - 1; i >= 0; i--) {
            packed = encodings.get(i).pack(packed);
        }
        return packed;
    }
}
