package zooka.commands.value;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Snappy in its three forms. Raw snappy has no mark, so that only unpacking it shows that it is some; the format is so small
 * that doing this here is less than asking a native library, and needs none.
 */
final class SnappyBytes {

    private static final byte[] STREAM = {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
    private static final int STREAM_HEADER = 16;
    private static final byte[] FRAMED = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};

    /** Fewer bytes fit the raw form by chance. */
    private static final int LEAST = 8;

    private SnappyBytes() {}

    /** Whether bytes without the frame's mark are snappy: of snappy-java's stream, or raw beyond doubt. */
    static boolean unmarked(byte[] bytes) {
        if (begins(bytes, STREAM)) {
            return true;
        }
        if (bytes.length < LEAST) {
            return false;
        }
        try {
            Raw raw = new Raw(ByteBuffer.wrap(bytes));
            // It must have become smaller by being packed, and be text: else any bytes might be some.
            return raw.length > bytes.length
                    && raw.length <= DecompressedValue.LIMIT
                    && Text.of(raw.unpack(raw.length)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    static byte[] unpack(byte[] packed, int limit) throws IOException {
        if (begins(packed, STREAM)) {
            return stream(packed, limit);
        }
        if (begins(packed, FRAMED)) {
            return framed(packed, limit);
        }
        return new Raw(ByteBuffer.wrap(packed)).unpack(limit);
    }

    private static boolean begins(byte[] bytes, byte[] magic) {
        return bytes.length > magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** snappy-java's stream: a header, and chunks of raw snappy, each behind its length. */
    private static byte[] stream(byte[] packed, int limit) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packed);
        Output out = new Output(limit);
        skip(in, STREAM_HEADER);
        while (in.hasRemaining() && !out.full()) {
            need(in, Integer.BYTES);
            out.add(new Raw(slice(in, in.getInt())).unpack(out.left()));
        }
        return out.bytes();
    }

    /** The framing format: chunks with a type, a length of three bytes and, where they hold data, a checksum. */
    private static byte[] framed(byte[] packed, int limit) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packed);
        Output out = new Output(limit);
        while (in.hasRemaining() && !out.full()) {
            need(in, 4);
            int type = in.get() & 0xff;
            int length = (in.get() & 0xff) | (in.get() & 0xff) << 8 | (in.get() & 0xff) << 16;
            ByteBuffer chunk = slice(in, length);
            if (type == 0x00 || type == 0x01) {
                need(chunk, Integer.BYTES);
                int checksum = Integer.reverseBytes(chunk.getInt());
                byte[] data = type == 0x01 ? rest(chunk) : new Raw(chunk).unpack(out.left());
                out.add(data);
                if (!out.full() && masked(data) != checksum) {
                    throw new IOException("wrong checksum");
                }
            } else if (type > 0x01 && type < 0x80) {
                throw new IOException("unknown chunk");
            }
        }
        return out.bytes();
    }

    private static byte[] rest(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        return bytes;
    }

    private static int masked(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data);
        int value = (int) checksum.getValue();
        return (value >>> 15 | value << 17) + 0xa282ead8;
    }

    private static void need(ByteBuffer in, int bytes) throws IOException {
        if (bytes < 0 || in.remaining() < bytes) {
            throw new IOException("unexpected end of data");
        }
    }

    private static void skip(ByteBuffer in, int bytes) throws IOException {
        need(in, bytes);
        in.position(in.position() + bytes);
    }

    private static ByteBuffer slice(ByteBuffer in, int length) throws IOException {
        need(in, length);
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        return slice;
    }

    /** What is unpacked, and no more than the limit. */
    private static final class Output {
        private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        private final int limit;

        Output(int limit) {
            this.limit = limit;
        }

        void add(byte[] more) {
            bytes.write(more, 0, Math.min(more.length, left()));
        }

        int left() {
            return limit - bytes.size();
        }

        boolean full() {
            return left() <= 0;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    /** One raw block: its unpacked length, then literals and copies of what came before. */
    private static final class Raw {
        private final ByteBuffer in;
        private final int length;

        Raw(ByteBuffer in) throws IOException {
            this.in = in;
            long value = 0;
            int shift = 0;
            int read;
            do {
                need(in, 1);
                read = in.get() & 0xff;
                value |= (long) (read & 0x7f) << shift;
                shift += 7;
            } while (read >= 0x80 && shift < 35);
            if (read >= 0x80 || value > Integer.MAX_VALUE) {
                throw new IOException("missing length");
            }
            length = (int) value;
        }

        byte[] unpack(int limit) throws IOException {
            byte[] out = new byte[Math.min(length, limit)];
            int done = 0;
            while (done < out.length) {
                need(in, 1);
                int tag = in.get() & 0xff;
                int size;
                if ((tag & 3) == 0) {
                    size = literal(tag);
                    need(in, size);
                    int taken = Math.min(size, out.length - done);
                    in.get(out, done, taken);
                    skip(in, size - taken);
                } else {
                    size = (tag & 3) == 1 ? (tag >> 2 & 7) + 4 : (tag >> 2) + 1;
                    int offset = offset(tag);
                    if (offset <= 0 || offset > done) {
                        throw new IOException("copy from an invalid offset");
                    }
                    for (int i = done; i < Math.min(done + size, out.length); i++) {
                        out[i] = out[i - offset]; // byte by byte: a copy may overlap itself
                    }
                }
                if (size > length - done) {
                    throw new IOException("more data than the length says");
                }
                done += size;
            }
            if (limit >= length && in.hasRemaining()) {
                throw new IOException("more data than the length says");
            }
            return out;
        }

        private int literal(int tag) throws IOException {
            int size = tag >> 2;
            return size < 60 ? size + 1 : Math.addExact(number(size - 59), 1);
        }

        private int offset(int tag) throws IOException {
            return switch (tag & 3) {
                case 1 -> (tag >> 5) << 8 | number(1);
                case 2 -> number(2);
                default -> number(4);
            };
        }

        /** A number of that many bytes, the lowest first. */
        private int number(int bytes) throws IOException {
            need(in, bytes);
            long value = 0;
            for (int i = 0; i < bytes; i++) {
                value |= (long) (in.get() & 0xff) << (8 * i);
            }
            if (value >= Integer.MAX_VALUE) {
                throw new IOException("number out of range");
            }
            return (int) value;
        }
    }
}
