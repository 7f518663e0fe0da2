package zooka.sandbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The status of one server of a sandbox.
 *
 * @param name {@code zk-1}, {@code kafka-3}; the number is its id in the cluster
 * @param kind the kind of server
 * @param host the address on which it listens
 * @param port the port for clients
 * @param pid the process id; of the last process if it is killed
 * @param state the state of its process
 */
public record ServerStatus(String name, Kind kind, String host, int port, long pid, State state) {

    /** The kinds of servers. */
    public enum Kind {
        ZOOKEEPER,
        KAFKA,
        /** A KRaft controller that is no broker. */
        CONTROLLER;

        /** The name in output and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The states of a server's process. */
    public enum State {
        RUNNING,
        /** Stopped by a signal: its connections stay open but do not answer. */
        PAUSED,
        /** The process has ended. */
        KILLED,
        /** There was no process yet: a controller before the migration. */
        WAITING;

        /** The name in output and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("kind", kind.word());
        map.put("host", host);
        map.put("port", port);
        map.put("pid", pid);
        map.put("state", state.word());
        return map;
    }

    static ServerStatus fromMap(Map<?, ?> map) {
        return new ServerStatus(
                (String) map.get("name"),
                Kind.valueOf(((String) map.get("kind")).toUpperCase(Locale.ROOT)),
                (String) map.get("host"),
                ((Number) map.get("port")).intValue(),
                ((Number) map.get("pid")).longValue(),
                State.valueOf(((String) map.get("state")).toUpperCase(Locale.ROOT)));
    }
}
