package zooka.commands.doctor.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The two requests that a broker answers before authentication, on protocol level: the API versions, and the SASL
 * mechanisms.
 */
public final class KafkaProtocol {

    private static final short API_VERSIONS = 18;
    private static final short SASL_HANDSHAKE = 17;
    private static final short NO_CLIENT = -1;
    private static final int CORRELATION = 0x7a6f6f6b;

    private static final short ILLEGAL_SASL_STATE = 34;

    private KafkaProtocol() {}

    /** The framed ApiVersions request. */
    static byte[] hello() {
        byte[] question = question(API_VERSIONS, 0, "");
        return ByteBuffer.allocate(4 + question.length)
                .putInt(question.length)
                .put(question)
                .array();
    }

    /** Whether bytes are the start of its response. */
    static boolean isHello(byte[] answer) {
        return answer.length >= 8 && ByteBuffer.wrap(answer).getInt(4) == CORRELATION;
    }

    /** The number of request types that the broker supports. */
    public static int versions(Connection line) throws IOException {
        line.send(question(API_VERSIONS, 0, ""));
        ByteBuffer answer = line.receive();
        if (answer.remaining() < 10 || answer.getInt() != CORRELATION) {
            throw new EOFException("not the response of a broker");
        }
        answer.getShort();
        return answer.getInt();
    }

    /**
     * The SASL configuration of a listener.
     *
     * @param wanted whether SASL is required
     * @param taken whether the requested mechanism is supported
     */
    public record Login(boolean wanted, boolean taken, List<String> mechanisms) {}

    /** Requests the SASL mechanisms, on a connection without requests except {@link #versions}. */
    public static Login login(Connection line, String mechanism) throws IOException {
        line.send(question(SASL_HANDSHAKE, 1, mechanism));
        try {
            ByteBuffer answer = line.receive();
            answer.getInt();
            short error = answer.getShort();
            List<String> mechanisms = new ArrayList<>();
            for (int left = answer.getInt(); left > 0; left--) {
                byte[] name = new byte[answer.getShort()];
                answer.get(name);
                mechanisms.add(new String(name, StandardCharsets.UTF_8));
            }
            return new Login(error != ILLEGAL_SASL_STATE, error == 0, mechanisms);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IOException("not the response of a broker", e);
        }
    }

    private static byte[] question(short api, int version, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer question = ByteBuffer.allocate(10 + (api == SASL_HANDSHAKE ? 2 + bytes.length : 0))
                .putShort(api)
                .putShort((short) version)
                .putInt(CORRELATION)
                .putShort(NO_CLIENT);
        if (api == SASL_HANDSHAKE) {
            question.putShort((short) bytes.length).put(bytes);
        }
        return question.array();
    }
}
