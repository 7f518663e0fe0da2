package zooka.commands.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.sandbox.SecureKafka;
import zooka.sandbox.SecureKafka.Listener;
import zooka.testing.Certificates;
import zooka.testing.OnServers;
import zooka.testing.SecureZooKeeper;
import zooka.testing.ZooKeeperProcess;

/** The doctor on brokers that want TLS and passwords, and that advertise names which are known in a cluster only. */
@OnServers
final class DoctorSecurityTest {

    private static SecureKafka kafka() {
        return SecureKafka.shared();
    }

    private static Map<String, String> tls(String protocol, Path truststore) {
        return new HashMap<>(Map.of(
                "security.protocol",
                protocol,
                "ssl.truststore.location",
                truststore.toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD,
                "ssl.truststore.type",
                "PKCS12"));
    }

    private static Map<String, String> trusting(String protocol) {
        return tls(protocol, Certificates.shared().authority().trustPkcs12());
    }

    private static Map<String, String> login(String mechanism, String password) {
        Map<String, String> config = trusting("SASL_SSL");
        config.put("sasl.mechanism", mechanism);
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        config.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"" + SecureKafka.USER
                        + "\" password=\"" + password + "\";");
        return config;
    }

    private static Examination examined(String bootstrap, Map<String, String> config) {
        Examination examined = Examination.of("", bootstrap, ClientSettings.OPEN.withKafka(config));
        assertThat(examined.text()).doesNotContain(SecureKafka.PASSWORD, Certificates.PASSWORD);
        return examined;
    }

    @Test
    void says_nothing_is_wrong_over_tls_and_with_a_password() {
        Examination tls =
                examined(kafka().addresses(Listener.TLS), trusting("SSL")).healthy();
        assertThat(tls.seen(kafka().address(Listener.TLS, 1), "tls")).contains("CN=server", "localhost");
        Examination scram = examined(kafka().addresses(Listener.SCRAM), login("SCRAM-SHA-512", SecureKafka.PASSWORD))
                .healthy();
        assertThat(scram.seen(kafka().address(Listener.SCRAM, 1), "sasl")).contains("using SCRAM-SHA-512");
    }

    @Test
    void a_password_that_is_wrong() {
        examined(kafka().addresses(Listener.SCRAM), login("SCRAM-SHA-512", "not-the-password"))
                .finds("metadata", "login-refused", "invalid credentials", "password")
                .only("login-refused");
    }

    @Test
    void a_mechanism_that_is_not_offered() {
        examined(kafka().addresses(Listener.SCRAM), login("PLAIN", SecureKafka.PASSWORD))
                .finds("sasl", "sasl-mechanism", "PLAIN is not supported", "sasl.mechanism=SCRAM-SHA-512")
                .only("sasl-mechanism");
    }

    @Test
    void a_login_that_is_wanted_and_one_that_is_not() {
        examined(kafka().addresses(Listener.PLAIN), trusting("SSL"))
                .finds("sasl", "sasl-wanted", "SASL authentication (PLAIN)", "security.protocol=SASL_SSL")
                .only("sasl-wanted");
        examined(kafka().addresses(Listener.TLS), login("PLAIN", SecureKafka.PASSWORD))
                .finds("sasl", "sasl-not-wanted", "security.protocol=SSL")
                .only("sasl-not-wanted");
    }

    @Test
    void certificates_of_brokers() {
        examined(kafka().addresses(Listener.EXPIRED), trusting("SSL"))
                .finds("tls", "tls-expired", "expired on", "renew")
                .only("tls-expired");
        examined(
                        kafka().addresses(Listener.TLS),
                        tls("SSL", Certificates.shared().other().trustPkcs12()))
                .finds("tls", "tls-unknown-authority", "CN=zooka-test-ca")
                .only("tls-unknown-authority");
        examined(kafka().addresses(Listener.MTLS), trusting("SSL"))
                .finds("protocol", "tls-client-certificate", "ssl.keystore.location")
                .only("tls-client-certificate");
        examined(kafka().addresses(Listener.TLS), Map.of())
                .finds("protocol", "speaks-tls")
                .only("speaks-tls");
        examined(kafka().inside(), trusting("SSL")).finds("tls", "speaks-clear").only("speaks-clear");
    }

    @Test
    void names_that_resolve_nowhere_and_the_map_that_would_do() {
        Examination outside = examined(kafka().addresses(Listener.POD), Map.of())
                .finds("dns", "dns-unknown-host", "does not resolve here")
                .only("dns-unknown-host");
        String remedy = outside.remedy("dns-unknown-host");
        String entry = remedy.substring(remedy.indexOf('\'') + 1, remedy.lastIndexOf('\''));
        assertThat(entry).startsWith("kafka-{n}." + SecureKafka.DOMAIN + ":9092=");
        ClientSettings mapped = ClientSettings.OPEN.withMap(AddressMap.parse(List.of(entry)));
        Examination inside =
                Examination.of("", kafka().addresses(Listener.POD), mapped).healthy();
        assertThat(inside.seen("broker 2", "identity")).isEqualTo("identified as broker 2");
    }

    @Test
    void names_of_certificates_behind_a_map() {
        ClientSettings pods = ClientSettings.OPEN.withMap(AddressMap.parse(List.of(kafka().map(Listener.POD_TLS))));
        String named = kafka().advertised(Listener.POD_TLS, 1);
        Examination.of("", named, pods.withKafka(trusting("SSL"))).healthy();
        ClientSettings others =
                ClientSettings.OPEN.withMap(AddressMap.parse(List.of(kafka().map(Listener.POD_MISNAMED))));
        Examination.of("", kafka().advertised(Listener.POD_MISNAMED, 1), others.withKafka(trusting("SSL")))
                .finds(
                        "tls",
                        "tls-wrong-name",
                        "certificate does not contain " + SecureKafka.pod(1),
                        "*.other-headless")
                .only("tls-wrong-name");
    }

    private static ClientSettings keeper(Path truststore) {
        return ClientSettings.OPEN.withZooKeeper(Map.of(
                "zookeeper.client.secure",
                "true",
                "zookeeper.ssl.trustStore.location",
                truststore.toString(),
                "zookeeper.ssl.trustStore.password",
                Certificates.PASSWORD));
    }

    @Test
    void a_zookeeper_server_over_tls(@TempDir Path folder) {
        Certificates certificates = Certificates.shared();
        int port = ZooKeeperProcess.freePort();
        String settings = """
                secureClientPort=%d
                serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory
                ssl.clientAuth=none
                ssl.keyStore.location=%s
                ssl.keyStore.password=%s
                admin.enableServer=false
                """.formatted(port, certificates.server().pkcs12(), Certificates.PASSWORD);
        try (ZooKeeperProcess server = ZooKeeperProcess.start("zookeeper-admin-3.9.5", folder, settings)) {
            String secure = "localhost:" + port;
            ClientSettings trusting = keeper(certificates.authority().trustPkcs12());
            Examination examined = Examination.of(secure, "", trusting).healthy();
            assertThat(examined.seen(secure, "protocol")).isEqualTo("ZooKeeper over TLS");
            assertThat(examined.text()).doesNotContain(Certificates.PASSWORD);
            Examination.zookeeper(secure)
                    .finds("protocol", "speaks-tls", "CN=server")
                    .only("speaks-tls");
            Examination.of(secure, "", keeper(certificates.other().trustPkcs12()))
                    .finds("tls", "tls-unknown-authority", "zookeeper.ssl.trustStore.location")
                    .only("tls-unknown-authority");
            Examination.of(server.address(), "", trusting)
                    .finds("tls", "speaks-clear")
                    .only("speaks-clear");
        }
    }

    private static ClientSettings zookeeperLogin(String password) {
        return ClientSettings.OPEN.withZooKeeper(Map.of(
                "zooka.sasl.mechanism",
                "digest",
                "zooka.sasl.username",
                SecureKafka.USER,
                "zooka.sasl.password",
                password));
    }

    @Test
    void a_zookeeper_server_that_one_logs_in_to(@TempDir Path folder) {
        try (SecureZooKeeper server = SecureZooKeeper.in(folder)
                .tls(Certificates.shared().server(), "none")
                .digest(SecureKafka.USER, SecureKafka.PASSWORD)
                .line("enforce.auth.enabled=true")
                .line("enforce.auth.schemes=sasl")
                .start()) {
            String address = server.clear();
            Examination known = Examination.of(address, "", zookeeperLogin(SecureKafka.PASSWORD));
            assertThat(known.healthy().seen(address, "sasl")).isEqualTo("logged in");
            Examination wrong = Examination.of(address, "", zookeeperLogin("wrong-" + SecureKafka.PASSWORD));
            wrong.finds("sasl", "login-refused", "the server refuses the SASL login of " + SecureKafka.USER)
                    .only("login-refused");
            assertThat(known.text() + wrong.text()).doesNotContain(SecureKafka.PASSWORD);
            Examination.zookeeper(address).finds("session", "sasl-wanted").only("sasl-wanted");
        }
    }
}
