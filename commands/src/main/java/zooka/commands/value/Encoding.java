package zooka.commands.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What a value can be packed in, told by how it begins. Each codec's classes are apart, so that none is loaded in vain. */
public enum Encoding {
    GZIP("1f8b08"),
    /** Only of the window that all tools write: two bytes are not much to go by. */
    ZLIB("78"),
    ZSTD("28b52ffd"),
    /** Of the frame format. */
    LZ4("04224d18"),
    /** Framed, of snappy-java's own stream, or raw; raw has no mark and counts only where all of it fits. */
    SNAPPY("ff060000734e61507059");

    /** In hex. */
    private final String magic;

    Encoding(String magic) {
        this.magic = magic;
    }

    /** The name in notes and JSON: {@code gzip}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the bytes seem to be packed in; nothing where they are text. */
    static Optional<Encoding> of(byte[] bytes) {
        if (Text.plain(bytes)) {
            return Optional.empty();
        }
        for (Encoding encoding : values()) {
            if (encoding.begins(bytes)) {
                return Optional.of(encoding);
            }
        }
        return SnappyBytes.unmarked(bytes) ? Optional.of(SNAPPY) : Optional.empty();
    }

    private boolean begins(byte[] bytes) {
        int length = magic.length() / 2;
        if (bytes.length <= length
                || !HexFormat.of().formatHex(bytes, 0, length).equals(magic)) {
            return false;
        }
        int second = bytes[1] & 0xff;
        return this != ZLIB || second == 0x01 || second == 0x5e || second == 0x9c || second == 0xda;
    }

    /**
     * Unpacks.
     *
     * @param limit how many bytes are enough
     * @return all, or the first {@code limit}
     * @throws IOException or a {@link RuntimeException} of the codec where the bytes are corrupt
     * @throws LinkageError where its native library cannot be loaded
     */
    byte[] unpack(byte[] packed, int limit) throws IOException {
        if (this == SNAPPY) {
            return SnappyBytes.unpack(packed, limit);
        }
        try (InputStream in = open(new ByteArrayInputStream(packed))) {
            return in.readNBytes(limit);
        }
    }

    private InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> Gzip.open(packed);
            case ZLIB -> Zlib.open(packed);
            case ZSTD -> Zstd.open(packed);
            case LZ4 -> Lz4.open(packed);
            case SNAPPY -> throw new IllegalStateException("snappy is not a stream");
        };
    }

    /** Whether {@link #pack} can do it. */
    boolean packs() {
        return this == GZIP || this == ZLIB;
    }

    /** Packs; only where {@link #packs()}. */
    byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = this == GZIP ? Gzip.create(packed) : Zlib.create(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing is written but memory
        }
        return packed.toByteArray();
    }

    private static final class Gzip {
        static InputStream open(InputStream packed) throws IOException {
            return new java.util.zip.GZIPInputStream(packed);
        }

        static OutputStream create(OutputStream packed) throws IOException {
            return new java.util.zip.GZIPOutputStream(packed);
        }
    }

    private static final class Zlib {
        static InputStream open(InputStream packed) {
            return new java.util.zip.InflaterInputStream(packed);
        }

        static OutputStream create(OutputStream packed) {
            return new java.util.zip.DeflaterOutputStream(packed);
        }
    }

    private static final class Zstd {
        static InputStream open(InputStream packed) throws IOException {
            return new com.github.luben.zstd.ZstdInputStream(packed);
        }
    }

    private static final class Lz4 {
        /** By the codec in Java: a native one would first be written to a file, and a znode is small. */
        static InputStream open(InputStream packed) throws IOException {
            return new net.jpountz.lz4.LZ4FrameInputStream(
                    packed,
                    net.jpountz.lz4.LZ4Factory.safeInstance().safeDecompressor(),
                    net.jpountz.xxhash.XXHashFactory.safeInstance().hash32());
        }
    }
}
