package zooka.commands.kafka.registry;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Numbers of variable length, seven bits a byte, as Avro and Protocol Buffers have them. */
final class Varint {

    private Varint() {}

    static long unsigned(ByteBuffer data) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!data.hasRemaining()) {
                throw new IOException("it is cut off");
            }
            byte b = data.get();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IOException("a number is too long");
    }

    /** The same in zigzag, where small negative numbers are short, too. */
    static long signed(ByteBuffer data) throws IOException {
        return signed(unsigned(data));
    }

    static long signed(long zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }
}
