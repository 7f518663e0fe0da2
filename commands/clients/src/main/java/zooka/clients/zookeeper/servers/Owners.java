package zooka.clients.zookeeper.servers;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the answers to {@code cons} and {@code dump}, in either form: the four-letter word's text, the AdminServer's JSON. */
public final class Owners {

    private static final Pattern SESSION = Pattern.compile("0x([0-9a-f]{1,16}):");

    private Owners() {}

    /**
     * A client's connection.
     *
     * @param client {@code host:port} as the server sees it
     * @param timeoutMs the session's
     */
    public record Client(String client, OptionalLong timeoutMs) {}

    /** The client of a session among a server's connections. */
    public static Optional<Client> client(String cons, long session) {
        Optional<Map<String, Object>> json = json(cons);
        if (json.isPresent()) {
            for (String list : List.of("connections", "secure_connections")) {
                for (Object entry : list(json.get().get(list))) {
                    if (entry instanceof Map<?, ?> fields
                            && fields.get("session_id") instanceof Number id
                            && id.longValue() == session) {
                        String address = String.valueOf(fields.get("remote_socket_address"));
                        return Optional.of(new Client(
                                address.replaceFirst("^/", ""),
                                fields.get("session_timeout") instanceof Number timeout
                                        ? OptionalLong.of(timeout.longValue())
                                        : OptionalLong.empty()));
                    }
                }
            }
            return Optional.empty();
        }
        String sid = "sid=0x" + Long.toHexString(session);
        return cons.lines()
                .filter(line -> line.contains(sid))
                .flatMap(line -> connection(line, sid).stream())
                .findFirst();
    }

    /** {@code  /10.0.0.7:56142[1](queued=0,recved=2,sent=2,sid=0x100004d,lop=CREA,est=1,to=10000,...)} */
    private static Optional<Client> connection(String line, String sid) {
        int fields = line.indexOf("](");
        int ready = line.lastIndexOf('[', fields);
        int begin = line.length() - line.stripLeading().length();
        if (ready <= begin || !line.startsWith("/", begin)) {
            return Optional.empty();
        }
        List<String> all = List.of(line.substring(fields + 2).split("[,)]", -1));
        OptionalLong timeout = all.stream()
                .filter(field -> field.matches("to=\\d{1,18}"))
                .mapToLong(field -> Long.parseLong(field.substring("to=".length())))
                .findFirst();
        return all.contains(sid)
                ? Optional.of(new Client(line.substring(begin + 1, ready), timeout))
                : Optional.empty();
    }

    /** The paths that a session holds, as the server names them: above any chroot. */
    public static List<String> ephemerals(String dump, long session) {
        Optional<Map<String, Object>> json = json(dump);
        if (json.isPresent()) {
            return json.get().get("session_id_to_ephemeral_paths") instanceof Map<?, ?> sessions
                    ? list(sessions.get(Long.toString(session))).stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList()
                    : List.of();
        }
        List<String> paths = new ArrayList<>();
        boolean wanted = false;
        for (String line : dump.split("\r?\n", -1)) {
            Matcher begins = SESSION.matcher(line);
            if (begins.matches()) {
                wanted = Long.parseUnsignedLong(begins.group(1), 16) == session;
            } else if (!line.startsWith("\t")) {
                wanted = false;
            } else if (wanted) {
                paths.add(line.substring(1));
            }
        }
        return paths.stream().sorted().toList();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Optional<Map<String, Object>> json(String text) {
        try {
            return text.startsWith("{") ? Optional.of(JSON.std.mapFrom(text)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
