package zooka.clients.zookeeper.servers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server has told of itself so far, whichever way it was asked, under the names of {@code mntr} without {@code zk_},
 * which are the AdminServer's too.
 */
final class Readings {

    private final Map<String, String> values = new LinkedHashMap<>();

    boolean has(String name) {
        return values.containsKey(name);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** The text that {@code srvr} is answered with. */
    void srvr(String text) {
        Map<String, String> fields = lines(text, ": ");
        put("server_state", fields.get("Mode"));
        put("version", fields.get("Zookeeper version"));
        put("zxid", fields.get("Zxid"));
        put("znode_count", fields.get("Node count"));
        put("num_alive_connections", fields.get("Connections"));
        put("outstanding_requests", fields.get("Outstanding"));
        String[] latencies = fields.getOrDefault("Latency min/avg/max", "").split("/", -1);
        if (latencies.length == 3) {
            put("avg_latency", latencies[1]);
        }
    }

    /** The text that {@code mntr} is answered with. */
    void mntr(String text) {
        lines(text, "\t").forEach((name, value) -> put(name.replaceFirst("^zk_", ""), value));
    }

    /** The AdminServer's {@code monitor}. */
    void monitor(Map<String, Object> fields) {
        fields.forEach((name, value) -> {
            if (!name.equals("command") && !name.equals("error") && value != null) {
                put(name, value.toString());
            }
        });
    }

    /** The AdminServer's {@code server_stats}. */
    void serverStats(Map<String, Object> fields) {
        if (fields.get("version") != null) {
            put("version", fields.get("version").toString());
        }
        if (fields.get("node_count") != null) {
            put("znode_count", fields.get("node_count").toString());
        }
        if (fields.get("server_stats") instanceof Map<?, ?> stats) {
            stats.forEach((name, value) -> {
                switch (String.valueOf(name)) {
                    case "server_state", "avg_latency", "outstanding_requests", "uptime" ->
                        put(String.valueOf(name), String.valueOf(value));
                    case "num_alive_client_connections" -> put("num_alive_connections", String.valueOf(value));
                    // A signed decimal here, where everything else says zxids in hex.
                    case "last_processed_zxid" ->
                        put("zxid", value instanceof Number zxid ? "0x" + Long.toHexString(zxid.longValue()) : null);
                    default -> {}
                }
            });
        }
    }

    /** The server that has told this. */
    Server server(String address, String via) {
        Map<String, Long> gauges = new LinkedHashMap<>();
        values.forEach((name, value) -> number(value).ifPresent(number -> gauges.put(name, number)));
        return new Server(
                address,
                Optional.of(get("server_state")),
                Optional.of(get("version").replaceAll("[-,].*", "")).filter(version -> !version.isEmpty()),
                zxid(get("zxid")),
                latency(get("avg_latency")),
                number(get("num_alive_connections")),
                number(get("watch_count")),
                number(get("znode_count")),
                Optional.empty(),
                Optional.of(via),
                gauges);
    }

    private void put(String name, String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static Map<String, String> lines(String text, String separator) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : text.split("\r?\n", -1)) {
            int at = line.indexOf(separator);
            if (at > 0) {
                fields.put(line.substring(0, at), line.substring(at + separator.length()));
            }
        }
        return fields;
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static OptionalLong zxid(String text) {
        return text.matches("0x[0-9a-f]{1,16}")
                ? OptionalLong.of(Long.parseUnsignedLong(text.substring(2), 16))
                : OptionalLong.empty();
    }

    private static Optional<Double> latency(String text) {
        return text.matches("\\d+(\\.\\d+)?") ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
