package zooka.clients.zookeeper.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.net.Dialer;
import zooka.clients.net.Trust;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.ClientZnodes;
import zooka.clients.zookeeper.Kind;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;
import zooka.testing.ZooKeeperProcess;

/**
 * The doors of a real server: its client port in the clear with few words allowed, the same over TLS, its AdminServer, which
 * takes HTTP and HTTPS.
 */
@OnServers
@RunsInParallel
final class LiveEnsembleTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String SECRET = "secret-of-the-test";

    @TempDir
    static Path folder;

    private static ZooKeeperProcess server;
    private static String secure;
    private static String admin;
    private static Trust trust;

    @BeforeAll
    static void start() throws Exception {
        // One certificate that names localhost and no address, and a store that trusts it.
        keytool("-genkeypair -alias server -keyalg EC -groupname secp256r1 -dname CN=zk-0 -ext san=dns:localhost"
                + " -validity 3650 -keystore keys.p12 -storepass " + SECRET);
        keytool("-exportcert -alias server -file server.crt -keystore keys.p12 -storepass " + SECRET);
        keytool("-importcert -noprompt -alias server -file server.crt -keystore trust.p12 -storepass " + SECRET);
        int securePort = ZooKeeperProcess.freePort();
        int adminPort = ZooKeeperProcess.freePort();
        server = ZooKeeperProcess.start(
                "zookeeper-admin-3.9.5", folder, """
                4lw.commands.whitelist=ruok
                secureClientPort=%d
                serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory
                ssl.clientAuth=none
                ssl.keyStore.location=%2$s/keys.p12
                ssl.keyStore.password=%3$s
                ssl.trustStore.location=%2$s/trust.p12
                ssl.trustStore.password=%3$s
                ssl.quorum.keyStore.location=%2$s/keys.p12
                ssl.quorum.keyStore.password=%3$s
                ssl.quorum.trustStore.location=%2$s/trust.p12
                ssl.quorum.trustStore.password=%3$s
                admin.serverPort=%4$d
                admin.portUnification=true
                """.formatted(securePort, folder, SECRET, adminPort));
        secure = "localhost:" + securePort;
        admin = "localhost:" + adminPort;
        trust = new Trust(trusting(folder.resolve("trust.p12")).getSocketFactory(), true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void keytool(String words) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder((keytool + " " + words).split(" ", -1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext trusting(Path store) throws GeneralSecurityException, IOException {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            authorities.load(in, SECRET.toCharArray());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static Ensemble ensemble(String address, Optional<Trust> material) {
        return new LiveEnsemble(List.of(address), TIMEOUT, material);
    }

    private static Server only(Ensemble ensemble) {
        List<Server> servers = ensemble.servers();
        assertThat(servers).hasSize(1);
        return servers.get(0);
    }

    @Test
    void the_admin_server_adds_what_the_words_do_not_tell() {
        Server bare = only(ensemble(server.address(), Optional.empty()).at(List.of(), List.of(":1")));
        assertThat(bare.role()).contains("standalone");
        assertThat(bare.version()).contains("3.9.5");
        assertThat(bare.watches()).isEmpty();
        Server whole = only(ensemble(server.address(), Optional.empty()).at(List.of(), List.of(admin)));
        assertThat(whole.via()).contains("4lw");
        assertThat(whole.watches()).hasValue(0);
        assertThat(whole.gauge("approximate_data_size").orElse(0)).isPositive();
        assertThat(whole.gauge("uptime")).isPresent();
    }

    @Test
    void the_admin_server_answers_for_a_client_port_that_does_not() {
        Server whole = only(ensemble(secure, Optional.empty()).at(List.of(), List.of(admin)));
        assertThat(whole.via()).contains("admin");
        assertThat(whole.role()).contains("standalone");
        assertThat(whole.version()).contains("3.9.5");
        assertThat(whole.zxid()).isPresent();
        assertThat(whole.connections()).isPresent();
        assertThat(whole.latencyMs()).isPresent();
        assertThat(whole.znodes()).isPresent();
        assertThat(whole.gauge("outstanding_requests")).hasValue(0);
    }

    @Test
    void speaks_tls_where_it_is_given_what_to_trust() {
        Server whole = only(ensemble(secure, Optional.of(trust)));
        assertThat(whole.via()).contains("4lw+tls");
        assertThat(whole.role()).contains("standalone");
        Ensemble.Answer answer =
                ensemble(secure, Optional.of(trust)).ask(FourLetterWord.RUOK).get(0);
        assertThat(answer.text()).contains("imok");
        assertThat(answer.via()).contains("4lw+tls");
    }

    @Test
    void says_that_a_port_speaks_tls_and_why_it_is_not_trusted() throws Exception {
        assertThat(only(ensemble(secure, Optional.empty()).at(List.of(), List.of(":1")))
                        .trouble()
                        .orElseThrow())
                .startsWith("speaks TLS (certificate CN=zk-0, self-signed), but no truststore is" + " configured");
        // The certificate names localhost, and not this address.
        String byAddress = secure.replace("localhost", "127.0.0.1");
        assertThat(only(ensemble(byAddress, Optional.of(trust)).at(List.of(), List.of(":1")))
                        .trouble()
                        .orElseThrow())
                .startsWith("speaks TLS and presents a certificate for localhost, not for 127.0.0.1");
        Trust careless = new Trust(trust.sockets(), false);
        assertThat(only(ensemble(byAddress, Optional.of(careless))).answers()).isTrue();
        Trust nobody = new Trust(SSLContext.getDefault().getSocketFactory(), true);
        assertThat(only(ensemble(secure, Optional.of(nobody)).at(List.of(), List.of(":1")))
                        .trouble()
                        .orElseThrow())
                .startsWith(
                        "speaks TLS and presents a certificate (CN=zk-0, self-signed) from a certificate authority");
    }

    @Test
    void a_word_that_is_refused_is_asked_of_the_admin_server() {
        Ensemble.Answer refused = ensemble(server.address(), Optional.empty())
                .at(List.of(), List.of(":1"))
                .ask(FourLetterWord.CONS)
                .get(0);
        Failure failure = refused.trouble().orElseThrow();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.getMessage())
                .isEqualTo("does not allow the four-letter word cons; AdminServer 127.0.0.1:1: connection refused");
        assertThat(failure.hint().orElse("")).startsWith("allow the word in 4lw.commands.whitelist");
        Ensemble both = ensemble(server.address(), Optional.empty()).at(List.of(), List.of(admin));
        Ensemble.Answer answer = both.ask(FourLetterWord.CONS).get(0);
        assertThat(answer.via()).contains("admin");
        assertThat(answer.text().orElse("")).contains("\"connections\"");
        assertThat(ensemble(server.address(), Optional.empty())
                        .at(List.of(), List.of(":1"))
                        .ask(FourLetterWord.VOTING_VIEW)
                        .get(0)
                        .trouble()
                        .orElseThrow())
                .hasMessage("only the AdminServer supports voting_view; AdminServer 127.0.0.1:1: connection refused");
        assertThat(both.ask(FourLetterWord.SYSP).get(0).text().orElse("")).contains("java.version");
    }

    @Test
    void finds_whose_session_holds_a_znode() {
        try (ClientZnodes znodes = ClientZnodes.once(ZooKeeperAddress.parse(server.address()), TIMEOUT)) {
            znodes.create("/owned", Optional.empty(), Kind.EPHEMERAL);
            Program.Run run = Program.with("-z", server.address(), "-o", "json", "--timeout", "20s")
                    .run("owner", "/owned", "--admin", admin);
            String session =
                    Long.toHexString(znodes.stat("/owned").orElseThrow().ephemeralOwner());
            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .contains("\"session\":\"0x" + session + "\"")
                    .contains("\"client\":\"127.0.0.1:")
                    .contains("\"server\":\"" + server.address() + "\"")
                    .contains("\"ephemerals\":[\"/owned\"]");
            assertThat(Program.with("-z", server.address())
                            .run("owner", "/owned", "--admin", "1")
                            .code())
                    .isEqualTo(7);
            assertThat(Program.with("-z", server.address())
                            .run("owner", "/zookeeper", "--admin", admin)
                            .code())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_program_ends_with_the_code_of_what_it_heard() {
        Program zooka = Program.with("-z", server.address());
        assertThat(zooka.run("ensemble", "ruok").out()).isEqualTo("imok\n");
        assertThat(zooka.run("mntr", "--admin", "1").code()).isEqualTo(5);
        assertThat(zooka.run("ensemble", "xyzw").code()).isEqualTo(2);
        assertThat(zooka.run("ensemble", "kill").code()).isEqualTo(2);
        assertThat(zooka.run("chkzk").code()).isZero();
        assertThat(zooka.run("chkzk", server.address() + ",127.0.0.1:1").code()).isEqualTo(1);
        assertThat(zooka.run("ensemble", "--server", server.address() + ",127.0.0.1:1")
                        .code())
                .isEqualTo(7);
        assertThat(Program.with("-z", secure).run("ensemble", "--admin", "1").code())
                .isEqualTo(6);
        assertThat(zooka.run("ensemble", "--admin", "a:1,b:2").code()).isEqualTo(2);
    }

    @Test
    void what_is_no_admin_server_is_not_believed() throws Exception {
        for (String answer :
                new String[] {"HTTP/1.1 404 Not Found\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n{\"a\": 1}", "hello"}) {
            try (ServerSocket other = new ServerSocket(0)) {
                CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answerOnce(other, answer));
                String address = "127.0.0.1:" + other.getLocalPort();
                Server silent = only(ensemble(secure, Optional.empty()).at(List.of(), List.of(address)));
                assertThat(silent.trouble().orElseThrow())
                        .containsPattern("; AdminServer " + address
                                + ": (no AdminServer at /commands|not an AdminServer|no HTTP server there)");
                served.join();
            }
        }
        assertThatThrownBy(() -> ensemble(secure, Optional.empty()).at(List.of(), List.of("a:1", "b:1")))
                .isInstanceOf(Failure.class);
    }

    /** As with {@code admin.forceHttps}: what is said in the clear gets a TLS alert. */
    @Test
    void an_admin_server_behind_tls_is_asked_over_tls() throws Exception {
        KeyStore keys = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), SECRET.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        try (ServerSocket https = context.getServerSocketFactory().createServerSocket(0)) {
            List<IOException> inTheClear = new CopyOnWriteArrayList<>();
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 2; i++) {
                    try (Socket client = https.accept()) {
                        assertThat(client.getInputStream().read()).isEqualTo('G');
                        client.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\n\r\n{\"command\": \"ruok\", \"error\": null}"
                                        .getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        inTheClear.add(e);
                    }
                }
            });
            String address = "localhost:" + https.getLocalPort();
            AdminServer.Reply reply = new AdminServer(new Dialer(TIMEOUT, Optional.of(trust)), address).get("ruok");
            served.join();
            assertThat(inTheClear).hasSize(1);
            assertThat(reply.via()).isEqualTo("admin+tls");
            assertThat(reply.fields()).containsEntry("command", "ruok");
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (Socket client = server.accept()) {
            assertThat(client.getInputStream().read()).isEqualTo('G');
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
