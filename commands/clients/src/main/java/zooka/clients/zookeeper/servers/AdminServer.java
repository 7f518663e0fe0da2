package zooka.clients.zookeeper.servers;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.net.Dialer;

/**
 * ZooKeeper's AdminServer (3.5 and later), one request at a time. By plain sockets: an HTTP client would take longer to load
 * than the request takes.
 */
public final class AdminServer {

    /** Where it is, unless the server's configuration says otherwise. */
    static final int PORT = 8080;

    /** Under which its commands are, unless the server's configuration says otherwise. */
    private static final String PATH = "/commands";

    private static final Pattern PLACE =
            Pattern.compile("(?:https?://)?(\\d{1,5}|:\\d{1,5}|[^/]+?)(/.*?[^/])?/*", Pattern.CASE_INSENSITIVE);

    private final Dialer dialer;
    private final String address;
    private final String path;

    /** @param place as {@link #places} gives it, with a host */
    AdminServer(Dialer dialer, String place) {
        int slash = place.indexOf('/');
        this.dialer = dialer;
        this.address = slash < 0 ? place : place.substring(0, slash);
        this.path = slash < 0 ? PATH : place.substring(slash);
    }

    /**
     * Reads a list of {@code PORT}, {@code HOST:PORT} or {@code http://HOST:PORT}, each with a path or without.
     *
     * @return each as {@code HOST:PORT[/PATH]}, or {@code :PORT[/PATH]} where that is the place on each server's own host
     * @throws Failure {@code USAGE} for anything else
     */
    public static List<String> places(String typed) {
        List<String> places = new ArrayList<>();
        for (String item : typed.split(",", -1)) {
            Matcher matcher = PLACE.matcher(item.strip());
            if (!matcher.matches()) {
                throw Failure.usage("'" + item + "' is not PORT, HOST:PORT or a URL")
                        .hint("use, for example, --admin 9990/commands");
            }
            String server = matcher.group(1);
            String path = Optional.ofNullable(matcher.group(2)).orElse("");
            places.add((server.matches(":?\\d+")
                            ? ":" + server.replace(":", "")
                            : Addresses.parse(server, PORT).get(0))
                    + path);
        }
        return places;
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
     * @throws Refusal where the server says no: every answer is an HTTP 200, and the error is in it
     * @throws IOException where it does not answer, or something else does
     */
    Reply get(String command) throws IOException {
        byte[] request = ("GET " + path + "/" + command + " HTTP/1.0\r\nHost: " + Addresses.host(address)
                        + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        String via = "admin";
        String answer = new String(dialer.ask(address, request), StandardCharsets.UTF_8);
        if (!answer.startsWith("HTTP/")) {
            if (!dialer.trusts()) {
                throw new IOException(
                        answer.isEmpty() || answer.charAt(0) == '\u0015' ? "it may speak TLS" : "no HTTP server there");
            }
            via = "admin+tls";
            answer = new String(dialer.askOverTls(address, request), StandardCharsets.UTF_8);
        }
        return read(via, answer, path);
    }

    /**
     * Reads what was answered.
     *
     * @throws Refusal where the server says no
     * @throws IOException where it is not an AdminServer's answer
     */
    static Reply read(String via, String answer, String path) throws IOException {
        String[] status = answer.split("\r?\n", 2)[0].split(" ", 3);
        int body = answer.indexOf("\r\n\r\n");
        if (status.length < 2 || body < 0) {
            throw new IOException("no HTTP server there");
        }
        if (status[1].equals("401") || status[1].equals("403")) {
            throw new Refusal("it requires authentication (HTTP " + status[1] + ")");
        }
        if (status[1].equals("404")) {
            throw new IOException("no AdminServer at " + path
                    + " (HTTP 404); if admin.commandURL is set, use --admin HOST:PORT/PATH");
        }
        if (!status[1].equals("200")) {
            throw new IOException("not an AdminServer (HTTP " + status[1] + ")");
        }
        String json = answer.substring(body + 4);
        Map<String, Object> fields;
        try {
            fields = JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new IOException("not an AdminServer", e);
        }
        if (fields == null || !fields.containsKey("command")) {
            throw new IOException("not an AdminServer");
        }
        Object error = fields.get("error");
        if (error != null) {
            throw new Refusal(Server.servesNothing(error.toString()) ? Server.NO_QUORUM : error.toString());
        }
        return new Reply(via, json, fields);
    }
}
