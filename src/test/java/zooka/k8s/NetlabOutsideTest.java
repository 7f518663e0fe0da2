package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;

/** Outside, where the brokers advertise their pods' names and nothing else: the address map leads to their NodePorts. */
@OnServers
@RunsInParallel(seconds = 60)
@ResourceLock("netlab")
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

        NetlabTest.everything(
                netlab,
                "outside",
                "behind-tls",
                "-z",
                ENSEMBLE,
                "--command-config",
                config,
                "-b",
                inside,
                "--map",
                TLS_MAP);
        Run unmapped = netlab.zooka("outside", "--command-config", config, "-b", Netlab.NODE + ":30292")
                .run("topics");

        // The node's name is not in the certificate.
        assertThat(unmapped.code()).as(unmapped.err()).isIn(5, 6);
        assertThat(unmapped.out()).isEmpty();
    }

    /** What the doctor prints is taken as it is. */
    @Test
    void without_the_map_the_doctor_prints_the_one_that_does() {
        String[] named = {"-z", ENSEMBLE, "-b", BOOTSTRAP + "," + Netlab.NODE + ":30094"};
        long begin = System.nanoTime();
        Run doctor = netlab.zooka("outside", named).run("doctor");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(doctor.code()).as(doctor.err()).isEqualTo(1);
        assertThat(took).isLessThan(Duration.ofSeconds(6));
        Matcher printed = Pattern.compile("--map '([^']+)'").matcher(doctor.err());
        assertThat(printed.find()).as(doctor.err()).isTrue();
        assertThat(printed.group(1)).isEqualTo(MAP);
        Program mapped = netlab.zooka("outside", "-z", ENSEMBLE, "--map", printed.group(1));
        assertThat(NetlabTest.ok(mapped.run("broker", "list"))).contains("kafka-0.", "kafka-1.", "kafka-2.");
        NetlabTest.ok(mapped.run("doctor", "--within", "9s"));
    }

    @Test
    void without_the_map_the_advertised_address_is_named_within_three_seconds() {
        NetlabTest.ok(netlab.zooka("inside", "-z", Netlab.ENSEMBLE)
                .run("-y", "topic", "create", "unmapped", "-p", "3", "-r", "3"));
        for (List<String> options : List.of(List.of("-b", BOOTSTRAP), List.of("-z", ENSEMBLE, "-b", BOOTSTRAP))) {
            long begin = System.nanoTime();
            Run run = netlab.zooka("outside", options.toArray(String[]::new)).run("tail", "unmapped");
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
