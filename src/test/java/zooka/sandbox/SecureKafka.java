package zooka.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import zooka.sandbox.Layout.Node;
import zooka.testing.Certificates;
import zooka.testing.Kdc;

/**
 * Real brokers behind doors of all kinds. Each has one in the clear for its peers; what leads to pods is advertised under
 * names that resolve nowhere, and everything is on this machine's own address.
 */
@SuppressWarnings("EnumOrdinal") // the ports of a broker's doors are counted up
public final class SecureKafka implements AutoCloseable {

    /** Of the user {@link #USER}, by SCRAM and by PLAIN. It is a secret: no output may hold it. */
    public static final String PASSWORD = "user-secret-91c2";

    public static final String USER = "alice";

    /** What comes behind a pod's name. */
    public static final String DOMAIN = "kafka-headless.default.svc.cluster.local";

    /** Where pods are said to listen. */
    public static final int POD_PORT = 9092;

    private static final String TRUSTED_CLIENT = "super.users=User:ANONYMOUS;User:" + USER + ";User:CN=" + USER;
    private static final String LOGIN = "org.apache.kafka.common.security.";
    private static final int LOWEST_PORT = 15_000;
    private static final int HIGHEST_PORT = 31_000;

    /** By how much the ports of two brokers differ, so that one pattern holds for all. */
    private static final int APART = 20;

    /** A listener of each broker. */
    public enum Listener {
        /** In the clear, advertised under the pod's name. */
        POD(0, "PLAINTEXT", true),
        /** The same over TLS; the certificate names the pod, and this machine not at all. */
        POD_TLS(1, "SSL", true),
        /** Over TLS under the pod's name; the certificate is for other names. */
        POD_MISNAMED(2, "SSL", true),
        TLS(3, "SSL", false),
        /** Over TLS with a certificate that has expired. */
        EXPIRED(4, "SSL", false),
        /** Wants to see a certificate of the client. */
        MTLS(5, "SSL", false),
        SCRAM(6, "SASL_SSL", false),
        PLAIN(7, "SASL_SSL", false),
        OAUTH(8, "SASL_PLAINTEXT", false),
        /** Takes Kerberos tickets; it is there where a KDC is. */
        GSSAPI(9, "SASL_PLAINTEXT", false);

        private final int number;
        private final String protocol;
        private final boolean pod;

        Listener(int number, String protocol, boolean pod) {
            this.number = number;
            this.protocol = protocol;
            this.pod = pod;
        }
    }

    private static Optional<SecureKafka> shared = Optional.empty();

    private final Ensemble ensemble;
    private final Optional<Kdc> kdc;
    private Optional<Layout> laidOut = Optional.empty();
    private int base;

    private SecureKafka(Mode mode, int brokers, Optional<Kdc> kdc) {
        this.kdc = kdc;
        ProcessGuard guard = ProcessGuard.start(Folders.base());
        Map<Software, Path> jars = new LinkedHashMap<>();
        Layout layout = Layout.choose(mode, Options.bare(1, brokers), guard.folder());
        layout.software().forEach(software -> jars.put(software, software.fetch(guard, text -> {})));
        ClassArchives archives = new ClassArchives(mode, jars);
        ensemble = Ensemble.start(
                mode,
                Options.bare(1, brokers),
                guard.folder(),
                jars,
                (chosen, node) -> {
                    if (node.kind() == ServerStatus.Kind.KAFKA) {
                        openDoors(chosen, node);
                    }
                    List<String> command = new ArrayList<>(archives.command(chosen, node));
                    kdc.ifPresent(known -> command.add(1, known.option()));
                    return command;
                },
                guard,
                text -> {});
    }

    /** Starts so many brokers, whose ids count from 1, and makes the user known. */
    public static SecureKafka start(Mode mode, int brokers) {
        return start(new SecureKafka(mode, brokers, Optional.empty()));
    }

    /** The same with a door for those who have tickets of that KDC, which must know {@code kafka/localhost}. */
    public static SecureKafka start(Mode mode, int brokers, Kdc kdc) {
        return start(new SecureKafka(mode, brokers, Optional.of(kdc)));
    }

    private static SecureKafka start(SecureKafka kafka) {
        try (Admin admin = Ensemble.admin(kafka.inside())) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return kafka;
    }

    /** Two KRaft brokers that end with the JVM. Shared: leave them as they are. */
    public static synchronized SecureKafka shared() {
        SecureKafka brokers = shared.orElseGet(() -> start(Mode.KRAFT, 2));
        shared = Optional.of(brokers);
        return brokers;
    }

    /** What a broker's pod is called. */
    public static String pod(int broker) {
        return "kafka-" + broker + "." + DOMAIN;
    }

    public int port(Listener door, int broker) {
        return base + APART * broker + door.number;
    }

    /** Where a door of a broker can be reached. */
    public String address(Listener door, int broker) {
        return (door.pod ? Layout.HOST : "localhost") + ":" + port(door, broker);
    }

    /** The same for all brokers. */
    public String addresses(Listener door) {
        return brokers().map(broker -> address(door, broker)).collect(Collectors.joining(","));
    }

