package zooka.commands.pod;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import zooka.clients.profile.ClientSettings;

/** The client configuration that follows from a ZooKeeper server's settings: from {@code zoo.cfg}, or from the variables of an image. */
final class EnsembleSettings {

    private EnsembleSettings() {}

    /**
     * The servers of a configuration file; empty without a client port.
     *
     * @param self whether a member, given by id and address, is this server
     */
    static Optional<PodServers.Side> side(Map<String, String> settings, String from, BiPredicate<String, String> self) {
        Optional<String> port = Member.port(settings.get("clientPort"));
        Optional<String> securePort = Member.port(settings.get("secureClientPort"));
        Map<String, Member> named = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith("server.")) {
                String id = key.substring("server.".length());
                Member member = Member.parse(value, port, securePort);
                named.put(
                        "%6s".formatted(id),
                        self.test(id, value)
                                ? member.listening(
                                        address(settings, "clientPortAddress"),
                                        address(settings, "secureClientPortAddress"))
                                : member);
            }
        });
        List<Member> members = List.copyOf(named.values());
        List<String> plain = servers(members, Member::plain, own(settings, "clientPortAddress", port));
        List<String> servers = plain.isEmpty()
                ? servers(members, Member::secure, own(settings, "secureClientPortAddress", securePort))
                : plain;
        Map<String, String> config = new HashMap<>(plain.isEmpty() ? tls(settings) : Map.of());
        admin(settings).ifPresent(place -> config.put(ClientSettings.ADMIN, place));
        return servers.isEmpty()
                ? Optional.empty()
                : Optional.of(new PodServers.Side(String.join(",", servers), config, from));
    }

    /** The client address of this server. */
    private static Optional<String> own(Map<String, String> settings, String address, Optional<String> port) {
        String host = address(settings, address);
        return port.map(number -> Member.reached(host) + ":" + number);
    }

    private static String address(Map<String, String> settings, String key) {
        String host = settings.getOrDefault(key, "").strip();
        return Variables.isOpen(host) ? "" : host;
    }

    /** The client addresses of the members, with or without TLS; of this server if it has no members. */
    private static List<String> servers(
            List<Member> members, Function<Member, Optional<String>> door, Optional<String> own) {
        return members.isEmpty()
                ? own.stream().toList()
                : members.stream()
                        .flatMap(member -> door.apply(member).stream())
                        .distinct()
                        .toList();
    }

    /** The address of the AdminServers, {@code :PORT/PATH}; empty for the default. */
    private static Optional<String> admin(Map<String, String> settings) {
        Optional<String> port = Member.port(settings.get("admin.serverPort"));
        String path = settings.getOrDefault("admin.commandURL", "").strip();
        return port.isEmpty() && path.isEmpty() ? Optional.empty() : Optional.of(":" + port.orElse("8080") + path);
    }

    /** The client uses the server's truststore and keystore. */
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

    /** The servers of the variables of the official image, Bitnami's and Confluent's. */
    static Optional<PodServers.Side> side(Map<String, String> environment) {
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
            return side(settings, "ZOO_SERVERS", (id, member) -> false);
        }
        if (!listed.isEmpty() || environment.containsKey("ZOO_PORT_NUMBER")) {
            Optional<String> port = Member.port(environment.getOrDefault("ZOO_PORT_NUMBER", "2181"));
            Map<String, String> config = new HashMap<>();
            Member.port(environment.get("ZOO_ADMIN_SERVER_PORT_NUMBER"))
                    .ifPresent(number -> config.put(ClientSettings.ADMIN, ":" + number));
            return listed(listed, "[,;\\s]+", port, config, listed.isEmpty() ? "ZOO_PORT_NUMBER" : "ZOO_SERVERS");
        }
        if (environment.containsKey("ZOOKEEPER_CLIENT_PORT")) {
            Optional<String> port = Member.port(environment.get("ZOOKEEPER_CLIENT_PORT"));
            String members = environment.getOrDefault("ZOOKEEPER_SERVERS", "").strip();
            return listed(
                    members, ";", port, Map.of(), members.isEmpty() ? "ZOOKEEPER_CLIENT_PORT" : "ZOOKEEPER_SERVERS");
        }
        return Optional.empty();
    }

    private static Optional<PodServers.Side> listed(
            String members, String between, Optional<String> port, Map<String, String> config, String from) {
        List<String> servers = members.isEmpty()
                ? port.map(own -> "localhost:" + own).stream().toList()
                : servers(
                        Stream.of(members.split(between, -1))
                                .map(text -> Member.parse(text, port, Optional.empty()))
                                .toList(),
                        Member::plain,
                        Optional.empty());
        return servers.isEmpty()
                ? Optional.empty()
                : Optional.of(new PodServers.Side(String.join(",", servers), config, from));
    }

    /** Bitnami's image has the client's password in each pod if it requires authentication. */
    static PodServers.Side authenticated(PodServers.Side side, Map<String, String> environment) {
        String user = environment.getOrDefault("ZOO_CLIENT_USER", "");
        String password = environment.getOrDefault("ZOO_CLIENT_PASSWORD", "");
        if (user.isEmpty() || password.isEmpty()) {
            return side;
        }
        Map<String, String> config = new HashMap<>(side.config());
        config.put("zooka.sasl.mechanism", "digest");
        config.put("zooka.sasl.username", user);
        config.put("zooka.sasl.password", password);
        return new PodServers.Side(side.servers(), config, side.from());
    }
}
