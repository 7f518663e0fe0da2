package zooka.commands.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.testing.Certificates;
import zooka.testing.Kdc;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.SecureZooKeeper;
import zooka.testing.TestRun;

/** A real server that takes Kerberos tickets, and a KDC that gives them. */
@OnServers
@RunsInParallel(seconds = 29)
final class KerberosTest {

    private static final String REALM = Kdc.REALM;

    @TempDir
    static Path folder;

    private static Kdc kdc;
    private static SecureZooKeeper server;

    @BeforeAll
    static void start() throws Exception {
        kdc = Kdc.start(folder, "zookeeper/localhost", "zooka", "gone");
        kdc.forget("gone");
        server = SecureZooKeeper.in(folder.resolve("server"))
                .tls(Certificates.shared().server(), "none")
                .option(kdc.option())
                .sasl(kdc.login("zookeeper/localhost"))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        kdc.close();
    }

    private static Map<String, String> as(String principal) {
        return new HashMap<>(Map.of(
                "zooka.sasl.mechanism",
                "kerberos",
                "zooka.sasl.principal",
                principal + REALM,
                "zooka.sasl.keytab",
                kdc.keytab().toString(),
                "zookeeper.sasl.client.canonicalize.hostname",
                "false",
                "java.security.krb5.conf",
                kdc.krb5().toString()));
    }

    private static LiveClusters clusters(String address, Map<String, String> settings, boolean lasting) {
        return new LiveClusters(
                new Profile(
                        "kerberos",
                        Optional.of(address),
                        Optional.empty(),
                        ClientSettings.OPEN.withZooKeeper(settings),
                        Duration.ofSeconds(20),
                        lasting),
                notice -> {});
    }

    private static String clear() {
        return server.clear().replace("127.0.0.1", "localhost");
    }

    @Test
    void a_keytab_lets_in() {
        Map<String, String> overTls = as("zooka");
        overTls.put("zookeeper.client.secure", "true");
        overTls.put(
                "zookeeper.ssl.trustStore.location",
                Certificates.shared().authority().trustPem().toString());
        for (boolean lasting : new boolean[] {false, true}) {
            try (LiveClusters inTheClear = clusters(clear(), as("zooka"), lasting);
                    LiveClusters secure = clusters(server.secure(), overTls, lasting)) {
                assertThat(new TestRun(inTheClear).rows("ls", "/")).isNotEmpty();
                assertThat(new TestRun(inTheClear).json("whoami").toString())
                        .contains("scheme=sasl, user=zooka" + REALM);
                assertThat(new TestRun(secure).json("whoami").toString()).contains("scheme=sasl, user=zooka" + REALM);
            }
        }
    }

    /** As a file of the JVM's, or of the settings, says it for ZooKeeper's own shell. */
    @Test
    void a_jaas_file_works_as_it_is() throws Exception {
        Path jaas = Files.writeString(folder.resolve("client.conf"), "Client { " + kdc.login("zooka") + " };\n");
        Map<String, String> settings = Map.of(
                "java.security.auth.login.config", jaas.toString(),
                "zookeeper.sasl.client.canonicalize.hostname", "false",
                "java.security.krb5.conf", kdc.krb5().toString());
        try (LiveClusters clusters = clusters(clear(), settings, false)) {
            assertThat(new TestRun(clusters).json("whoami").toString()).contains("user=zooka" + REALM);
        }
    }

    private static void refused(String why, Map<String, String> settings) {
        for (boolean lasting : new boolean[] {false, true}) {
            try (LiveClusters clusters = clusters(clear(), settings, lasting)) {
                Failure failure = catchThrowableOfType(Failure.class, () -> new TestRun(clusters).query("ls", "/"));
                assertThat(failure).hasMessageContaining(why);
                assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
                assertThat(failure.getMessage()).doesNotContain("\n");
                assertThat(failure.hint().orElse("")).contains("zooka.sasl.principal");
            }
        }
    }

    @Test
    void says_why_there_is_no_ticket() {
        refused("Kerberos authentication failed for nobody" + REALM + ": no key for it in the keytab", as("nobody"));
        refused(
                "Kerberos authentication failed for gone" + REALM + ": Client not found in Kerberos database",
                as("gone"));
        Map<String, String> elsewhere = as("zooka");
        elsewhere.put("zookeeper.server.principal", "zookeeper/elsewhere" + REALM);
        refused("no ticket for zookeeper/elsewhere" + REALM + ": Server not found in Kerberos database", elsewhere);
    }
}
