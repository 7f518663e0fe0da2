package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;

/** ZooKeeper's data on disks that misbehave; they stand in for NFS. */
@OnServers
@RunsInParallel(seconds = 30)
@ResourceLock("netlab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NetlabDisksTest {

    private static final String ENSEMBLE = "zk-0.zk-headless:2181,zk-1.zk-headless:2181,zk-2.zk-headless:2181";

    private static Netlab netlab;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() {
        netlab = Netlab.up("--disks", "--zookeeper-only");
    }

    @AfterAll
    static void down() {
        if (netlab != null) {
            netlab.close();
        }
    }

    /** A disk that takes nothing costs a follower its place in the quorum. */
    @Order(2)
    @ParameterizedTest
    @ValueSource(strings = {"full", "stalled"})
    void a_server_that_cannot_write_is_named_and_comes_back(String what) throws IOException {
        Program zooka = netlab.zooka("inside", "-z", ENSEMBLE);
        String pod = one(zooka, "follower");
        netlab.disk(pod, what);
        try {
            outOfQuorum(zooka, pod);
        } finally {
            netlab.disk(pod, "mend");
        }
        NetlabTest.await("it is back", () -> zooka.run("ensemble").code() == 0);
        assertThat(zooka.run("-y", "delete", "/large").code()).isZero();
    }

    /** A file system that has found an error and takes no more; nothing mends that, so it is the last. */
    @Order(3)
    @Test
    void a_server_whose_disk_fails_is_named() throws IOException {
        Program zooka = netlab.zooka("inside", "-z", ENSEMBLE);
        String pod = one(zooka, "follower");
        netlab.disk(pod, "read-only");
        outOfQuorum(zooka, pod);
    }

    /** Writes until a server is out of the quorum; all three commands name it then. */
    private void outOfQuorum(Program zooka, String pod) throws IOException {
        // Little enough that the others' disks, which are small, take it many times.
        String set = "set /large @" + Files.write(folder.resolve("large"), new byte[300_000]) + "\n";
        Path script = Files.writeString(folder.resolve("script"), "create /large ''\n" + set.repeat(3));
        String server = pod + ".zk-headless:2181";
        // Whoever is connected to the server itself waits for it in vain.
        Program writer = netlab.zooka("inside", "-z", one(zooka, "leader") + ".zk-headless:2181");
        NetlabTest.await("it is out of the quorum", () -> {
            writer.run("--keep-going", "-f", script.toString());
            return zooka.run("ensemble")
                    .err()
                    .contains(server + ": serves no requests: the other servers have a quorum");
        });
        // A server that tries to come back hangs up, and follows for moments.
        NetlabTest.await("status names it", () -> zooka.run("status").out().contains(server + " serves no requests"));
        NetlabTest.await("the doctor names it", () -> {
            Run doctor = zooka.run("doctor", "--within", "9s", "-o", "json");
            return doctor.out().contains("\"out-of-quorum\"")
                    && doctor.err().contains("fault: " + server + ": session: running, but not serving");
        });
    }

    /** One write a second: the server that waits for them is named, and no other. */
    @Order(1)
    @Test
    void a_server_whose_disk_is_slow_is_named() {
        Program zooka = netlab.zooka("inside", "-z", ENSEMBLE);
        String pod = one(zooka, "follower");
        netlab.disk(pod, "slow");
        try {
            NetlabTest.await("a write that took a second", () -> {
                zooka.run("--keep-going", "-e", "create /small ''; set /small x");
                return zooka.run("ensemble").err().contains(pod + ".zk-headless:2181 has slow storage: ");
            });
            assertThat(zooka.run("status").out())
                    .contains(pod + ".zk-headless:2181 has slow storage: a sync of its log took up to ");
            Run doctor = zooka.run("doctor", "--within", "9s", "-o", "json");
            assertThat(NetlabTest.ok(doctor))
                    .contains("slow storage: a sync of its log took up to ", "\"slow-storage\"");
        } finally {
            netlab.disk(pod, "mend");
        }
        assertThat(zooka.run("-y", "delete", "/small").code()).isZero();
    }

    private static String one(Program zooka, String role) {
        return NetlabTest.ok(zooka.run("ensemble"))
                .lines()
                .filter(line -> line.contains("\t" + role + "\t"))
                .map(line -> line.substring(0, line.indexOf('.')))
                .findFirst()
                .orElseThrow();
    }
}
