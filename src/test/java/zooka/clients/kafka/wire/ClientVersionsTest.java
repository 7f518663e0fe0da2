package zooka.clients.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.sandbox.SecureKafka;
import zooka.sandbox.SecureKafka.Listener;
import zooka.testing.Certificates;
import zooka.testing.OnServers;
import zooka.testing.Program;

/** The address map in the clients of the Kafka library of each line: it reaches into them, and they change inside. */
@OnServers
@Timeout(120)
class ClientVersionsTest {

    private static final String OURS = "4.4.0";

    private static final List<String> TLS = List.of(
            "security.protocol=SSL",
            "ssl.truststore.type=PKCS12",
            "ssl.truststore.location=" + Certificates.shared().authority().trustPkcs12(),
            "ssl.truststore.password=" + Certificates.PASSWORD);

    private static String jars(String version) throws Exception {
        if (version.equals(OURS)) {
            return folder(Admin.class) + File.pathSeparator + folder(org.slf4j.Logger.class);
        }
        Process fetch = new ProcessBuilder(
                        Program.HOME.resolve("scripts/servers/fetch").toString(), "kafka-clients-" + version)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip() + "/*";
    }

    private static String folder(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** What {@link MappedClients} say when they begin at that address. */
    private static List<String> run(String version, String first, Listener door, List<String> settings)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                String.join(
                        File.pathSeparator, jars(version), folder(AddressMapPatch.class), folder(MappedClients.class)),
                MappedClients.class.getName(),
                first,
                "mapped-" + UUID.randomUUID(),
                SecureKafka.shared().map(door)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            try (Writer stdin = process.outputWriter()) {
                stdin.write(String.join("\n", settings));
            }
            List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("SLF4J"))
                    .toList();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return said;
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> allOf(String version, Listener door) {
        SecureKafka kafka = SecureKafka.shared();
        List<String> all = new ArrayList<>(List.of(
                "version " + version,
                "admin [1=" + kafka.advertised(door, 1) + ", 2=" + kafka.advertised(door, 2) + "]",
                "producer [0, 1]",
                "consumer [0, 1]"));
        if (!version.startsWith("3.0")) {
            all.add("newer [0, 1]");
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.2", "3.9.2", OURS})
    void names_that_resolve_nowhere_are_dialled_where_the_map_has_them(String version) throws Exception {
        SecureKafka kafka = SecureKafka.shared();

        assertThat(run(version, kafka.address(Listener.POD, 1), Listener.POD, List.of()))
                .isEqualTo(allOf(version, Listener.POD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.2", "3.9.2", OURS})
    void certificates_are_held_against_the_name_that_is_advertised(String version) throws Exception {
        SecureKafka kafka = SecureKafka.shared();

        // Begun at the far end of the map: the certificate does not name this machine.
        assertThat(run(version, kafka.address(Listener.POD_TLS, 2), Listener.POD_TLS, TLS))
                .isEqualTo(allOf(version, Listener.POD_TLS));
        assertThat(run(version, kafka.advertised(Listener.POD_MISNAMED, 1), Listener.POD_MISNAMED, TLS))
                .containsExactly("version " + version, "SslAuthenticationException");
    }
}
