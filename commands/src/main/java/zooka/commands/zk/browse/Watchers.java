package zooka.commands.zk.browse;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.zookeeper.servers.Ensemble;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Owners;

/**
 * The sessions that watch the value of a znode. Servers do not tell who watches only its children.
 *
 * @param sessions those that are known
 * @param unknown why it is not known of some servers: each a server and its reason
 */
public record Watchers(List<Watcher> sessions, List<String> unknown) {
    public Watchers {
        sessions = List.copyOf(sessions);
        unknown = List.copyOf(unknown);
    }

    /**
     * A session that watches.
     *
     * @param server the server that it is connected to
     * @param client its address, if the server tells
     * @param own whether it is the session of this shell, which watches what it shows
     */
    public record Watcher(long session, String server, Optional<String> client, boolean own) {}

    /**
     * Asks each server.
     *
     * @param path as the servers know it, with any chroot
     * @param own the session of this shell, if it is known
     */
    static Watchers of(Ensemble ensemble, String path, OptionalLong own) {
        List<Watcher> sessions = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<Ensemble.Answer> connections = List.of();
        for (Ensemble.Answer answer : ensemble.ask(FourLetterWord.WCHP)) {
            if (answer.text().isEmpty()) {
                unknown.add(answer.address() + " "
                        + answer.trouble().map(Throwable::getMessage).orElse("does not answer"));
                continue;
            }
            List<Long> ids = sessions(answer.text().get(), path);
            if (!ids.isEmpty() && connections.isEmpty()) {
                connections = ensemble.ask(FourLetterWord.CONS);
            }
            for (long id : ids) {
                boolean isOwn = own.isPresent() && own.getAsLong() == id;
                sessions.add(new Watcher(id, answer.address(), client(connections, id), isOwn));
            }
        }
        return new Watchers(sessions, unknown);
    }

    private static Optional<String> client(List<Ensemble.Answer> connections, long session) {
        return connections.stream()
                .flatMap(answer -> answer.text().stream())
                .flatMap(text -> Owners.client(text, session).stream())
                .map(Owners.Client::client)
                .findFirst();
    }

    /** The sessions below a path in the answer to {@code wchp}, or in that of the AdminServer. */
    static List<Long> sessions(String answer, String path) {
        return answer.startsWith("{") ? fromJson(answer, path) : fromText(answer, path);
    }

    private static List<Long> fromText(String answer, String path) {
        List<Long> sessions = new ArrayList<>();
        boolean wanted = false;
        for (String line : answer.split("\r?\n", -1)) {
            if (!line.startsWith("\t")) {
                wanted = line.equals(path);
            } else if (wanted && line.strip().matches("0x[0-9a-f]{1,16}")) {
                sessions.add(Long.parseUnsignedLong(line.strip().substring(2), 16));
            }
        }
        return sessions;
    }

    private static List<Long> fromJson(String answer, String path) {
        try {
            Map<String, Object> fields = JSON.std.mapFrom(answer);
            return fields.get("path_to_session_ids") instanceof Map<?, ?> paths
                            && paths.get(path) instanceof List<?> ids
                    ? ids.stream()
                            .filter(Number.class::isInstance)
                            .map(id -> ((Number) id).longValue())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of(); // cut off, or not JSON
        }
    }
}
