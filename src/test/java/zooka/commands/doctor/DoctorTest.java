package zooka.commands.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.sandbox.Sandbox;
import zooka.testing.Certificates;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.ZooKeeperProcess;

/** The doctor on servers and ports that are ill on purpose, and on some that are well. */
final class DoctorTest {

    private static final Ports PORTS = new Ports();

    @AfterAll
    static void closePorts() {
        PORTS.close();
    }

    private static String zookeeper() {
        return Sandboxes.zookeeper().zookeeper().orElseThrow();
    }

    private static String brokers(Sandbox sandbox) {
        return sandbox.bootstrap().orElseThrow();
    }

    private static String first(String servers) {
        return Profile.firstOf(servers);
    }

    private static ClientSettings overTls() {
        Map<String, String> trust = Map.of(
                "ssl.truststore.location",
                Certificates.shared().authority().trustPkcs12().toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD,
                "ssl.truststore.type",
                "PKCS12",
                "security.protocol",
                "SSL");
        return ClientSettings.OPEN.withKafka(trust);
    }

    @Test
    @OnServers
    void says_nothing_is_wrong_with_an_ensemble_and_its_brokers() {
        Sandbox sandbox = Sandboxes.zookeeper();
        Examination examined = Examination.of(zookeeper(), brokers(sandbox), ClientSettings.OPEN)
                .healthy();
        String server = first(zookeeper());
        assertThat(examined.seen(server, "version")).startsWith("ZooKeeper 3.9.");
        assertThat(examined.seen("ensemble", "quorum")).contains("1 leader", "2 follower", "3 voting servers");
        assertThat(examined.seen(first(brokers(sandbox)), "metadata")).startsWith("Kafka 3.9, cluster ");
        assertThat(examined.seen("broker 1", "identity")).isEqualTo("identified as broker 1");
        assertThat(examined.rows().get(0))
                .containsKeys("server", "step", "result", "millis", "detail", "fault", "remedy");
    }

    @Test
    @OnServers
    void finds_the_brokers_through_zookeeper() {
        Examination examined = Examination.zookeeper(zookeeper()).healthy();
        assertThat(examined.seen("broker 3", "identity")).isEqualTo("identified as broker 3");
    }

    @Test
    @OnServers
    void says_nothing_is_wrong_with_a_cluster_of_its_own_quorum() {
        Examination examined = Examination.brokers(brokers(Sandboxes.kraft())).healthy();
        assertThat(examined.seen(first(brokers(Sandboxes.kraft())), "metadata")).startsWith("Kafka 4.");
        assertThat(examined.seen("this machine", "clock")).startsWith("unknown");
    }

    @Test
    void a_port_that_nobody_listens_on() {
        Examination.of(PORTS.refusing(), PORTS.refusing(), ClientSettings.OPEN)
                .finds("tcp", "tcp-refused", "connection refused", "see whether the server is running")
                .only("tcp-refused");
    }

    @Test
    void a_port_that_takes_connections_and_is_silent() throws Exception {
        Examination.inTime(PORTS.silent(), PORTS.silent())
                .finds("protocol", "no-answer", "does not answer", "hangs")
                .only("no-answer");
    }

    @Test
    void a_network_that_loses_packets() throws Exception {
        String address = PORTS.dropping();
        Examination.inTime(address, address)
                .finds("tcp", "tcp-dropped", "timed out", "firewall")
                .only("tcp-dropped");
    }

    @Test
    void a_name_that_nobody_knows() {
        Examination.inTime("zk-0.zk-headless.invalid:2181", "kafka-0.kafka-headless.invalid:9092")
                .finds("dns", "dns-unknown-host", "no such host", "getent hosts")
                .only("dns-unknown-host");
    }

    @Test
    void a_port_of_a_web_server() throws Exception {
        Examination.of(PORTS.http(), PORTS.http(), ClientSettings.OPEN)
                .finds("protocol", "speaks-http", "unexpected protocol: HTTP", "-z HOST:PORT")
                .only("speaks-http");
    }

    @Test
    void tls_that_is_spoken_to_in_the_clear() throws Exception {
        String address = PORTS.tls(Certificates.shared().server());
        Examination.of(address, address, ClientSettings.OPEN)
                .finds("protocol", "speaks-tls", "CN=server", "zookeeper.client.secure=true")
                .only("speaks-tls");
        Examination.brokers(address).finds("protocol", "speaks-tls", "security.protocol=SSL");
    }

    @Test
    @OnServers
    void ports_in_the_clear_that_are_spoken_to_over_tls() {
        Examination.of("", first(brokers(Sandboxes.kraft())), overTls())
                .finds("tls", "speaks-clear", "unexpected protocol: Kafka without TLS", "security.protocol")
                .only("speaks-clear");
        ClientSettings access = ClientSettings.OPEN.withZooKeeper(Map.of("zookeeper.client.secure", "true"));
        Examination.of(first(zookeeper()), "", access)
                .finds("tls", "speaks-clear", "unexpected protocol: ZooKeeper without TLS", "zookeeper.client.secure")
                .only("speaks-clear");
    }

