package zooka.commands.pod;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a ZooKeeper server's settings say to a client: a {@code zoo.cfg}, or the variables that an image makes it of. */
final class EnsembleSettings {

    private static final String TLS_PORT = "secureClientPort";

    private EnsembleSettings() {}

    /** By a configuration file; empty where it names no port for clients. */
    static Optional<Found.Side> side(Map<String, String> settings, String from) {
        boolean secure = !settings.containsKey("clientPort") && settings.containsKey(TLS_PORT);
        Optional<String> port = port(settings.get(secure ? TLS_PORT : "clientPort"));
        Map<String, String> members = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith("server.")) {
                members.put("%6s".formatted(key.substring("server.".length())), value);
            }
        });
        List<String> servers = servers(members.values(), port, secure);
        Map<String, String> config = secure ? tls(settings) : Map.of();
        return servers.isEmpty()
                ? port.map(own -> new Found.Side("localhost:" + own, config, from))
                : Optional.of(new Found.Side(String.join(",", servers), config, from));
    }

    private static Optional<String> port(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(digits -> digits.matches("\\d{1,5}"));
    }

    private static List<String> servers(Iterable<String> members, Optional<String> port, boolean secure) {
        List<String> servers = new ArrayList<>();
        for (String member : members) {
            String first = member.strip().split("\\|", 2)[0];
            String host = first.startsWith("[") ? first.substring(0, first.indexOf(']') + 1) : first.split(":", 2)[0];
            int semicolon = member.indexOf(';');
            Optional<String> own = semicolon < 0 || secure
                    ? port
                    : port(member.substring(Math.max(semicolon, member.lastIndexOf(':')) + 1));
            if (!host.isEmpty() && own.isPresent()) {
                String reached = host.equals("0.0.0.0") || host.equals("[::]") ? "localhost" : host;
                servers.add(reached + ":" + own.get());
            }
        }
        return servers.stream().distinct().toList();
    }

    /** A client trusts whom the server trusts, and shows what the server shows. */
    private static Map<String, String> tls(Map<String, String> settings) {
        Map<String, String> config = new HashMap<>();
        config.put("zookeeper.client.secure", "true");
        config.put("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
        for (String store : List.of("ssl.trustStore.", "ssl.keyStore.")) {
            for (String part : List.of("location", "password", "passwordPath", "type")) {
                Optional.ofNullable(settings.get(store + part))
                        .ifPresent(value -> config.put("zookeeper." + store + part, value.strip()));
            }
        }
        return config;
    }

    /** By variables: the official image's, Bitnami's, Confluent's. */
    static Optional<Found.Side> side(Map<String, String> environment) {
        String listed = environment.getOrDefault("ZOO_SERVERS", "").strip();
        if (listed.startsWith("server.")) {
            Map<String, String> settings = new HashMap<>();
            settings.put("clientPort", "2181");
            for (String member : listed.split("\\s+", -1)) {
                int equals = member.indexOf('=');
                if (equals > 0) {
                    settings.put(member.substring(0, equals), member.substring(equals + 1));
                }
            }
            return side(settings, "ZOO_SERVERS");
        }
        if (!listed.isEmpty() || environment.containsKey("ZOO_PORT_NUMBER")) {
            Optional<String> port = port(environment.getOrDefault("ZOO_PORT_NUMBER", "2181"));
            return listed(listed, "[,;\\s]+", port, listed.isEmpty() ? "ZOO_PORT_NUMBER" : "ZOO_SERVERS");
        }
        if (environment.containsKey("ZOOKEEPER_CLIENT_PORT")) {
            Optional<String> port = port(environment.get("ZOOKEEPER_CLIENT_PORT"));
            String members = environment.getOrDefault("ZOOKEEPER_SERVERS", "").strip();
            return listed(members, ";", port, members.isEmpty() ? "ZOOKEEPER_CLIENT_PORT" : "ZOOKEEPER_SERVERS");
        }
        return Optional.empty();
    }

    private static Optional<Found.Side> listed(String members, String between, Optional<String> port, String from) {
        List<String> servers = members.isEmpty()
                ? port.map(own -> "localhost:" + own).stream().toList()
                : servers(List.of(members.split(between, -1)), port, false);
        return servers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found.Side(String.join(",", servers), Map.of(), from));
    }

    /** Bitnami's image tells each pod the client's password where it wants one. */
    static Found.Side authenticated(Found.Side side, Map<String, String> environment) {
        String user = environment.getOrDefault("ZOO_CLIENT_USER", "");
        String password = environment.getOrDefault("ZOO_CLIENT_PASSWORD", "");
        if (user.isEmpty() || password.isEmpty()) {
            return side;
        }
        Map<String, String> config = new HashMap<>(side.config());
        config.put("zooka.sasl.mechanism", "digest");
        config.put("zooka.sasl.username", user);
        config.put("zooka.sasl.password", password);
        return new Found.Side(side.servers(), config, side.from());
    }
}
