package zooka.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zooka.testing.OnServers;

final class PortClaimsTest {

    private static int claimed() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(15_000, 32_000))
                .filter(PortClaims::claim)
                .findFirst()
                .getAsInt();
    }

    @Test
    void a_port_is_claimed_once() {
        assertThat(PortClaims.claim(claimed())).isFalse();
    }

    @Test
    void a_port_on_which_a_process_listens_cannot_be_claimed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortClaims.claim(socket.getLocalPort())).isFalse();
        }
    }

    @Test
    @OnServers
    void a_claim_holds_for_other_processes_until_its_own_ends() throws Exception {
        int port = claimed();

        assertThat(claim(port)).isEqualTo("false\n");
        // What that process had claimed is free again with its end: the next one is refused by this process only.
        int other = IntStream.range(15_000, 32_000)
                .filter(one -> one != port && free(one))
                .findFirst()
                .getAsInt();
        assertThat(claim(other)).isEqualTo("true\n");
        assertThat(PortClaims.claim(other)).isTrue();
    }

    /** Whether another process can claim it now; it ends before this returns. */
    private static boolean free(int port) {
        try {
            return claim(port).equals("true\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claims a port in a process of its own. */
    private static String claim(int port) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PortClaimsTest.class.getName(),
                        Integer.toString(port))
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Prints whether a port could be claimed. */
    public static void main(String[] arguments) {
        System.out.println(PortClaims.claim(Integer.parseInt(arguments[0])));
    }
}
