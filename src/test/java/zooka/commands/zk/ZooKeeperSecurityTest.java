package zooka.commands.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static zooka.commands.zk.SecureServers.CERTIFICATES;
import static zooka.commands.zk.SecureServers.CREDENTIALS;
import static zooka.commands.zk.SecureServers.PASSWORD;
import static zooka.commands.zk.SecureServers.TIMEOUT;
import static zooka.commands.zk.SecureServers.clusters;
import static zooka.commands.zk.SecureServers.digest;
import static zooka.commands.zk.SecureServers.sasl;
import static zooka.commands.zk.SecureServers.showing;
import static zooka.commands.zk.SecureServers.tls;
import static zooka.commands.zk.SecureServers.trusting;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.LiveClusters;
import zooka.commands.zk.SecureServers.Way;
import zooka.testing.Certificates;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.TestRun;
import zooka.testing.ZkCli;

/** Real servers that want TLS, the client's certificate, or a name and a password; and what is said of those that do not let in. */
@OnServers
@RunsInParallel(seconds = 40)
final class ZooKeeperSecurityTest {

    private static final AtomicInteger ROOTS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static SecureServers servers;

    @BeforeAll
    static void start() {
        servers = new SecureServers(folder);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    static List<Way> ways() {
        return servers.ways();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void every_family_of_commands_gets_in(Way way) throws InterruptedException {
        String root = "/family-" + ROOTS.incrementAndGet();
        try (LiveClusters clusters = clusters(way.address(), way.access(), way.lasting())) {
            TestRun run = new TestRun(clusters);
            assertThat(run.change("create", root, "one")).isEqualTo("created " + root);
            BlockingQueue<Znodes.Event> events = new LinkedBlockingQueue<>();
            try (Znodes.Watch watch = clusters.znodes().watch(root, events::add)) {
                assertThat(watch).isNotNull();
                run.change("create", root + "/a", "two");
                assertThat(events.poll(20, TimeUnit.SECONDS).path()).isEqualTo(root + "/a");
            }
            run.change("set", root, "three");
            assertThat(run.rows("ls", root)).extracting(row -> row.get("name")).containsExactly("a");
            assertThat(run.json("get", root).toString()).contains("three");
            run.plan("txn", "create " + root + "/b four; set " + root + "/a five")
                    .make();
            assertThat(run.told("find", root)).contains(root + "/a", root + "/b");
            assertThat(new String(run.document("export", root), StandardCharsets.UTF_8))
                    .contains("five");
            assertThat(run.json("whoami").toString().replace("scheme=", "").replace(", user=", ": "))
                    .contains(way.whoami());
            Object session = run.json("session");
            boolean secure = way.access().zookeeper().containsKey("zookeeper.client.secure");
            assertThat(session.toString()).contains("transport=" + (secure ? "TLS" : "plaintext"));
            Map<String, Object> server = run.rows("ensemble").get(0);
            assertThat(server).containsEntry("role", "standalone");
            run.change("setAcl", root, "auth::cdrwa".equals(acl(way)) ? "auth::cdrwa" : "world:anyone:cdrwa");
            run.change("deleteall", root);
            assertThat(clusters.znodes().stat(root)).isEmpty();
        }
    }

    private static String acl(Way way) {
        return way.whoami().equals("ip") ? "" : "auth::cdrwa";
    }

    @Test
    void what_belongs_to_one_is_kept_from_others() {
        for (Way way : ways()) {
            if (way.whoami().equals("ip") || way.address().equals(servers.strict.secure())) {
                continue;
            }
            String path = "/own-" + ROOTS.incrementAndGet();
            try (LiveClusters own = clusters(way.address(), way.access(), way.lasting());
                    LiveClusters other = way.address().equals(servers.mutual.secure())
                            ? clusters(servers.mutual.clear(), ClientSettings.OPEN, false)
                            : clusters(servers.open.clear(), ClientSettings.OPEN, false)) {
                TestRun run = new TestRun(own);
                run.change("create", path, "mine", "auth::cdrwa");
                assertThat(run.json("get", path).toString()).contains("mine");
                Failure failure = catchThrowableOfType(Failure.class, () -> new TestRun(other).query("get", path));
                assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
                run.change("delete", path);
            }
        }
    }

    /** What ZooKeeper's own shell is given as a file is given to this one. */
    @Test
    void the_file_of_zkcli_lets_both_in() throws IOException {
        Map<String, String> settings = trusting(CERTIFICATES.authority().trustPkcs12());
        settings.putAll(showing(CERTIFICATES.client("erin").jks()));
        settings.put("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
        Properties file = new Properties();
        file.putAll(settings);
        StringWriter text = new StringWriter();
        file.store(text, null);
        String path = CERTIFICATES.file("client.properties", text.toString()).toString();
        assertThat(new ZkCli(servers.mutual.secure(), "-client-configuration", path)
                        .once("create", "/from-zkcli", "one"))
                .isZero();
        try (LiveClusters clusters = clusters(servers.mutual.secure(), tls(settings), false)) {
            TestRun run = new TestRun(clusters);
            assertThat(run.json("get", "/from-zkcli").toString()).contains("one");
            run.change("delete", "/from-zkcli");
        }
    }

    private static Failure refused(String address, ClientSettings access, boolean lasting) {
        long began = System.nanoTime();
        try (LiveClusters clusters = clusters(address, access, lasting)) {
            TestRun run = new TestRun(clusters);
            Failure failure = catchThrowableOfType(Failure.class, () -> run.query("ls", "/"));
            assertThat(failure).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TIMEOUT.multipliedBy(2));
            assertThat(failure.getMessage()).doesNotContain("\n", PASSWORD, Certificates.PASSWORD);
            assertThat(failure.hint().orElse("")).doesNotContain("\n", PASSWORD, Certificates.PASSWORD);
            return failure;
        }
    }

    private static void both(
            Failure.Kind kind, String text, String hint, String address, Map<String, String> settings) {
        once(kind, text, hint, address, settings);
        fails(kind, text, hint, address, settings, true);
    }

    private static void once(
            Failure.Kind kind, String text, String hint, String address, Map<String, String> settings) {
        fails(kind, text, hint, address, settings, false);
    }

    private static void fails(
            Failure.Kind kind,
            String text,
            String hint,
            String address,
            Map<String, String> settings,
            boolean lasting) {
        Failure failure = refused(address, tls(settings), lasting);
        assertThat(failure.getMessage()).contains(text);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.hint().orElse("")).contains(hint);
    }

    @Test
    void says_why_tls_fails() {
        Path trust = CERTIFICATES.authority().trustPem();
        both(
                Failure.Kind.UNREACHABLE,
                "speaks TLS (certificate CN=server, issued by CN=zooka-test-ca), but this client does not use TLS",
                "zookeeper.client.secure=true",
                servers.open.secure(),
                Map.of());
        once(
                Failure.Kind.UNREACHABLE,
                servers.open.clear() + " does not speak TLS",
                "secureClientPort",
                servers.open.clear(),
                trusting(trust));
        both(
                Failure.Kind.UNREACHABLE,
                "presents a certificate (CN=server, issued by CN=zooka-test-ca) from a certificate authority that this client does not trust",
                "zookeeper.ssl.trustStore.location",
                servers.open.secure(),
                trusting(CERTIFICATES.other().trustPem()));
        once(
                Failure.Kind.UNREACHABLE,
                "presents a certificate (CN=expired, issued by CN=zooka-test-ca) that has expired: ",
                "renew the certificate",
                servers.expired.secure(),
                trusting(trust));
        once(
                Failure.Kind.UNREACHABLE,
                "presents a certificate for zk-0.zk-headless, not for ",
                "use a host name from the certificate in -z",
                servers.elsewhere.secure(),
                trusting(trust));
        once(
                Failure.Kind.REFUSED,
                "requires a client certificate",
                "zookeeper.ssl.keyStore.location",
                servers.mutual.secure(),
                trusting(trust));
        Map<String, String> stranger = trusting(trust);
        stranger.putAll(showing(CERTIFICATES.stranger("mallory").pkcs12()));
        once(
                Failure.Kind.REFUSED,
                "does not accept this client's certificate",
                "zookeeper.ssl.keyStore.location",
                servers.mutual.secure(),
                stranger);
    }

    @Test
    void says_which_store_cannot_be_read() {
        Map<String, String> missing = trusting(folder.resolve("nowhere.p12"));
        both(
                Failure.Kind.USAGE,
                "cannot read " + folder.resolve("nowhere.p12"),
                "zookeeper.ssl.trustStore.location",
                servers.open.secure(),
                missing);
        Map<String, String> wrong = trusting(CERTIFICATES.authority().trustPkcs12());
        wrong.put("zookeeper.ssl.trustStore.password", "wrong");
        both(Failure.Kind.USAGE, "wrong password", "trustStore.password", servers.open.secure(), wrong);
    }

    @Test
    void says_why_a_name_is_refused() {
        both(
                Failure.Kind.REFUSED,
                "the server refuses the SASL login of alice: wrong password",
                "zookeeper.fips-mode=false",
                servers.open.clear(),
                sasl("wrong"));
        both(
                Failure.Kind.REFUSED,
                "the server refuses the SASL login of alice",
                "zookeeper.fips-mode=false",
                servers.mutual.clear(),
                sasl(PASSWORD));
        both(
                Failure.Kind.REFUSED,
                "the server requires authentication",
                "zooka.sasl.mechanism",
                servers.strict.clear(),
                Map.of());
        both(
                Failure.Kind.USAGE,
                "unknown SASL mechanism 'plain'",
                "digest or kerberos",
                servers.open.clear(),
                Map.of("zooka.sasl.mechanism", "plain"));
        both(
                Failure.Kind.USAGE,
                "needs a username and a password",
                "zooka.sasl.password is not set",
                servers.open.clear(),
                Map.of("zooka.sasl.mechanism", "digest", "zooka.sasl.username", "alice"));
    }

    /** With all that the clients have to tell in their logs, for who looks for what is wrong is likely to pass it on. */
    @Test
    void no_secret_is_told_by_debugging() throws Exception {
        StringBuilder told = new StringBuilder();
        List<String> some = List.of("PKCS12", "mutual TLS", "SASL", "SASL over TLS", "digest over TLS");
        for (Way way : ways().stream().filter(way -> some.contains(way.name())).toList()) {
            told.append(debugged(way.address(), way.access(), way.lasting(), 0, "whoami"));
        }
        told.append(debugged(servers.open.secure(), tls(sasl("wrong-" + PASSWORD)), false, 6, "ls", "/"));
        told.append(debugged(servers.open.clear(), digest(sasl("wrong-" + PASSWORD)), true, 5, "ls", "/"));
        told.append(debugged(servers.open.clear(), digest(sasl(PASSWORD)), false, 0, "ls", "/"));
        String text = told.toString().toLowerCase(Locale.ROOT);
        assertThat(text).contains("debug org.apache.zookeeper", "debug io.netty", "curator");
        for (String secret : List.of(PASSWORD, CREDENTIALS.replace("joe:", ""), Certificates.PASSWORD)) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContain(HexFormat.of().formatHex(bytes))
                    .doesNotContain(HexFormat.ofDelimiter(" ").formatHex(bytes))
                    .doesNotContain(Base64.getEncoder().encodeToString(bytes).toLowerCase(Locale.ROOT));
        }
    }

    private static String debugged(String address, ClientSettings access, boolean lasting, int code, String... words)
            throws IOException, InterruptedException {
        StringBuilder settings = new StringBuilder();
        access.zookeeper()
                .forEach((key, value) ->
                        settings.append(key).append('=').append(value).append('\n'));
        access.credentials()
                .forEach(one ->
                        settings.append("credential=").append(one.secret()).append('\n'));
        Path file = CERTIFICATES.file("settings", settings.toString());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "zooka.shell.DebuggedRun",
                address,
                lasting ? "lasting" : "once",
                file.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(told.lines().limit(400).reduce("", (a, b) -> a + "\n" + b))
                .isEqualTo(code);
        return told;
    }
}