    @Test
    void certificates_that_are_no_good() throws Exception {
        Certificates certificates = Certificates.shared();
        Examination.of("", PORTS.tls(certificates.expired()), overTls())
                .finds("tls", "tls-expired", "CN=expired", "renew")
                .only("tls-expired");
        Examination.of("", PORTS.tls(certificates.serverOnly("kafka-0.kafka-headless")), overTls())
                .finds(
                        "tls",
                        "tls-wrong-name",
                        "certificate does not contain 127.0.0.1",
                        "names: kafka-0.kafka-headless")
                .only("tls-wrong-name");
        Examination.of(
                        "",
                        PORTS.tls(certificates.other().identity("stranger", List.of("127.0.0.1"), tomorrow())),
                        overTls())
                .finds("tls", "tls-unknown-authority", "CN=another-ca", "ssl.truststore.location")
                .only("tls-unknown-authority");
    }

    private static java.time.Instant tomorrow() {
        return Clock.systemUTC().instant().plus(Duration.ofDays(1));
    }

    @Test
    @OnServers
    void a_broker_taken_for_a_zookeeper_server_and_the_reverse() {
        Examination.of(first(brokers(Sandboxes.zookeeper())), first(zookeeper()), ClientSettings.OPEN)
                .finds("protocol", "speaks-kafka", "specify it with -b")
                .finds("protocol", "speaks-zookeeper", "specify it with -z")
                .only("speaks-kafka", "speaks-zookeeper");
    }

    @Test
    @OnServers
    void a_chroot_that_is_not_there_and_one_that_was_forgotten() {
        Examination.zookeeper(zookeeper() + "/kafka-prod")
                .finds("chroot", "wrong-chroot", "chroot /kafka-prod does not exist", "-z " + zookeeper())
                .only("wrong-chroot");
        Examination.zookeeper(zookeeper() + "/zookeeper")
                .finds("chroot", "other-chroot", "-z " + zookeeper())
                .healthy();
    }

    @Test
    @OnServers
    void two_clusters_that_are_taken_for_one() {
        String both = first(brokers(Sandboxes.zookeeper())) + "," + first(brokers(Sandboxes.kraft()));
        Examination.brokers(both)
                .finds("same", "other-cluster", "-b contains brokers of two clusters")
                .only("other-cluster");
        Examination.of(zookeeper(), brokers(Sandboxes.kraft()), ClientSettings.OPEN)
                .finds("same", "other-cluster", "-z and -b belong to two clusters")
                .only("other-cluster");
    }

    @Test
    @OnServers
    void two_ensembles_that_are_taken_for_one(@TempDir Path folder) {
        try (ZooKeeperProcess alone = ZooKeeperProcess.start(
                "zookeeper-admin-3.9.5", folder, "admin.enableServer=false\n4lw.commands.whitelist=ruok\n")) {
            Examination.zookeeper(first(zookeeper()) + "," + alone.address())
                    .finds("same", "other-ensemble", "-z contains servers of two ensembles")
                    .only("other-ensemble");
            Examination.zookeeper(alone.address())
                    .finds("version", "words-off", "standalone", "4lw.commands.whitelist=")
                    .healthy();
        }
    }

    @Test
    @OnServers
    void a_map_that_mistakes_one_broker_for_another() {
        List<String> addresses = Arrays.asList(brokers(Sandboxes.kraft()).split(",", -1));
        AddressMap swapped = AddressMap.parse(List.of("1=" + addresses.get(1), "2=" + addresses.get(0)));
        Examination.of("", addresses.get(2), ClientSettings.OPEN.withMap(swapped))
                .finds(
                        "identity",
                        "wrong-broker",
                        "broker 2 answers instead of 1",
                        "the address map leads to another broker")
                .only("wrong-broker");
        AddressMap nowhere = AddressMap.parse(List.of("1=" + PORTS.refusing()));
        Examination.of("", addresses.get(2), ClientSettings.OPEN.withMap(nowhere))
                .finds("tcp", "tcp-refused", "the address map leads to 127.0.0.1:")
                .only("tcp-refused");
    }

    @Test
    @OnServers
    void a_clock_that_is_behind() {
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));
        Examination.of(zookeeper(), "", ClientSettings.OPEN, behind, "--within", "4s")
                .finds("clock", "clock-off", "behind", "NTP")
                .only("clock-off");
    }

    @Test
    void servers_that_nobody_named() {
        Profile profile = new Profile(
                "test", Optional.empty(), Optional.empty(), ClientSettings.OPEN, Duration.ofSeconds(5), false);
        try (LiveClusters clusters = new LiveClusters(profile, notice -> {})) {
            assertThatThrownBy(() -> new TestRun(clusters).query("doctor"))
                    .isInstanceOfSatisfying(Failure.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
                        assertThat(failure.getMessage()).contains("-z", "-b", "ZOOKA_ZOOKEEPER");
                    });
        }
    }
}
