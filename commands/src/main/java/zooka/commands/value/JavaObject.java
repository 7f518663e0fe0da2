package zooka.commands.value;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Java's serialised objects, of which only the first class is named: nothing is ever made of them. */
final class JavaObject {

    private static final int OBJECT = 0x73;
    private static final int STRING = 0x74;
    private static final int ARRAY = 0x75;
    private static final int ENUM = 0x7e;
    private static final int CLASS = 0x72;

    private JavaObject() {}

    /** What it is, if it is one: {@code Java-serialized com.example.Session}. */
    static Optional<String> describe(byte[] bytes) {
        if (bytes.length < 5 || number(bytes, 0) != 0xaced || number(bytes, 2) != 5) {
            return Optional.empty();
        }
        int kind = bytes[4] & 0xff;
        if (kind == STRING) {
            return Optional.of("Java-serialized java.lang.String");
        }
        boolean named = kind == OBJECT || kind == ARRAY || kind == ENUM;
        if (named && bytes.length > 8 && (bytes[5] & 0xff) == CLASS) {
            int length = number(bytes, 6);
            if (length > 0 && 8 + length <= bytes.length) {
                return Optional.of("Java-serialized " + new String(bytes, 8, length, StandardCharsets.UTF_8));
            }
        }
        return Optional.of("Java-serialized data");
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
