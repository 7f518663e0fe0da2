package zooka.commands.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes as text. */
public final class Text {

    private Text() {}

    /** The text, if the bytes are UTF-8 and hold no NUL. */
    public static Optional<String> of(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whether they are text without control characters, as a person would have typed it. */
    static boolean plain(byte[] bytes) {
        for (byte b : bytes) {
            if ((b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) {
                return false;
            }
        }
        return of(bytes).isPresent();
    }
}
