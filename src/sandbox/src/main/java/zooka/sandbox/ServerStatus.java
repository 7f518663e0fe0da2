package zooka.sandbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One server of a sandbox.
 *
 * @param name {@code zk-1}, {@code kafka-3}; the number is its id in the cluster
 * @param kind what runs there
 * @param host where it listens
 * @param port where clients reach it
 * @param pid the process; of the last one where it is killed
 * @param state whether it runs
 */
public record ServerStatus(String name, Kind kind, String host, int port, long pid, State state) {

    /** What a server is. */
    public enum Kind {
        ZOOKEEPER,
        KAFKA;

        /** As it is shown and written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a server's process does. */
    public enum State {
        RUNNING,
        /** Stopped by a signal: its sockets stand and nobody answers. */
        PAUSED,
        /** The process is gone. */
        KILLED;

        /** As it is shown and written. */
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
