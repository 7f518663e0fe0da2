package zooka.commands.kafka.registry;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Parses varints, seven bits per byte, as in Avro and Protocol Buffers. */
final class Varint {

    private Varint() {}

    static long unsigned(ByteBuffer data) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!data.hasRemaining()) {
                throw new IOException("truncated");
            }
            byte b = data.get();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IOException("number too long");
    }

    /** A varint in zigzag encoding, in which small negative numbers are short. */
    static long signed(ByteBuffer data) throws IOException {
        return signed(unsigned(data));
    }

    static long signed(long zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }
}
