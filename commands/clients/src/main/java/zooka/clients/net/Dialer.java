package zooka.clients.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Sends one request to a server and reads its whole answer, in plaintext or over TLS; each step is bounded by the timeout. */
public final class Dialer {

    /** The maximum length of an answer; longer ones, of servers with very many sessions or watches, are truncated. */
    private static final int LONGEST_ANSWER = 64 << 20;

    private final Duration timeout;
    private final Optional<Trust> trust;

    /** @param trust the TLS configuration; without it only plaintext is possible */
    public Dialer(Duration timeout, Optional<Trust> trust) {
        this.timeout = timeout;
        this.trust = trust;
    }

    public Duration timeout() {
        return timeout;
    }

    /** Whether TLS can be spoken. */
    public boolean trusts() {
        return trust.isPresent();
    }

    /** Whether there is a certificate to show to a server that wants to see one. */
    public boolean showsOwn() {
        return trust.filter(Trust::showsOwn).isPresent();
    }

    /** The answer in plaintext; empty if the server closes the connection without an answer. */
    public byte[] ask(String address, byte[] request) throws IOException {
        try (Socket socket = connect(address)) {
            return converse(socket, request);
        }
    }

    /**
     * The answer over TLS.
     *
     * @throws IOException also for a certificate that is not trusted; {@link #trusts()} must hold
     */
    public byte[] askOverTls(String address, byte[] request) throws IOException {
        Trust material = trust.orElseThrow();
        try (Socket plain = connect(address);
                SSLSocket socket = (SSLSocket) material.sockets()
                        .createSocket(plain, Addresses.host(address), Addresses.port(address), true)) {
            if (material.verifiesHost()) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            return converse(socket, request);
        }
    }

    private Socket connect(String address) throws IOException {
        Socket socket = new Socket();
        try {
            int millis = (int) Math.max(1, timeout.toMillis());
            InetAddress host = InetAddress.getByName(Addresses.host(address));
            socket.connect(new InetSocketAddress(host, Addresses.port(address)), millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static byte[] converse(Socket socket, byte[] request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        out.flush();
        InputStream in = socket.getInputStream();
        byte[] first;
        try {
            first = in.readNBytes(1);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SSLException e) {
            throw e; // where this client has to show a certificate, that is said only now
        } catch (IOException e) {
            return new byte[0]; // a reset is a way to hang up
        }
        if (first.length == 0) {
            return first;
        }
        byte[] rest = in.readNBytes(LONGEST_ANSWER);
        byte[] whole = new byte[1 + rest.length];
        whole[0] = first[0];
        System.arraycopy(rest, 0, whole, 1, rest.length);
        return whole;
    }
}
