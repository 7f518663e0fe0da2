package zooka.commands.zk.ensemble;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import zooka.commands.net.Addresses;
import zooka.commands.net.Dialer;

/**
 * ZooKeeper's AdminServer (3.5 and later), one request at a time. By plain sockets: an HTTP client would take longer to load
 * than the request takes.
 */
final class AdminServer {

    /** Where it is, unless the server's configuration says otherwise. */
    static final int PORT = 8080;

    private final Dialer dialer;
    private final String address;

    AdminServer(Dialer dialer, String address) {
        this.dialer = dialer;
        this.address = address;
    }

    String address() {
        return address;
    }

    /**
     * An answer.
     *
     * @param json as it came
     * @param fields the same, read
     */
    record Reply(String via, String json, Map<String, Object> fields) {}

    /** It answered that it will not, and why. */
    static final class Refusal extends IOException {
        Refusal(String message) {
            super(message);
        }
    }

    /**
     * Asks for a command.
     *
     * @throws Refusal where the server says no: every answer is an HTTP 200, and the error stands within
     * @throws IOException where it does not answer, or something else does
     */
    Reply get(String command) throws IOException {
        byte[] request = ("GET /commands/" + command + " HTTP/1.0\r\nHost: " + Addresses.host(address)
                        + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        String via = "admin";
        String answer = new String(dialer.ask(address, request), StandardCharsets.UTF_8);
        if (!answer.startsWith("HTTP/")) {
            if (!dialer.trusts()) {
                throw new IOException(
                        answer.isEmpty() || answer.charAt(0) == '\u0015'
                                ? "it may speak TLS"
                                : "no HTTP is spoken there");
            }
            via = "admin+tls";
            answer = new String(dialer.askOverTls(address, request), StandardCharsets.UTF_8);
        }
        return read(via, answer);
    }

    private static Reply read(String via, String answer) throws IOException {
        String[] status = answer.split("\r?\n", 2)[0].split(" ", 3);
        int body = answer.indexOf("\r\n\r\n");
        if (status.length < 2 || body < 0) {
            throw new IOException("no HTTP is spoken there");
        }
        if (status[1].equals("401") || status[1].equals("403")) {
            throw new Refusal("it wants credentials (HTTP " + status[1] + ")");
        }
        if (!status[1].equals("200")) {
            throw new IOException("no AdminServer is there (HTTP " + status[1] + ")");
        }
        String json = answer.substring(body + 4);
        Map<String, Object> fields;
        try {
            fields = JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new IOException("no AdminServer is there", e);
        }
        if (fields == null || !fields.containsKey("command")) {
            throw new IOException("no AdminServer is there");
        }
        Object error = fields.get("error");
        if (error != null) {
            throw new Refusal(Server.servesNothing(error.toString()) ? Server.NO_QUORUM : error.toString());
        }
        return new Reply(via, json, fields);
    }
}
