package zooka.commands.doctor.protocol;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Server;

/**
 * A session with one ZooKeeper server on protocol level: the client library would retry on its own threads, and not report what it
 * received. Read-only.
 */
public final class ZooKeeperProtocol implements ZnodeReads, Closeable {

    /** With an end of line: a server that detects TLS waits for at least five bytes. */
    public static final byte[] SRVR = "srvr\n".getBytes(StandardCharsets.US_ASCII);

    /** The command for details in status and ensemble, which the server's configuration must allow. */
    public static final byte[] MNTR = "mntr\n".getBytes(StandardCharsets.US_ASCII);

    private static final int SESSION_MILLIS = 6000;
    private static final int PASSWORD = 16;
    private static final int EXISTS = 3;
    private static final int READ = 4;
    private static final int CHILDREN = 8;
    private static final int AUTHENTICATE = 100;
    private static final int AUTHENTICATION = -4;
    private static final int END = -11;
    private static final int NO_NODE = -101;
    private static final int NO_PERMISSION = -102;

    /** The error of a server that requires SASL. */
    private static final int WANTS_SASL = -124;

    private static final int REFUSED = -115;

    private final Connection line;
    private final Session session;
    private int number;

    private ZooKeeperProtocol(Connection line, Session session) {
        this.line = line;
        this.session = session;
    }

    /**
     * An open session.
     *
     * @param millis its timeout
     * @param readOnly whether the server has lost its quorum and is read-only
     */
    public record Session(long id, int millis, boolean readOnly) {}

    /** Whether a text is a response to {@code srvr}, of any content. */
    public static boolean isSrvr(String text) {
        return text.startsWith("Zookeeper version:") || !FourLetterWord.allowed(text) || Server.servesNothing(text);
    }

    /**
     * Starts a session.
     *
     * @throws EOFException if the server closes the connection, as one without a quorum does
     */
    public static ZooKeeperProtocol begin(Connection line) throws IOException {
        line.send(ByteBuffer.allocate(45)
                .putInt(0) // the version of the protocol
                .putLong(0) // the last change that was seen
                .putInt(SESSION_MILLIS)
                .putLong(0) // no session yet
                .putInt(PASSWORD)
                .put(new byte[PASSWORD])
                .put((byte) 1) // a server that takes reads only will do
                .array());
        ByteBuffer answer = line.receive();
        if (answer.remaining() < 36) {
            throw new EOFException("not the response of a ZooKeeper server");
        }
        answer.getInt();
        int millis = answer.getInt();
        long id = answer.getLong();
        answer.position(answer.position() + 4 + PASSWORD);
        return new ZooKeeperProtocol(line, new Session(id, millis, answer.hasRemaining() && answer.get() == 1));
    }

    public Session session() {
        return session;
    }

    /** A refusal by the server. */
    public static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;
        private final int code;

        private Refusal(int code, String message) {
            super(message);
            this.code = code;
        }

        public boolean wantsSasl() {
            return code == WANTS_SASL;
        }

        public boolean credentials() {
            return code == REFUSED;
        }
    }

    /** Adds credentials to the session. */
    public void authenticate(String scheme, String secret) throws IOException {
        byte[] name = scheme.getBytes(StandardCharsets.UTF_8);
        byte[] auth = secret.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(12 + name.length + auth.length)
                .putInt(0)
                .putInt(name.length)
                .put(name)
                .putInt(auth.length)
                .put(auth);
        ask(AUTHENTICATE, body.array());
    }

    @Override
    public boolean exists(String path) throws IOException {
        return ask(EXISTS, path(path)).isPresent();
    }

    @Override
    public Optional<String> read(String path) throws IOException {
        Optional<ByteBuffer> answer = ask(READ, path(path));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        byte[] value = new byte[Math.max(0, answer.get().getInt())];
        answer.get().get(value);
        return Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> children(String path) throws IOException {
        Optional<ByteBuffer> answer = ask(CHILDREN, path(path));
        List<String> names = new ArrayList<>();
        if (answer.isPresent()) {
            for (int left = answer.get().getInt(); left > 0; left--) {
                byte[] name = new byte[answer.get().getInt()];
                answer.get().get(name);
                names.add(new String(name, StandardCharsets.UTF_8));
            }
        }
        return names;
    }

    /** Closes the session, so that the server need not wait for its timeout. */
    @Override
    public void close() throws IOException {
        try (line) {
            ask(END, new byte[0]);
        }
    }

    private static byte[] path(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .put((byte) 0) // no watch
                .array();
    }

    private Optional<ByteBuffer> ask(int type, byte[] body) throws IOException {
        int asked = type == AUTHENTICATE ? AUTHENTICATION : ++number;
        line.send(ByteBuffer.allocate(8 + body.length)
                .putInt(asked)
                .putInt(type)
                .put(body)
                .array());
        while (true) {
            ByteBuffer answer = line.receive();
            int answered = answer.getInt();
            answer.getLong();
            int error = answer.getInt();
            if (answered != asked) {
                continue;
            }
            if (error == NO_NODE || error == NO_PERMISSION) {
                return Optional.empty();
            }
            if (error != 0) {
                throw new Refusal(error, "the server refused the request (" + error + ")");
            }
            return Optional.of(answer);
        }
    }
}
