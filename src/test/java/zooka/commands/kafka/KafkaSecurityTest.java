package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.action.Action;
import zooka.commands.kafka.metadata.AbsentTopic;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.sandbox.SecureKafka;
import zooka.sandbox.SecureKafka.Listener;
import zooka.testing.Certificates;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.ResultText;
import zooka.testing.TestRun;

/** Commands on brokers that let in only whom they know, what they say to the others, and that no secret gets out. */
@OnServers
@Timeout(120)
class KafkaSecurityTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String LOGIN = "org.apache.kafka.common.security.";
    private static final Certificates CERTIFICATES = Certificates.shared();

    /** The password of a user that a test makes, and a wrong one: no output may hold them either. */
    private static final String OTHER_PASSWORD = "other-secret-5d1e";

    private static final String WRONG_PASSWORD = "wrong-secret-2b88";

    private static final List<String> SECRETS =
            List.of(SecureKafka.PASSWORD, Certificates.PASSWORD, OTHER_PASSWORD, WRONG_PASSWORD);

    /** All that was said in this class. */
    private static final StringBuilder SAID = new StringBuilder();

    private final SecureKafka kafka = SecureKafka.shared();

    @AfterAll
    static void no_secret_was_said() {
        assertThat(SAID).isNotEmpty();
        assertThat(SECRETS).allSatisfy(secret -> assertThat(SAID).doesNotContain(secret));
    }

    private static Map<String, String> tls(String protocol) {
        return new HashMap<>(Map.of(
                "security.protocol",
                protocol,
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                CERTIFICATES.authority().trustPkcs12().toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD));
    }

    private static Map<String, String> showing(Map<String, String> config, Certificates.Identity identity) {
        config.putAll(Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                identity.pkcs12().toString(),
                "ssl.keystore.password",
                Certificates.PASSWORD,
                "ssl.key.password",
                Certificates.PASSWORD));
        return config;
    }

    private static Map<String, String> login(Map<String, String> config, String mechanism, String password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        config.put("sasl.mechanism", mechanism);
        config.put(
                "sasl.jaas.config",
                LOGIN + module + " required username=\"" + SecureKafka.USER + "\" password=\"" + password + "\";");
        return config;
    }

    /** What lets a client in by that door. */
    private static Map<String, String> key(Listener door) {
        return switch (door) {
            case MTLS -> showing(tls("SSL"), CERTIFICATES.client(SecureKafka.USER));
            case SCRAM -> login(tls("SASL_SSL"), "SCRAM-SHA-512", SecureKafka.PASSWORD);
            case PLAIN -> {
                // The same authority as text.
                Map<String, String> config = tls("SASL_SSL");
                config.put("ssl.truststore.type", "PEM");
                config.put(
                        "ssl.truststore.location",
                        CERTIFICATES.authority().trustPem().toString());
                config.remove("ssl.truststore.password");
                yield login(config, "PLAIN", SecureKafka.PASSWORD);
            }
            case OAUTH ->
                Map.of(
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "OAUTHBEARER",
                        "sasl.jaas.config",
                                LOGIN + "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\""
                                        + SecureKafka.USER + "\";");
            default -> tls("SSL");
        };
    }

    private KafkaRun run(String bootstrap, Map<String, String> config) {
        return KafkaRun.on(new Profile(
                "test",
                Optional.empty(),
                Optional.of(bootstrap),
                ClientSettings.OPEN.withKafka(config),
                TIMEOUT,
                false));
    }

    private static String said(String text) {
        SAID.append(text).append('\n');
        return text;
    }

    @ParameterizedTest
    @EnumSource(
            value = Listener.class,
            names = {"TLS", "MTLS", "SCRAM", "PLAIN", "OAUTH"})
    void each_family_of_commands_works_behind_each_door(Listener door) throws IOException {
        String topic = "secure-" + UUID.randomUUID();
        String user = "user-" + UUID.randomUUID();
        Path password = CERTIFICATES.file("password", OTHER_PASSWORD + "\n");
        try (KafkaRun run = run(kafka.addresses(door), key(door))) {
            said(run.change("topic create " + topic + " --assign 1:2,2:1"));
            KafkaRun.until("known to all", () -> said(run.told("partition list " + topic))
                    .contains("leader=2"));
            assertThat(said(run.told("topics " + topic))).contains(topic);
            assertThat(said(run.fields("topic describe " + topic))).contains(topic);
            assertThat(said(run.told("brokers"))).contains("id=1").contains("id=2");
            assertThat(said(run.told("broker config 1"))).contains("ssl.keystore.password");
            assertThat(said(run.told("broker log-dirs"))).contains("broker=2");
            said(run.change("config alter topic " + topic + " retention.ms=60000"));
            Table written = (Table) run.plan("produce " + topic + " one two").make();
            assertThat(said(ResultText.table(written))).contains("offset=1");
            assertThat(said(ResultText.flow(run.run().follow("tail", topic, "-n", "5"))))
                    .contains("one");
            String group = "group-" + topic;
            String reset = "group reset " + group + " --topic " + topic + " --to-earliest";
            // The first group of all makes the brokers make the topic that they keep groups in, and is waited for.
            said(run.change(reset));
            assertThat(said(run.told("groups"))).contains(group);
            assertThat(said(run.told("group lag " + group))).contains("lag=");
            said(run.change("acl create --allow " + user + " --operation Read --topic " + topic));
            KafkaRun.until("the rule", () -> said(run.told("acls")).contains(user));
            said(run.change("acl delete --principal User:" + user + " --topic " + topic));
            Result made = run.plan("user alter " + user + " --scram-sha-512 --password-file " + password)
                    .make();
            assertThat(said(((Result.Done) made).what())).contains(user);
            KafkaRun.until("the user", () -> said(run.told("users")).contains(user));
            said(run.change("user alter " + user + " --delete SCRAM-SHA-512"));
            said(run.change("quota alter --user " + user + " producer_byte_rate=1MiB"));
            KafkaRun.until("the quota", () -> said(run.told("quotas")).contains(user));
            said(run.change("quota alter --user " + user + " --delete producer_byte_rate"));
            said(run.told("transactions"));
            said(run.query("audit --settle 100ms").toString());
            said(run.query("status").toString());
            Action.Live leaders = (Action.Live) TestRun.action("leaders", "--once");
            assertThat(said(leaders.snapshot(run.run().context()).toString())).contains(topic);
            said(run.change("topic delete " + topic));
            assertThat(run.run().takeMissing()).noneMatch(missing -> missing.contains("broker"));
        }
    }

    @Test
    void what_may_not_be_seen_is_not_taken_for_what_is_not_there() throws Exception {
        Certificates.Identity bob = CERTIFICATES.client("bob");
        Map<String, String> config = showing(tls("SSL"), bob);
        String door = kafka.addresses(Listener.MTLS);
        try (KafkaRun admin = run(kafka.inside(), Map.of("security.protocol", "PLAINTEXT"));
                KafkaRun run = run(door, config)) {
            admin.change("topic create hidden --assign 1,2");
            admin.change("topic create silent --assign 1,2");
            admin.change("topic create open --assign 1,2");
            admin.change("acl create --deny User:CN=bob --operation Describe --topic hidden");
            // Where something is allowed, all else is not.
            admin.change("acl create --allow User:CN=bob --operation Describe --topic silent");
            admin.change("group reset bobs --to-latest --topic hidden --topic open");
            KafkaRun.until(
                    "bob sees it no more", () -> run.told("topics hidden").isEmpty());

            fails(
                    Kind.REFUSED,
                    "no permission to describe topic hidden",
                    () -> run.plan("topic delete hidden --if-exists"));
            fails(Kind.REFUSED, "no permission to describe topic hidden", () -> run.plan("topic delete open hidden"));
            fails(Kind.REFUSED, "no permission to describe topic hidden", () -> run.query("topic describe hidden"));
            assertThat(run.change("topic delete nowhere --if-exists")).isEqualTo("nothing to delete");
            // What lists say nothing of is asked for by name, wherever the shell ends a command.
            Failure listed = Failure.absent(Failure.Noun.TOPIC, "hidden");
            assertThat(AbsentTopic.explained(run.clusters(), listed).kind()).isEqualTo(Kind.REFUSED);
            assertThat(AbsentTopic.explained(run.clusters(), Failure.absent(Failure.Noun.TOPIC, "nowhere"))
                            .kind())
                    .isEqualTo(Kind.NOT_FOUND);

            run.run().takeMissing();
            Table below = (Table) run.query("partition list --under-min-isr open silent");
            assertThat(below.empty()).endsWith("(2 checked, 2 unknown)");
            assertThat(run.run().takeMissing())
                    .containsExactly(
                            "min.insync.replicas of topic silent: no permission to describe its configuration");
            // One of several costs its own rows.
            for (String line :
                    List.of("topic describe hidden open", "partition list open hidden", "topic offsets hidden open")) {
                assertThat(said(run.query(line).toString())).contains("open");
                assertThat(run.run().takeMissing()).as(line).containsExactly("no permission to describe topic hidden");
            }
            Table lag = (Table) run.query("group lag bobs");
            assertThat(ResultText.table(lag))
                    .doesNotContain("no such partition")
                    .contains("topic=open");
            assertThat(run.run().takeMissing())
                    .allMatch(missing -> missing.contains("no permission to describe topic hidden"));
            admin.change("acl delete --principal User:CN=bob");
            admin.change("group delete bobs");
            admin.change("topic delete hidden silent open");
        }
    }

    private static void fails(Kind kind, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessage(message);
    }

    /** What a client that is not let in is told, by a gateway of our own and by all that begins with it. */
    private void refused(String bootstrap, Map<String, String> config, Kind kind, String cause) {
        try (KafkaRun run = run(bootstrap, config)) {
            for (String line : List.of("topics", "config describe broker 1", "users")) {
                long begin = System.nanoTime();
                assertThatThrownBy(() -> run.query(line)).isInstanceOfSatisfying(Failure.class, failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    said(failure.getMessage() + " " + failure.hint() + " " + trace);
                    assertThat(failure).hasMessageContaining(cause);
                    assertThat(failure.getMessage()).doesNotContain("\n");
                    assertThat(failure.kind()).isEqualTo(kind);
                });
                assertThat(System.nanoTime() - begin).isLessThan(TIMEOUT.toNanos());
            }
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        String cause = "Authentication failed";
        Map<String, String> scram = login(tls("SASL_SSL"), "SCRAM-SHA-512", WRONG_PASSWORD);
        refused(kafka.address(Listener.SCRAM, 1), scram, Kind.REFUSED, cause);
        refused(kafka.address(Listener.PLAIN, 1), login(tls("SASL_SSL"), "PLAIN", WRONG_PASSWORD), Kind.REFUSED, cause);
    }

    @Test
    void a_wrong_mechanism_is_refused_with_those_that_would_do() {
        refused(
                kafka.address(Listener.SCRAM, 1),
                login(tls("SASL_SSL"), "PLAIN", SecureKafka.PASSWORD),
                Kind.REFUSED,
                "enabled mechanisms are [SCRAM-SHA-512]");
    }

    @Test
    void certificates_that_are_not_to_be_trusted_are_told_apart() {
        Map<String, String> other = tls("SSL");
        other.put("ssl.truststore.location", CERTIFICATES.other().trustPkcs12().toString());
        refused(
                kafka.address(Listener.TLS, 1),
                other,
                Kind.UNREACHABLE,
                "presents a certificate from a certificate authority that this client does not trust");
        refused(
                kafka.address(Listener.EXPIRED, 1),
                tls("SSL"),
                Kind.UNREACHABLE,
                "presents a certificate that has expired: ");
        refused(
                kafka.address(Listener.POD_TLS, 1),
                tls("SSL"),
                Kind.UNREACHABLE,
                "presents a certificate for other hosts, not for 127.0.0.1");
    }

    @Test
    void a_client_without_a_certificate_or_with_a_strange_one_is_refused() {
        refused(kafka.address(Listener.MTLS, 1), tls("SSL"), Kind.REFUSED, "requires a client certificate");
        refused(
                kafka.address(Listener.MTLS, 1),
                showing(tls("SSL"), CERTIFICATES.stranger(SecureKafka.USER)),
                Kind.REFUSED,
                "does not accept this client's certificate: ");
    }

    @Test
    void the_wrong_protocol_is_called_by_its_name() {
        refused(kafka.address(Listener.TLS, 1), Map.of(), Kind.UNREACHABLE, "this listener requires TLS");
        refused(kafka.inside(), tls("SSL"), Kind.UNREACHABLE, "this listener does not use TLS");
        refused(kafka.address(Listener.OAUTH, 1), Map.of(), Kind.UNREACHABLE, "may require SASL");
        Map<String, String> clear = login(new HashMap<>(), "PLAIN", SecureKafka.PASSWORD);
        clear.put("security.protocol", "SASL_PLAINTEXT");
        refused(kafka.inside(), clear, Kind.REFUSED, "this listener does not use SASL");
    }

    @Test
    void a_configuration_that_cannot_be_used_is_a_mistake() {
        Map<String, String> store = tls("SSL");
        store.put("ssl.truststore.password", WRONG_PASSWORD);
        refused(kafka.address(Listener.TLS, 1), store, Kind.USAGE, "password was incorrect");
        refused(kafka.address(Listener.TLS, 1), Map.of("security.protocol", "TLS"), Kind.USAGE, "TLS");
    }

    @Test
    void the_program_says_no_secret_however_much_it_says() throws Exception {
        String topic = "debug-" + UUID.randomUUID();
        try (KafkaRun run = run(kafka.inside(), Map.of())) {
            run.change("topic create " + topic + " --assign 1:2");
            KafkaRun.until("known", () -> run.told("topics " + topic).contains(topic));
        }
        List<Path> files = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Listener door : List.of(Listener.SCRAM, Listener.MTLS)) {
            files.add(config(key(door)));
            words.add(kafka.address(door, 1));
        }
        files.add(config(login(tls("SASL_SSL"), "SCRAM-SHA-512", WRONG_PASSWORD)));
        words.add(kafka.address(Listener.SCRAM, 2));
        for (int i = 0; i < files.size(); i++) {
            boolean wrong = i == 2;
            Program program = Program.with(
                    "--debug",
                    "-y",
                    "-b",
                    words.get(i),
                    "--command-config",
                    files.get(i).toString());
            Thread watched = new Thread(() -> {
                Program.Run run = program.run("-e", "topics; users; produce " + topic + " one");
                said(run.out() + run.err());
                assertThat(run.code()).isEqualTo(wrong ? 5 : 0);
            });
            List<Throwable> failures = new ArrayList<>();
            watched.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            watched.start();
            StringBuilder commandLines = new StringBuilder();
            while (watched.isAlive()) {
                commandLines.append(commandLines());
                watched.join(100);
            }
            assertThat(failures).isEmpty();
            assertThat(commandLines.toString()).contains("--command-config");
            said(commandLines.toString());
        }
        // The clients' logs were there to be searched.
        assertThat(SAID.toString())
                .contains("sasl.jaas.config = [hidden]")
                .contains("ssl.truststore.password = [hidden]");
    }

    private static Path config(Map<String, String> config) {
        return CERTIFICATES.file(
                "client.properties",
                config.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n")));
    }

    /** What everybody on this machine sees of the processes that this one has started. */
    private static String commandLines() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
            return children.map(child -> Path.of("/proc/" + child.pid() + "/cmdline"))
                    .map(KafkaSecurityTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
