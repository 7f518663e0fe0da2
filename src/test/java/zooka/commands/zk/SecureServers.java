package zooka.commands.zk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.testing.Certificates;
import zooka.testing.SecureZooKeeper;

/**
 * Five ZooKeeper servers that let in by different means, and the settings of clients that get in, or do not. Started side by
 * side; the owner closes them.
 */
final class SecureServers implements AutoCloseable {

    static final Certificates CERTIFICATES = Certificates.shared();
    static final String PASSWORD = "sasl-secret-91c4";
    static final String CREDENTIALS = "joe:digest-secret-5d20";
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    final SecureZooKeeper open;
    final SecureZooKeeper mutual;
    final SecureZooKeeper expired;
    final SecureZooKeeper elsewhere;
    final SecureZooKeeper strict;

    /** How to get in. */
    record Way(String name, String address, ClientSettings access, boolean lasting, String whoami) {
        @Override
        public String toString() {
            return name + (lasting ? ", lasting" : "");
        }
    }

    SecureServers(Path folder) {
        CompletableFuture<SecureZooKeeper> first = started(SecureZooKeeper.in(folder.resolve("open"))
                .tls(CERTIFICATES.server(), "none")
                .digest("alice", PASSWORD));
        CompletableFuture<SecureZooKeeper> second =
                started(SecureZooKeeper.in(folder.resolve("mutual")).tls(CERTIFICATES.server(), "need"));
        CompletableFuture<SecureZooKeeper> third =
                started(SecureZooKeeper.in(folder.resolve("expired")).tls(CERTIFICATES.expired(), "none"));
        CompletableFuture<SecureZooKeeper> fourth = started(SecureZooKeeper.in(folder.resolve("elsewhere"))
                .tls(CERTIFICATES.serverOnly("zk-0.zk-headless"), "none"));
        CompletableFuture<SecureZooKeeper> fifth = started(SecureZooKeeper.in(folder.resolve("strict"))
                .tls(CERTIFICATES.server(), "none")
                .digest("alice", PASSWORD)
                .line("enforce.auth.enabled=true")
                .line("enforce.auth.schemes=sasl"));
        open = first.join();
        mutual = second.join();
        expired = third.join();
        elsewhere = fourth.join();
        strict = fifth.join();
    }

    private static CompletableFuture<SecureZooKeeper> started(SecureZooKeeper.Settings settings) {
        return CompletableFuture.supplyAsync(settings::start);
    }

    @Override
    public void close() {
        Stream.of(open, mutual, expired, elsewhere, strict).forEach(SecureZooKeeper::close);
    }

    List<Way> ways() {
        Map<String, String> mutualTls = trusting(CERTIFICATES.authority().trustPkcs12());
        mutualTls.putAll(showing(CERTIFICATES.client("carol").pkcs12()));
        Map<String, String> mutualPem = trusting(CERTIFICATES.authority().trustPem());
        mutualPem.put(
                "zookeeper.ssl.keyStore.location",
                CERTIFICATES.client("dave").pem().toString());
        Map<String, String> fromFiles = trusting(CERTIFICATES.authority().trustJks());
        fromFiles.remove("zookeeper.ssl.trustStore.password");
        fromFiles.put(
                "zookeeper.ssl.trustStore.passwordPath",
                CERTIFICATES.file("password", Certificates.PASSWORD).toString());
        Map<String, String> both = trusting(CERTIFICATES.authority().trustPem());
        both.putAll(sasl(PASSWORD));
        return Stream.of(
                        new Way(
                                "PEM",
                                open.secure(),
                                tls(trusting(CERTIFICATES.authority().trustPem())),
                                false,
                                "ip"),
                        new Way(
                                "PKCS12",
                                open.secure(),
                                tls(trusting(CERTIFICATES.authority().trustPkcs12())),
                                false,
                                "ip"),
                        new Way("JKS, its password in a file", open.secure(), tls(fromFiles), true, "ip"),
                        new Way("mutual TLS", mutual.secure(), tls(mutualTls), true, "x509: CN=carol"),
                        new Way("mutual TLS by PEM", mutual.secure(), tls(mutualPem), false, "x509: CN=dave"),
                        new Way("SASL", open.clear(), tls(sasl(PASSWORD)), false, "sasl: alice"),
                        new Way("SASL", open.clear(), tls(sasl(PASSWORD)), true, "sasl: alice"),
                        new Way("SASL over TLS", open.secure(), tls(both), false, "sasl: alice"),
                        new Way("SASL over TLS", strict.secure(), tls(both), true, "sasl: alice"),
                        new Way("digest", open.clear(), digest(Map.of()), false, "digest: joe"),
                        new Way(
                                "digest over TLS",
                                open.secure(),
                                digest(trusting(CERTIFICATES.authority().trustPem())),
                                true,
                                "digest: joe"))
                .toList();
    }

    static Map<String, String> trusting(Path store) {
        Map<String, String> settings = new HashMap<>(
                Map.of("zookeeper.client.secure", "true", "zookeeper.ssl.trustStore.location", store.toString()));
        if (!store.toString().endsWith(".pem")) {
            settings.put("zookeeper.ssl.trustStore.password", Certificates.PASSWORD);
        }
        return settings;
    }

    static Map<String, String> showing(Path store) {
        return Map.of(
                "zookeeper.ssl.keyStore.location",
                store.toString(),
                "zookeeper.ssl.keyStore.password",
                Certificates.PASSWORD);
    }

    static Map<String, String> sasl(String password) {
        return Map.of(
                "zooka.sasl.mechanism", "digest", "zooka.sasl.username", "alice", "zooka.sasl.password", password);
    }

    static ClientSettings tls(Map<String, String> settings) {
        return ClientSettings.OPEN.withZooKeeper(settings);
    }

    static ClientSettings digest(Map<String, String> settings) {
        return new ClientSettings(
                settings,
                List.of(new ClientSettings.Credential("digest", CREDENTIALS)),
                Map.of(),
                AddressMap.NONE,
                Optional.empty());
    }

    static LiveClusters clusters(String address, ClientSettings access, boolean lasting) {
        return new LiveClusters(
                new Profile(address, Optional.of(address), Optional.empty(), access, TIMEOUT, lasting), notice -> {});
    }
}
