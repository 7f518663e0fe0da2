package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.Program.Run;

/** Outside, where the brokers advertise their pods' names and nothing else: the address map leads to their NodePorts. */
final class NetlabOutsideTest {

    private static final String ENSEMBLE = Netlab.NODE + ":30181/kafka";
    private static final String BROKERS = "kafka-{n}.kafka-headless.default.svc.cluster.local";
    private static final String MAP = BROKERS + ":9092=" + Netlab.NODE + ":{30092+n}";
    private static final String TLS_MAP = BROKERS + ":9093=" + Netlab.NODE + ":{30292+n}";
    private static final String BOOTSTRAP = Netlab.NODE + ":30092";

    private static Netlab netlab;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() {
        netlab = Netlab.up("--tls", "--no-external");
    }

    @AfterAll
    static void down() {
        if (netlab != null) {
            netlab.close();
        }
    }

    @Test
    void with_the_map_everything_works_from_outside() {
        NetlabTest.everything(netlab, "outside", "mapped", "-z", ENSEMBLE, "--map", MAP);
    }

    @Test
    void the_brokers_alone_are_enough_with_the_map() {
        assertThat(NetlabTest.ok(
                        netlab.zooka("outside", "-b", BOOTSTRAP, "--map", MAP).run("broker", "list")))
                .contains("kafka-0.", "kafka-1.", "kafka-2.");
    }

    @Test
    void over_tls_the_advertised_name_is_the_one_that_is_checked() throws IOException {
        String config = client();
        String inside = "kafka-0.kafka-headless.default.svc.cluster.local:9093";

        Run mapped = netlab.zooka("outside", "--command-config", config, "-b", inside, "--map", TLS_MAP)
                .run("topic", "create", "behind-tls", "-p", "3", "-r", "3", "-y");
        Run unmapped = netlab.zooka("outside", "--command-config", config, "-b", Netlab.NODE + ":30292")
                .run("topics");

        NetlabTest.ok(mapped);
        assertThat(NetlabTest.ok(netlab.zooka("outside", "--command-config", config, "-b", inside, "--map", TLS_MAP)
                        .stdin("one\n")
                        .run("produce", "behind-tls")))
                .contains("behind-tls");
        // The node's name is not in the certificate.
        assertThat(unmapped.code()).as(unmapped.err()).isIn(5, 6);
        assertThat(unmapped.out()).isEmpty();
    }

    @Test
    void without_the_map_the_advertised_address_is_named_within_three_seconds() {
        for (List<String> options : List.of(List.of("-b", BOOTSTRAP), List.of("-z", ENSEMBLE, "-b", BOOTSTRAP))) {
            long begin = System.nanoTime();
            Run run = netlab.zooka("outside", options.toArray(String[]::new)).run("tail", "mapped");
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(run.code()).as(run.err()).isEqualTo(6);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("kafka-", ".kafka-headless.default.svc.cluster.local:9092", "--map");
            // Three, and what a busy machine adds.
            assertThat(took).isLessThan(Duration.ofSeconds(6));
        }
    }

    private String client() throws IOException {
        Path config = folder.resolve("client.properties");
        Files.writeString(
                config,
                "security.protocol=SSL\nssl.truststore.type=PEM\nssl.truststore.location=" + Netlab.AUTHORITY + "\n");
        return config.toString();
    }
}
