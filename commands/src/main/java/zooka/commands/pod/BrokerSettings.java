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

/** What a broker's settings say to a client: a {@code server.properties}, or the variables that an image makes it of. */
final class BrokerSettings {

    private static final Pattern LISTENER = Pattern.compile("([^:/\\s,]+)://(\\[[^\\]]*\\]|[^:]*):(\\d{1,5})");
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SASL_PLAINTEXT", "SSL", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN", "GSSAPI");
    private static final Set<String> ANYWHERE = Set.of("", "0.0.0.0", "[::]");

    private BrokerSettings() {}

    /** A listener; where it is advertised, that is its host and port. */
    private record Listener(String name, String protocol, String host, String port) {
        String address() {
            return (ANYWHERE.contains(host) ? "localhost" : host) + ":" + port;
        }
    }

    /** The ensemble that the broker speaks to, as the broker does. */
    static Optional<PodServers.Side> zookeeper(NodeSettings sayings) {
        return sayings.of("zookeeper.connect").map(servers -> {
            Map<String, String> config = new HashMap<>();
            if (sayings.of("zookeeper.ssl.client.enable").filter("true"::equals).isPresent()) {
                config.put("zookeeper.client.secure", "true");
                config.put("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
                for (String store : List.of("trustStore.", "keyStore.")) {
                    for (String part : List.of("location", "password", "type")) {
                        sayings.of("zookeeper.ssl." + store.toLowerCase(Locale.ROOT) + part)
                                .ifPresent(value -> config.put("zookeeper.ssl." + store + part, value));
                    }
                }
            }
            return new PodServers.Side(
                    servers.replaceAll("\\s*,\\s*", ","), config, sayings.source("zookeeper.connect"));
        });
    }

    /** The listener that a client in this pod can use best; empty where there is none for clients. */
    static Optional<PodServers.Side> kafka(NodeSettings sayings) {
        return listeners(sayings).stream()
                .min(Comparator.<Listener>comparingInt(listener -> closed(listener, sayings) ? 1 : 0)
                        .thenComparingInt(listener -> outward(listener) ? 1 : 0)
                        .thenComparingInt(listener -> PROTOCOLS.indexOf(listener.protocol())))
                .map(chosen -> {
                    boolean advertised = sayings.of("advertised.listeners").isPresent();
                    return new PodServers.Side(
                            chosen.address(),
                            config(chosen, sayings),
                            sayings.source(advertised ? "advertised.listeners" : "listeners"));
                });
    }

    /** Those for clients, as they are advertised, in the broker's order. */
    private static List<Listener> listeners(NodeSettings sayings) {
        Map<String, String> protocols = new HashMap<>();
        sayings.of("listener.security.protocol.map").ifPresent(map -> {
            for (String entry : map.split(",", -1)) {
                String[] pair = entry.strip().split(":", 2);
                protocols.put(pair[0].toUpperCase(Locale.ROOT), pair[pair.length - 1].toUpperCase(Locale.ROOT));
            }
        });
        Set<String> controllers = new HashSet<>();
        for (String key : List.of("controller.listener.names", "control.plane.listener.name")) {
            sayings.of(key).ifPresent(names -> controllers.addAll(List.of(names.split("\\s*,\\s*", -1))));
        }
        List<Listener> listeners = new ArrayList<>();
        if (sayings.of("process.roles").filter("controller"::equals).isPresent()) {
            return listeners;
        }
        Matcher matcher = LISTENER.matcher(sayings.of("advertised.listeners")
                .or(() -> sayings.of("listeners"))
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

    /** Whether nothing here says how to be let in. */
    private static boolean closed(Listener listener, NodeSettings sayings) {
        boolean sasl = listener.protocol().startsWith("SASL");
        boolean tls = listener.protocol().endsWith("SSL");
        return (sasl && login(listener, sayings).isEmpty())
                || (tls && sayings.of("ssl.truststore.location").isEmpty());
    }

    /** Whether a listener is for those outside, who are told addresses that may not lead back in. */
    private static boolean outward(Listener listener) {
        return listener.name().toUpperCase(Locale.ROOT).matches(".*(EXTERNAL|OUTSIDE|NODEPORT|PUBLIC).*");
    }

    private static Map<String, String> config(Listener listener, NodeSettings sayings) {
        Map<String, String> config = new HashMap<>();
        if (listener.protocol().equals("PLAINTEXT")) {
            return config;
        }
        config.put("security.protocol", listener.protocol());
        if (listener.protocol().endsWith("SSL")) {
            copy("ssl.truststore.", sayings, config);
            if (!own(listener, sayings, "ssl.client.auth").orElse("none").equals("none")) {
                copy("ssl.keystore.", sayings, config);
                sayings.of("ssl.key.password").ifPresent(value -> config.put("ssl.key.password", value));
            }
        }
        if (listener.protocol().startsWith("SASL")) {
            login(listener, sayings).ifPresent(config::putAll);
        }
        return config;
    }

    private static void copy(String store, NodeSettings sayings, Map<String, String> config) {
        for (String part : List.of("location", "password", "type")) {
            sayings.of(store + part).ifPresent(value -> config.put(store + part, value));
        }
    }

    /** A setting of one listener, or of all. */
    private static Optional<String> own(Listener listener, NodeSettings sayings, String key) {
        return sayings.of("listener.name." + listener.name().toLowerCase(Locale.ROOT) + "." + key)
                .or(() -> sayings.of(key));
    }

    /** How to log in there: as the user that the image makes for clients, else as the broker itself does. */
    private static Optional<Map<String, String>> login(Listener listener, NodeSettings sayings) {
        List<String> enabled = own(listener, sayings, "sasl.enabled.mechanisms")
                .map(names -> List.of(names.toUpperCase(Locale.ROOT).split("\\s*,\\s*", -1)))
                .orElse(List.of());
        for (String mechanism : MECHANISMS) {
            if (enabled.contains(mechanism)) {
                Optional<String> jaas = client(sayings.environment(), mechanism)
                        .or(() -> own(listener, sayings, mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config"))
                        .or(() -> own(listener, sayings, "sasl.jaas.config"))
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

    /** Bitnami's images take commas, semicolons and blanks between users, and so between passwords. */
    private static String first(String list) {
        return list.strip().split("[,;\\s]+", 2)[0];
    }
}
