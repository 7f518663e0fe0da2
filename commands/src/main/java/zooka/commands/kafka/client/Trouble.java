package zooka.commands.kafka.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.Node;
import zooka.commands.Failure;

/**
 * Why a broker does not answer.
 *
 * @param cause in a few words: {@code connection refused}
 * @param refused whether it answers and does not let this client in
 */
record Trouble(String cause, boolean refused) {

    static final Trouble NO_SUCH_HOST = new Trouble("no such host");
    static final Trouble NO_NAME_SERVER = new Trouble("timed out looking up its name");
    static final Trouble NOT_TRIED = new Trouble("not tried for want of time");
    static final Trouble TIMED_OUT = new Trouble("timed out");
    static final Trouble SILENT = new Trouble("connected, but it does not answer");
    static final Trouble SPEAKS_TLS = new Trouble("this port speaks TLS");
    static final Trouble HUNG_UP = new Trouble("hung up");
    static final Trouble WANTS_SASL = new Trouble("hung up at the first request; it may want SASL");

    /** An ApiVersions request of version 0 without a client id, in its frame: the question that every broker answers. */
    private static final byte[] HELLO = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private static final int TLS_ALERT = 0x15;

    Trouble(String cause) {
        this(cause, false);
    }

    /**
     * Dials a broker that ended a connection, to find out why: the network client does not say. Waits no longer than so
     * many milliseconds, twice.
     */
    static Trouble of(Node node, long millis) {
        int limit = (int) Math.max(1, millis);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.host(), node.port()), limit);
            socket.setSoTimeout(limit);
            socket.getOutputStream().write(HELLO);
            InputStream answer = socket.getInputStream();
            int first = answer.read();
            if (first == TLS_ALERT) {
                return SPEAKS_TLS;
            }
            return first < 0 ? new Trouble("hung up; it may not be Kafka") : HUNG_UP;
        } catch (UnknownHostException e) {
            return NO_SUCH_HOST;
        } catch (SocketTimeoutException e) {
            return TIMED_OUT;
        } catch (ConnectException e) {
            String message = String.valueOf(e.getMessage());
            return new Trouble(message.contains("refused") ? "connection refused" : lower(message));
        } catch (IOException e) {
            return new Trouble(lower(String.valueOf(e.getMessage())));
        }
    }

    /**
     * The failure of having asked all of them in vain.
     *
     * @param troubles by address, in the order in which they were asked
     */
    static Failure failure(String bootstrap, Map<String, Trouble> troubles) {
        StringBuilder causes = new StringBuilder();
        troubles.forEach((address, trouble) -> causes.append(causes.isEmpty() ? "" : "; ")
                .append(address)
                .append(' ')
                .append(trouble.cause()));
        String message = "no broker of " + bootstrap + " answers: " + causes;
        Collection<Trouble> all = troubles.values();
        if (!all.isEmpty() && all.stream().allMatch(Trouble::refused)) {
            return new Failure(Failure.Kind.REFUSED, message).hint("give the credentials with --command-config FILE");
        }
        Failure failure = Failure.unreachable(message);
        if (all.contains(SPEAKS_TLS)) {
            return failure.hint("give security.protocol=SSL and the trust store with --command-config FILE");
        }
        if (all.contains(WANTS_SASL)) {
            return failure.hint("give security.protocol and the credentials with --command-config FILE");
        }
        return failure.hint("name the brokers with -b HOST:PORT[,...]");
    }

    private static String lower(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
