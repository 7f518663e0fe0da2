package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zooka.commands.kafka.SecureClients.CERTIFICATES;
import static zooka.commands.kafka.SecureClients.OTHER_PASSWORD;
import static zooka.commands.kafka.SecureClients.WRONG_PASSWORD;
import static zooka.commands.kafka.SecureClients.key;
import static zooka.commands.kafka.SecureClients.login;
import static zooka.commands.kafka.SecureClients.run;
import static zooka.commands.kafka.SecureClients.showing;
import static zooka.commands.kafka.SecureClients.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import zooka.commands.action.Action;
import zooka.commands.kafka.SecureClients.Transcript;
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

    private static final Transcript SAID = new Transcript();

    private final SecureKafka kafka = SecureKafka.shared();

    @AfterAll
    static void no_secret_was_said() {
        SAID.holdsNoSecret();
    }

    private static String said(String text) {
        return SAID.add(text);
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
            assertThat(said(((Result.Change) made).what())).contains(user);
            KafkaRun.until("the user", () -> said(run.told("users")).contains(user));
            said(run.change("user alter " + user + " --delete SCRAM-SHA-512"));
            said(run.change("quota alter --user " + user + " producer_byte_rate=1MiB"));
            KafkaRun.until("the quota", () -> said(run.told("quotas")).contains(user));
            said(run.change("quota alter --user " + user + " --delete producer_byte_rate"));
            said(run.told("transactions"));
            said(run.query("audit --settle 100ms").toString());
            said(run.query("status").toString());
            Action.Live leaders = (Action.Live) TestRun.action("leaders", "--once");
            Result.Drawing map = (Result.Drawing) leaders.snapshot(run.run().context());
            assertThat(said(map.fields().get().toString())).contains(topic);
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
                    "--timeout",
                    "30s",
                    "-b",
                    words.get(i),
                    "--command-config",
                    files.get(i).toString());
            Thread watched = new Thread(() -> {
                Program.Run run = program.run("-e", "topics; users; produce " + topic + " one");
                said(run.out() + run.err());
                List<String> errors = run.err()
                        .lines()
                        .filter(line -> line.startsWith("error: "))
                        .toList();
                assertThat(run.code()).as(errors.toString()).isEqualTo(wrong ? 5 : 0);
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
        assertThat(SAID.text()).contains("sasl.jaas.config = [hidden]").contains("ssl.truststore.password = [hidden]");
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