    /** What a broker advertises at that door. */
    public String advertised(Listener door, int broker) {
        return door.pod ? pod(broker) + ":" + (POD_PORT + door.number) : address(door, broker);
    }

    /** The one entry of an address map that leads to all doors of that kind. */
    public String map(Listener door) {
        return "kafka-{n}." + DOMAIN + ":" + (POD_PORT + door.number) + "=" + Layout.HOST + ":{" + (base + door.number)
                + "+" + APART + "*n}";
    }

    /** The way in for which nothing is needed. */
    public String inside() {
        return ensemble.layout().bootstrap().orElseThrow();
    }

    public Optional<String> zookeeper() {
        return ensemble.layout().zookeeper();
    }

    private Stream<Integer> brokers() {
        return ensemble.layout().brokers().stream().map(Node::id);
    }

    private void openDoors(Layout layout, Node node) {
        if (laidOut.filter(layout::equals).isEmpty()) {
            base = freePorts(layout);
            laidOut = Optional.of(layout);
        }
        Certificates certificates = Certificates.shared();
        List<String> listeners = new ArrayList<>(List.of("PLAINTEXT://" + node.address()));
        List<String> advertised = new ArrayList<>(listeners);
        List<String> protocols = new ArrayList<>(List.of("PLAINTEXT:PLAINTEXT"));
        List<Listener> doors = Arrays.stream(Listener.values())
                .filter(door -> door != Listener.GSSAPI || kdc.isPresent())
                .toList();
        for (Listener door : doors) {
            listeners.add(door + "://" + Layout.HOST + ":" + port(door, node.id()));
            advertised.add(door + "://" + advertised(door, node.id()));
            protocols.add(door + ":" + door.protocol);
        }
        if (layout.mode() == Mode.KRAFT) {
            listeners.add("CONTROLLER://" + Layout.HOST + ":" + node.peer());
            protocols.add("CONTROLLER:PLAINTEXT");
        }
        String settings = """

                listeners=%s
                advertised.listeners=%s
                listener.security.protocol.map=%s
                inter.broker.listener.name=PLAINTEXT
                %s
                %s
                ssl.truststore.type=PKCS12
                ssl.truststore.location=%s
                ssl.truststore.password=%s
                listener.name.mtls.ssl.client.auth=required
                listener.name.scram.sasl.enabled.mechanisms=SCRAM-SHA-512
                listener.name.scram.scram-sha-512.sasl.jaas.config=%sscram.ScramLoginModule required;
                listener.name.plain.sasl.enabled.mechanisms=PLAIN
                listener.name.plain.plain.sasl.jaas.config=%splain.PlainLoginModule required user_%s="%s";
                listener.name.oauth.sasl.enabled.mechanisms=OAUTHBEARER
                listener.name.oauth.oauthbearer.sasl.jaas.config=%soauthbearer.OAuthBearerLoginModule required \
                unsecuredLoginStringClaim_sub="broker";
                %s
                """.formatted(
                        String.join(",", listeners),
                        String.join(",", advertised),
                        String.join(",", protocols),
                        TRUSTED_CLIENT,
                        Stream.of(
                                        keys("", certificates.server()),
                                        keys("listener.name.pod_tls.", certificates.serverOnly("*." + DOMAIN)),
                                        keys(
                                                "listener.name.pod_misnamed.",
                                                certificates.serverOnly("*.other-headless.default.svc.cluster.local")),
                                        keys("listener.name.expired.", certificates.expired()))
                                .collect(Collectors.joining()),
                        certificates.authority().trustPkcs12(),
                        Certificates.PASSWORD,
                        LOGIN,
                        LOGIN,
                        USER,
                        PASSWORD,
                        LOGIN,
                        kdc.map(SecureKafka::tickets).orElse(""));
        try {
            Path file = layout.folder(node).resolve(Settings.FILE);
            Files.writeString(file, settings, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tickets(Kdc kdc) {
        return """
                listener.name.gssapi.sasl.enabled.mechanisms=GSSAPI
                listener.name.gssapi.sasl.kerberos.service.name=kafka
                listener.name.gssapi.gssapi.sasl.jaas.config=%s
                """.formatted(kdc.login("kafka/localhost"));
    }

    private static String keys(String prefix, Certificates.Identity identity) {
        return """
                %1$sssl.keystore.type=PKCS12
                %1$sssl.keystore.location=%2$s
                %1$sssl.keystore.password=%3$s
                %1$sssl.key.password=%3$s
                """.formatted(prefix, identity.pkcs12(), Certificates.PASSWORD);
    }

    /** Others than the layout's own, on which nobody listens yet and that no other sandbox has chosen. */
    private static int freePorts(Layout layout) {
        Set<Integer> own = layout.all().stream()
                .flatMap(node -> Stream.of(node.port(), node.peer(), node.election()))
                .collect(Collectors.toSet());
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            boolean free = layout.brokers().stream()
                    .flatMap(broker ->
                            Stream.of(Listener.values()).map(door -> base + APART * broker.id() + door.number))
                    .allMatch(port -> !own.contains(port) && PortClaims.claim(port));
            if (free) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    @Override
    public void close() {
        ensemble.killAll();
    }
}
