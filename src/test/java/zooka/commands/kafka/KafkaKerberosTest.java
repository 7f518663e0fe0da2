package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Mode;
import zooka.sandbox.SecureKafka;
import zooka.sandbox.SecureKafka.Listener;
import zooka.testing.Kdc;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;

/** A broker that takes Kerberos tickets, and the program with a {@code client.properties} as Kafka's own tools take it. */
@OnServers
@RunsInParallel
final class KafkaKerberosTest {

    @TempDir
    static Path folder;

    private static Kdc kdc;
    private static SecureKafka kafka;

    @BeforeAll
    static void start() {
        kdc = Kdc.start(folder, "kafka/localhost", SecureKafka.USER, "gone");
        kdc.forget("gone");
        kafka = SecureKafka.start(Mode.KRAFT, 1, kdc);
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
        kdc.close();
    }

    private static Program as(String principal) throws IOException {
        return with(principal, "security.protocol=SASL_PLAINTEXT\n");
    }

    private static Program with(String principal, String lines) throws IOException {
        Path config = Files.writeString(
                folder.resolve("client.properties"),
                lines + "sasl.mechanism=GSSAPI\nsasl.kerberos.service.name=kafka\n" + "sasl.jaas.config="
                        + kdc.login(principal) + "\n");
        return Program.with("-y", "-b", kafka.address(Listener.GSSAPI, 1), "--command-config", config.toString())
                .environment("ZOOKA_JAVA_OPTS", kdc.option());
    }

    @Test
    void a_keytab_lets_every_kind_of_client_in() throws IOException {
        Run run = as(SecureKafka.USER)
                .run(
                        "-e",
                        "topic create tickets -p 1 -r 1; produce tickets one; tail tickets --format '%s\\n'; brokers");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines()).contains("one").anyMatch(line -> line.startsWith("1\t"));
    }

    @Test
    void says_why_there_is_no_ticket() throws IOException {
        for (String principal : new String[] {"gone", "nobody"}) {
            Run run = as(principal).run("topics");
            assertThat(run.code()).as(run.err()).isEqualTo(5);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines().findFirst().orElse(""))
                    .startsWith("error: Kerberos authentication failed for " + principal + Kdc.REALM);
        }
    }

    @Test
    void a_store_that_cannot_be_read_is_no_matter_of_kerberos() throws IOException {
        Run run = with(SecureKafka.USER, "security.protocol=SASL_SSL\nssl.truststore.location=/none.jks\n")
                .run("topics");
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("error: invalid Kafka client configuration")
                .contains("/none.jks");
    }
}
