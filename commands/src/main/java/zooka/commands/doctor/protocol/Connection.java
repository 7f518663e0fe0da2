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

/** A connection to a server, in the clear or over TLS; no wait on it is longer than the limit. */
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
     * How to get to a server.
     *
     * @param host whom its certificate must name
     * @param trust what TLS is made with; empty for a connection in the clear
     */
    public record Door(InetSocketAddress address, String host, Optional<Trust> trust) {
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

    /** Says something and hears all until the other side hangs up; what came so far where it goes silent. */
    public byte[] hear(byte[] request) throws IOException {
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

    /** Sends a message behind its length. */
    void send(byte[] message) throws IOException {
        out.write(ByteBuffer.allocate(4 + message.length)
                .putInt(message.length)
                .put(message)
                .array());
        out.flush();
    }

    /** The next message behind its length. */
    ByteBuffer receive() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_ANSWER) {
            throw new EOFException("no message begins so");
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
