package zooka.commands.doctor.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The two questions that a broker answers before it knows who asks, byte by byte: which requests it knows, and by which mechanisms
 * one may log in.
 */
public final class KafkaProtocol {

    private static final short API_VERSIONS = 18;
    private static final short SASL_HANDSHAKE = 17;
    private static final short NO_CLIENT = -1;
    private static final int CORRELATION = 0x7a6f6f6b;

    private static final short ILLEGAL_SASL_STATE = 34;

    private KafkaProtocol() {}

    /** The first question, in its frame. */
    static byte[] hello() {
        byte[] question = question(API_VERSIONS, 0, "");
        return ByteBuffer.allocate(4 + question.length)
                .putInt(question.length)
                .put(question)
                .array();
    }

    /** Whether bytes are the beginning of the answer to it. */
    static boolean isHello(byte[] answer) {
        return answer.length >= 8 && ByteBuffer.wrap(answer).getInt(4) == CORRELATION;
    }

    /** Asks which requests the broker knows; how many there are. */
    public static int versions(Connection line) throws IOException {
        line.send(question(API_VERSIONS, 0, ""));
        ByteBuffer answer = line.receive();
        if (answer.remaining() < 10 || answer.getInt() != CORRELATION) {
            throw new EOFException("that is no broker's answer");
        }
        answer.getShort();
        return answer.getInt();
    }

    /**
     * How one logs in.
     *
     * @param wanted whether one has to
     * @param taken whether the mechanism that was asked for is one of them
     */
    public record Login(boolean wanted, boolean taken, List<String> mechanisms) {}

    /** Asks by which mechanisms one logs in, on a line on which nothing else was asked but {@link #versions}. */
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
            throw new IOException("that is no broker's answer", e);
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
