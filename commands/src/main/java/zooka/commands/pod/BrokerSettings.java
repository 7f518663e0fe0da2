package zooka.commands.pod;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.commands.config.KafkaSecurity;
import zooka.commands.pod.Pod.NodeSettings;

/** The client configuration that follows from a broker's settings: from {@code server.properties}, or from the variables of an image. */
final class BrokerSettings {

    private static final Pattern LISTENER = Pattern.compile("([^:/\\s,]+)://(\\[[^\\]]*\\]|[^:]*):(\\d{1,5})");
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SASL_PLAINTEXT", "SSL", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN", "GSSAPI");
    private static final Set<String> ANYWHERE = Set.of("", "0.0.0.0", "[::]");

    private BrokerSettings() {}

    /** A listener, with its advertised host and port if it is advertised. */
    private record Listener(String name, String protocol, String host, String port) {
        String address() {
            return (ANYWHERE.contains(host) ? "localhost" : host) + ":" + port;
        }
    }

    /** The broker's ensemble, with the broker's TLS settings. */
    static Optional<PodServers.Side> zookeeper(NodeSettings settings) {
        return settings.of("zookeeper.connect").map(servers -> {
            Map<String, String> config = new HashMap<>();
            if (settings.of("zookeeper.ssl.client.enable")
                    .filter("true"::equals)
                    .isPresent()) {
                config.put("zookeeper.client.secure", "true");
                config.put("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
                for (String store : List.of("trustStore.", "keyStore.")) {
                    for (String part : List.of("location", "password", "type")) {
                        settings.of("zookeeper.ssl." + store.toLowerCase(Locale.ROOT) + part)
                                .ifPresent(value -> config.put("zookeeper.ssl." + store + part, value));
                    }
                }
            }
            return new PodServers.Side(
                    servers.replaceAll("\\s*,\\s*", ","), config, settings.source("zookeeper.connect"));
        });
    }

    /** The best listener for a client in this pod; empty without a listener for clients. */
    static Optional<PodServers.Side> kafka(NodeSettings settings) {
        return listeners(settings).stream()
                .min(Comparator.<Listener>comparingInt(listener -> closed(listener, settings) ? 1 : 0)
                        .thenComparingInt(listener -> outward(listener) ? 1 : 0)
                        .thenComparingInt(listener -> PROTOCOLS.indexOf(listener.protocol())))
                .map(chosen -> {
                    boolean advertised = settings.of("advertised.listeners").isPresent();
                    return new PodServers.Side(
                            chosen.address(),
                            config(chosen, settings),
                            settings.source(advertised ? "advertised.listeners" : "listeners"));
                });
    }

    /** The listeners for clients, as advertised, in the broker's order. */
    private static List<Listener> listeners(NodeSettings settings) {
        Map<String, String> protocols = new HashMap<>();
        settings.of("listener.security.protocol.map").ifPresent(map -> {
            for (String entry : map.split(",", -1)) {
                String[] pair = entry.strip().split(":", 2);
                protocols.put(pair[0].toUpperCase(Locale.ROOT), pair[pair.length - 1].toUpperCase(Locale.ROOT));
            }
        });
        Set<String> controllers = new HashSet<>();
        for (String key : List.of("controller.listener.names", "control.plane.listener.name")) {
            settings.of(key).ifPresent(names -> controllers.addAll(List.of(names.split("\\s*,\\s*", -1))));
        }
        List<Listener> listeners = new ArrayList<>();
        if (settings.of("process.roles").filter("controller"::equals).isPresent()) {
            return listeners;
        }
        Matcher matcher = LISTENER.matcher(settings.of("advertised.listeners")
                .or(() -> settings.of("listeners"))
                .orElse(""));
        while (matcher.find()) {
            String name = matcher.group(1);
            String protocol = protocols.getOrDefault(name.toUpperCase(Locale.ROOT), name.toUpperCase(Locale.ROOT));
            if (!controllers.contains(name) && PROTOCOLS.contains(protocol)) {
                listeners.add(new Listener(name, protocol, matcher.group(2), matcher.group(3)));
            }
        }
        return listeners;
    }

    /** Whether the settings do not contain what a client needs to connect: a login or a truststore. */
    private static boolean closed(Listener listener, NodeSettings settings) {
        boolean sasl = listener.protocol().startsWith("SASL");
        boolean tls = listener.protocol().endsWith("SSL");
        return (sasl && login(listener, settings).isEmpty())
                || (tls && settings.of("ssl.truststore.location").isEmpty());
    }

    /** Whether a listener is for clients outside of the cluster; its advertised address may not work inside. */
    private static boolean outward(Listener listener) {
        return listener.name().toUpperCase(Locale.ROOT).matches(".*(EXTERNAL|OUTSIDE|NODEPORT|PUBLIC).*");
    }

    private static Map<String, String> config(Listener listener, NodeSettings settings) {
        Map<String, String> config = new HashMap<>();
        if (listener.protocol().equals("PLAINTEXT")) {
            return config;
        }
        config.put("security.protocol", listener.protocol());
        if (listener.protocol().endsWith("SSL")) {
            copy("ssl.truststore.", settings, config);
            if (!own(listener, settings, "ssl.client.auth").orElse("none").equals("none")) {
                copy("ssl.keystore.", settings, config);
                settings.of("ssl.key.password").ifPresent(value -> config.put("ssl.key.password", value));
            }
        }
        if (listener.protocol().startsWith("SASL")) {
            login(listener, settings).ifPresent(config::putAll);
        }
        return config;
    }

    private static void copy(String store, NodeSettings settings, Map<String, String> config) {
        for (String part : List.of("location", "password", "type")) {
            settings.of(store + part).ifPresent(value -> config.put(store + part, value));
        }
    }

    /** A setting of one listener, or of all. */
    private static Optional<String> own(Listener listener, NodeSettings settings, String key) {
        return settings.of("listener.name." + listener.name().toLowerCase(Locale.ROOT) + "." + key)
                .or(() -> settings.of(key));
    }

    /** The SASL login: the user that the image creates for clients, otherwise the broker's own. */
    private static Optional<Map<String, String>> login(Listener listener, NodeSettings settings) {
        List<String> enabled = own(listener, settings, "sasl.enabled.mechanisms")
                .map(names -> List.of(names.toUpperCase(Locale.ROOT).split("\\s*,\\s*", -1)))
                .orElse(List.of());
        for (String mechanism : MECHANISMS) {
            if (enabled.contains(mechanism)) {
                Optional<String> jaas = client(settings.environment(), mechanism)
                        .or(() -> own(listener, settings, mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config"))
                        .or(() -> own(listener, settings, "sasl.jaas.config"))
                        .filter(text -> text.contains("username=") || text.contains("principal="));
                if (jaas.isPresent()) {
                    return Optional.of(Map.of("sasl.mechanism", mechanism, "sasl.jaas.config", jaas.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> client(Map<String, String> environment, String mechanism) {
        String user = first(environment.getOrDefault("KAFKA_CLIENT_USERS", ""));
        String password = first(environment.getOrDefault("KAFKA_CLIENT_PASSWORDS", ""));
        if (user.isEmpty() || password.isEmpty() || mechanism.equals("GSSAPI")) {
            return Optional.empty();
        }
        return Optional.of(KafkaSecurity.login(mechanism, user, password));
    }

    /** Bitnami's images separate users, and passwords, by commas, semicolons or blanks. */
    private static String first(String list) {
        return list.strip().split("[,;\\s]+", 2)[0];
    }
}
