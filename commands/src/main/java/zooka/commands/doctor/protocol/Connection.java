package zooka.commands.doctor.protocol;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import zooka.clients.net.Trust;

/** A connection to a server, with or without TLS; each wait is limited. */
public final class Connection implements Closeable {

    private static final int LONGEST_ANSWER = 16 << 20;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * The address and TLS configuration of a server.
     *
     * @param host the host that its certificate must contain
     * @param trust the TLS configuration; empty for a connection without TLS
     */
    public record Endpoint(InetSocketAddress address, String host, Optional<Trust> trust) {
        public Connection open(int millis) throws IOException {
            Socket socket = new Socket();
            try {
                socket.connect(address, millis);
                socket.setSoTimeout(millis);
                return new Connection(trust.isPresent() ? secured(socket, trust.get()) : socket);
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }

        private SSLSocket secured(Socket plain, Trust material) throws IOException {
            SSLSocket socket = (SSLSocket) material.sockets().createSocket(plain, host, address.getPort(), true);
            if (material.verifiesHost()) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            return socket;
        }
    }

    /** Sends bytes and reads the response until the connection is closed, or until the limit. */
    public byte[] exchange(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        byte[] buffer = new byte[1 << 16];
        int filled = 0;
        try {
            int read = in.read(buffer);
            while (read > 0) {
                filled += read;
                read = in.read(buffer, filled, buffer.length - filled);
            }
        } catch (IOException e) {
            if (filled == 0) {
                throw e;
            }
        }
        return Arrays.copyOf(buffer, filled);
    }

    /** Sends a message with its length before it. */
    void send(byte[] message) throws IOException {
        out.write(ByteBuffer.allocate(4 + message.length)
                .putInt(message.length)
                .put(message)
                .array());
        out.flush();
    }

    /** Reads the next message with its length before it. */
    ByteBuffer receive() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_ANSWER) {
            throw new EOFException("invalid message");
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return ByteBuffer.wrap(message);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
